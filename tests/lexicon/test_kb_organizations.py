"""The knowledge base of countries and organisations: columns, codes, and that no alias names two without a note."""

import re
from collections import Counter, defaultdict

import pytest

from marsad.arabic.orthography import fold_word
from marsad.lexicon.table import load

COLUMNS = {
    "kb/countries": "code name aliases adjectives demonyms capital government_names note",
    "kb/ministries": "kind_ar kind_en sector",
    "kb/organizations": "id name aliases kind country sector wikidata valid note",
}
LEAST = {"kb/countries": 197, "kb/ministries": 100, "kb/organizations": 1300}
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC "
    "IGO UNO EUR NGO ISM IMG MNC".split()
)
ARAB = "ARE BHR COM DJI DZA EGY IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SYR TUN YEM".split()
OTHERS = "IRN TUR ISR USA GBR FRA RUS CHN DEU".split()
NAMES = re.compile(r"[^|\s]+( [^|\s]+)*( \| [^|\s]+( [^|\s]+)*)*")

# Names of our own choosing, spelled in one of the usual ways, and what each must lead to.
KNOWN = [
    ("تنظيم داعش", "org:islamic-state"),
    ("قوات البيشمرگة", None),
    ("قوات البيشمركه", "org:peshmerga"),
    ("الكونجرس الامريكي", "org:congress-of-the-united-states"),
    ("جامعة الدول العربيه", "org:league-of-arab-states"),
    ("خلية الاعلام الامني", "org:security-media-cell"),
    ("حزب العمال الكردستاني", "org:kurdistan-workers-party"),
    ("جهاز مكافحة الارهاب", "org:iraq-counter-terrorism-service"),
    ("أطباء بلا حدود", "org:doctors-without-borders"),
    ("شركة ارامكو", "org:saudi-aramco"),
]


def folded(name):
    return " ".join(fold_word(name).casefold().split())


def values(cell):
    return [] if cell == "-" else cell.split(" | ")


def bearers(rows, key, *columns):
    found = defaultdict(set)
    for row in rows:
        for column in columns:
            for name in values(row[column]):
                found[folded(name)].add(row[key])
    return found


def unsettled(rows, key, *columns):
    notes = {row[key]: row["note"] for row in rows}
    shared = {name: ids for name, ids in bearers(rows, key, *columns).items() if len(ids) > 1}
    return {name: ids for name, ids in shared.items() if not all(notes[i].startswith("ambiguous: ") for i in ids)}


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_and_size(name):
    rows = load(name)
    assert " ".join(rows[0].cells) == COLUMNS[name]
    assert len(rows) >= LEAST[name]
    assert not [row.place for row in rows for cell in row.cells.values() if not cell]


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("kb/countries", ["aliases", "adjectives", "demonyms", "capital", "government_names"]),
        ("kb/organizations", ["aliases"]),
    ],
)
def test_lists_in_cells_are_well_formed_and_hold_nothing_twice(name, columns):
    for row in load(name):
        for column in columns:
            assert NAMES.fullmatch(row[column]), row.place
            names = [folded(value) for value in values(row[column])]
            assert len(names) == len(set(names)), row.place


def test_countries_have_codes_and_arabic_names():
    rows = load("kb/countries")
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    assert not [row.place for row in rows if row["aliases"] == "-"]
    assert set(ARAB + OTHERS) <= set(codes)


def test_a_country_name_shared_by_two_says_what_settles_it():
    rows = load("kb/countries")
    assert not unsettled(rows, "code", "aliases", "capital", "government_names")
    assert not unsettled(rows, "code", "adjectives", "demonyms")


def test_organizations_have_ids_kinds_codes_and_years():
    rows = load("kb/organizations")
    countries = {row["code"] for row in load("kb/countries")} | {"INT"}
    assert max(Counter(row["id"] for row in rows).values()) == 1
    for row in rows:
        assert re.fullmatch(r"org:[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row.place
        assert row["kind"] in {"organization", "group"}, row.place
        assert row["country"] in countries, row.place
        assert set(row["sector"].split()) <= SECTORS, row.place
        assert re.fullmatch(r"-|Q[1-9]\d*", row["wikidata"]), row.place
        assert re.fullmatch(r"-|\d{4}\.\.(\d{4})?|\.\.\d{4}", row["valid"]), row.place


def test_years_of_an_organization_run_forward():
    for row in load("kb/organizations"):
        first, _, last = row["valid"].partition("..")
        assert not (first.isdecimal() and last) or first <= last, row.place


def test_an_alias_shared_by_two_organizations_says_what_settles_it():
    assert not unsettled(load("kb/organizations"), "id", "aliases")


@pytest.mark.parametrize("name", ["kb/countries", "kb/organizations"])
def test_names_that_need_context_are_names_of_their_row(name):
    for row in load(name):
        for listed in re.findall(r"context: ([^;]*)", row["note"]):
            for alias in listed.split(" | "):
                assert any(alias in values(cell) for cell in row.cells.values()), row.place


def test_ids_of_wikidata_and_english_names_are_given_once():
    rows = load("kb/organizations")
    items = [row["wikidata"] for row in rows if row["wikidata"] != "-"]
    names = [row["name"].casefold() for row in rows]
    assert len(items) == len(set(items))
    assert not [name for name, times in Counter(names).items() if times > 1]


def test_no_organization_bears_the_name_of_a_country():
    countries = bearers(load("kb/countries"), "code", "aliases", "capital", "government_names")
    assert not set(countries) & set(bearers(load("kb/organizations"), "id", "aliases"))


def test_ministries_are_unique_with_known_codes():
    rows = load("kb/ministries")
    names = [folded(row["kind_ar"]) for row in rows]
    assert len(names) == len(set(names))
    assert all(set(row["sector"].split()) <= SECTORS for row in rows)


def test_enough_of_every_kind():
    rows = load("kb/organizations")
    chief = Counter((row["kind"], row["sector"].split()[0]) for row in rows)
    assert chief["group", "REB"] + chief["group", "PRM"] + chief["group", "UAF"] + chief["group", "IMG"] >= 250
    assert chief["organization", "PTY"] + chief["organization", "OPP"] >= 250
    assert chief["organization", "IGO"] + chief["organization", "UNO"] + chief["organization", "EUR"] >= 120
    assert chief["organization", "NGO"] >= 80
    assert chief["organization", "BUS"] + chief["organization", "MNC"] >= 80


def test_the_region_is_covered():
    found = Counter(row["country"] for row in load("kb/organizations"))
    assert not [code for code in ARAB if found[code] < 3]
    assert not [code for code in OTHERS if found[code] < 20]


@pytest.mark.parametrize(("written", "wanted"), KNOWN)
def test_a_name_leads_to_its_row(written, wanted):
    found = bearers(load("kb/organizations"), "id", "aliases")
    assert found.get(folded(written), set()) == ({wanted} if wanted else set())
