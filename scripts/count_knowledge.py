"""Print the tables of docs/knowledge-base.md: how many rows the knowledge base has, by list, kind and country.

    python scripts/count_knowledge.py [--write docs/knowledge-base.md]

With --write the tables between the marks `<!-- counts -->` and `<!-- end of counts -->` of the document are replaced.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from marsad.lexicon.compiled import read
from marsad.lexicon.knowledge import SHORT, values
from marsad.lexicon.table import Row, load

START, END = "<!-- counts -->\n", "<!-- end of counts -->\n"
LISTS = (
    ("kb/persons", "persons", "aliases"),
    ("kb/offices", "offices of persons", None),
    ("kb/organizations", "organisations and groups", "aliases"),
    ("kb/countries", "countries", "aliases"),
    ("kb/ministries", "bodies that every state has", "kind_ar"),
    ("outlets", "outlets and agencies", "aliases"),
    ("place_supplement", "places named by hand", "aliases"),
)
_COUNTRIES_SHOWN = 30


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def lists() -> str:
    """Rows, Arabic names, and names that need a second sign, of each list."""
    rows: list[Sequence[object]] = []
    for name, title, column in LISTS:
        names = [value for row in load(name) for value in values(row[column])] if column else []
        names += [row["name"] for row in load(name)] if name == "outlets" else []
        weak = sum(value.startswith(SHORT) for value in names)
        rows.append((f"`{name}.tsv`", title, len(load(name)), len(names) or "", weak or ""))
    places = read("places")
    names = [value for place in places for value in values(place[2])]
    weak = sum(value.startswith(SHORT) for value in names)
    rows.append(("`places.tsv.gz`", "places of GeoNames", len(places), len(names), weak or ""))
    return table(("list", "holds", "rows", "Arabic names", 'of these with "~"'), rows)


def kinds() -> str:
    """Organisations and outlets by kind, organisations also by chief sector."""
    bodies = load("kb/organizations")
    found = [
        *Counter(row["kind"] for row in bodies).most_common(),
        *Counter(f"outlet: {row['kind']}" for row in load("outlets")).most_common(),
    ]
    sectors = Counter(row["sector"].split()[0] for row in bodies)
    return (
        table(("kind", "rows"), found)
        + "\n"
        + table(("chief sector of an organisation or group", "rows"), sectors.most_common())
    )


def by_country() -> str:
    """Persons, offices, organisations and outlets of the countries that have most rows."""
    columns = [
        Counter(row["country"] for row in load(name))
        for name in ("kb/persons", "kb/offices", "kb/organizations", "outlets")
    ]
    names = {row["code"]: row["name"] for row in load("kb/countries")} | {"INT": "several", "-": "none"}
    total = sum(columns, Counter[str]())
    shown = [code for code, _ in sorted(total.items(), key=lambda item: (-item[1], item[0]))][:_COUNTRIES_SHOWN]
    rows: list[Sequence[object]] = [(names.get(code, code), *(column[code] for column in columns)) for code in shown]
    rest = [sum(n for code, n in column.items() if code not in shown) for column in columns]
    rows += [(f"{len(total) - len(shown)} more", *rest), ("all", *(sum(column.values()) for column in columns))]
    return table(("country", "persons", "offices", "organisations", "outlets"), rows)


def settled(rows: Sequence[Row]) -> int:
    """How many rows say that another bears one of their names."""
    return sum(row["note"].startswith("ambiguous:") for row in rows)


def tables() -> str:
    """All tables, with the number of marked rows."""
    marked = settled(load("kb/organizations")), settled(load("kb/persons"))
    return (
        f"{lists()}\n{marked[0]} rows of organisations and {marked[1]} of persons are marked `ambiguous:`.\n\n"
        f"{kinds()}\n{by_country()}"
    )


def written(text: str) -> str:
    """The text of the document with its tables as they are now."""
    before, _, rest = text.partition(START)
    return f"{before}{START}{tables()}{END}{rest.partition(END)[2]}"


def main() -> None:
    """Read the arguments; print the tables or write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path)
    path: Path | None = parser.parse_args().write
    if path is None:
        print(tables(), end="")
    else:
        path.write_text(written(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
