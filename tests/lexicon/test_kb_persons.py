import json
import re
from collections import Counter
from pathlib import Path

import pytest

from marsad.arabic.orthography import fold_word
from marsad.lexicon.table import Row, load

PLOVER = Path(__file__).parents[2] / "../shared/data/reference/plover.json"
COUNTRIES = {row["code"] for row in load("kb/countries")} | {"-"}
PERSONS, OFFICES = load("kb/persons"), load("kb/offices")
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC "
    "IGO UNO EUR NGO ISM IMG MNC".split()
)
LEAST = {"IRQ": 300, "SYR": 130, "LBN": 150, "EGY": 180, "SAU": 110, "PSE": 120, "YEM": 80, "USA": 300, "ISR": 100}


def spellings(row: Row) -> list[str]:
    return [alias.removeprefix("~") for alias in row["aliases"].split(" | ")]


def test_columns() -> None:
    assert list(PERSONS[0].cells) == ["id", "name", "aliases", "country", "wikidata", "note"]
    assert list(OFFICES[0].cells) == ["person", "office", "office_en", "country", "sector", "start", "end"]
    assert all(all(row.cells.values()) for row in (*PERSONS, *OFFICES))


def test_ids_are_unique_and_ascii() -> None:
    ids = Counter(row["id"] for row in PERSONS)
    assert [name for name, times in ids.items() if times > 1] == []
    assert [name for name in ids if not re.fullmatch(r"person:[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_cells_of_persons() -> None:
    letters = r"[\u0621-\u064a\u067e\u0686\u0698\u06a4\u06af]+"
    for row in PERSONS:
        assert row["country"] in COUNTRIES, row.place
        assert re.fullmatch(r"-|Q[1-9]\d*", row["wikidata"]), row.place
        assert re.search(r"[A-Za-z]", row["name"]), row.place
        assert [alias for alias in spellings(row) if not re.fullmatch(f"{letters}( {letters})*", alias)] == [], (
            row.place
        )


def test_full_names_have_two_words_and_no_joined_abd() -> None:
    joined = "\N{ARABIC LETTER AIN}\N{ARABIC LETTER BEH}\N{ARABIC LETTER DAL}\N{ARABIC LETTER ALEF}"
    for row in PERSONS:
        full = [alias for alias in row["aliases"].split(" | ") if not alias.startswith("~")]
        assert full, row.place
        assert all(" " in alias for alias in full), row.place
        assert not any(word.startswith(joined) for alias in full for word in alias.split()), row.place


def test_one_spelling_names_one_person() -> None:
    owners: dict[str, set[str]] = {}
    for row in PERSONS:
        if not row["note"].startswith("ambiguous:"):
            for alias in spellings(row):
                owners.setdefault(fold_word(alias), set()).add(row["id"])
    assert {alias: ids for alias, ids in owners.items() if len(ids) > 1} == {}


def test_no_spelling_twice_in_a_row() -> None:
    for row in PERSONS:
        folded = [fold_word(alias) for alias in spellings(row)]
        assert len(folded) == len(set(folded)), row.place


def test_every_office_has_its_person() -> None:
    assert {row["person"] for row in OFFICES} <= {row["id"] for row in PERSONS}


def test_cells_of_offices() -> None:
    day = r"-|(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
    for row in OFFICES:
        assert row["country"] in COUNTRIES, row.place
        assert row["sector"] in SECTORS, row.place
        assert re.fullmatch(day, row["start"]), row.place
        assert re.fullmatch(day, row["end"]), row.place


def test_no_office_ends_before_it_starts() -> None:
    for row in OFFICES:
        start, end = row["start"], row["end"]
        shared = min(len(start), len(end))
        assert "-" in (start, end) or start[:shared] <= end[:shared], row.place


def test_sectors_are_those_of_plover() -> None:
    if not PLOVER.exists():
        pytest.skip("no shared folder beside the checkout")
    scheme = json.loads(PLOVER.read_text(encoding="utf-8"))["actor_scheme"]
    parts = ("nonstate", "sectors_frequent", "sectors_other")
    assert {code for part in parts for code in scheme[part]} == SECTORS


def test_counts() -> None:
    assert len(PERSONS) >= 3000
    assert len({row["person"] for row in OFFICES}) >= 2800
    have = Counter(row["country"] for row in PERSONS)
    assert {code: have[code] for code, least in LEAST.items() if have[code] < least} == {}
