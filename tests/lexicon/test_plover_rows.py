"""The word lists of events and our own sentences: columns, values, sizes, words that stand where they should."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from marsad.arabic.orthography import MARKS
from marsad.lexicon.table import load, load_file

GOLD = Path(__file__).parents[1] / "gold/events"
COLUMNS = {
    "modality_cues": "cue modality scope",
    "plover_contexts": "context cue",
    "plover_plurals": "noun plurals",
    "plover_triggers": "trigger form type mode actor recipient place figure topic needs forbids note",
    "plover_types": "type mode quad definition",
    "plover_word_classes": "word class",
    "role_sectors": "role plurals sector",
}
LEAST = {
    "ACCIDENT": 80,
    "ACCUSE": 90,
    "AGREE": 60,
    "AID": 60,
    "ASSAULT": 250,
    "COERCE": 130,
    "CONCEDE": 60,
    "CONSULT": 130,
    "COOPERATE": 60,
    "MOBILIZE": 50,
    "PROTEST": 60,
    "REJECT": 80,
    "REQUEST": 70,
    "RETREAT": 60,
    "SANCTION": 60,
    "SUPPORT": 80,
    "THREATEN": 60,
}
QUADS = {"VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"}
CONTEXTS = set(
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy "
    "economic legal reparations human_rights rights_freedoms repression human_security gender lgbt "
    "religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration disasters "
    "natural_resource environment technology terrorism cbrn cyber misinformation crime corruption illegal_drugs "
    "trafficking".split()
)
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC "
    "IGO UNO EUR NGO ISM IMG MNC".split()
)
STARRED = {"body", "weapon", "sport", "market", "policy", "work", "mishap", "nature", "armed", "site"}
CLASSES = STARRED | {"human", "party", "country", "place", "money", "number", "future", "negation"}
SIDES = {"acting", "towards"}
SLOT = re.compile("subject|object|passive_subject|genitive2?|possessor|apposition|prep:[^|a-z]+")
MODALITIES = {"planned", "called_for", "denied", "hypothetical", "ongoing"}
FIGURE = re.compile(r"[a-z]+=(\d+\.\.\d*|\.\.\d+)")


def values(cell):
    return [] if cell == "-" else cell.split(" | ")


def gold():
    return [row for file in sorted(GOLD.glob("*.tsv")) for row in load_file(file)]


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_and_no_empty_cell(name):
    rows = load(name)
    assert {" ".join(row.cells) for row in rows} == {COLUMNS[name]}
    assert not [row.place for row in rows if "" in row.cells.values()]


def test_types_are_sixteen_and_accident_with_their_modes():
    types = [row["type"] for row in load("plover_types") if row["mode"] == "-"]
    assert types == sorted(LEAST)
    assert len(load("plover_types")) == 17 + 67
    assert {row["quad"] for row in load("plover_types") if row["type"] != "ACCIDENT"} == QUADS
    assert len({(row["type"], row["quad"]) for row in load("plover_types")}) == 17


def test_types_and_modes_of_triggers_are_known():
    known = {(row["type"], row["mode"]) for row in load("plover_types")}
    assert not [row.place for row in load("plover_triggers") if (row["type"], row["mode"]) not in known]


def test_every_mode_has_a_trigger():
    used = {(row["type"], row["mode"]) for row in load("plover_triggers")}
    assert {(row["type"], row["mode"]) for row in load("plover_types") if row["mode"] != "-"} <= used


def test_there_are_enough_triggers_of_every_type():
    counts = Counter(row["type"] for row in load("plover_triggers"))
    assert {kind: counts[kind] for kind in LEAST if counts[kind] < LEAST[kind]} == {}
    assert set(counts) == set(LEAST)


def test_a_trigger_stands_once_for_a_type_and_condition():
    keys = Counter((row["trigger"], row["form"], row["type"], row["needs"]) for row in load("plover_triggers"))
    assert [key for key, times in keys.items() if times > 1] == []


def test_slots_of_triggers_are_of_the_closed_set():
    columns = ("actor", "recipient", "place", "figure", "topic")
    cells = {value for row in load("plover_triggers") for column in columns for value in values(row[column])}
    assert [cell for cell in cells if not SLOT.fullmatch(cell)] == []


def test_conditions_are_arabic_words_or_known_classes():
    words = {value for row in load("plover_triggers") for c in ("needs", "forbids") for value in values(row[c])}
    latin = {word for word in words if re.search("[A-Za-z_]", word)}
    assert latin <= CLASSES | SIDES
    assert {row["class"] for row in load("plover_word_classes")} == STARRED


def test_sides_are_only_asked_for():
    assert not [row.place for row in load("plover_triggers") if set(values(row["forbids"])) & SIDES]


def test_no_trigger_needs_what_it_forbids():
    rows = load("plover_triggers")
    assert not [row.place for row in rows if set(values(row["needs"])) & set(values(row["forbids"]))]


def test_forms_and_marks_of_triggers_agree():
    verb = re.compile(f"[^ ]*[{MARKS}]")
    for row in load("plover_triggers"):
        assert row["form"] in {"verb", "noun", "phrase", "adjective"}, row.place
        assert (" " in row["trigger"]) == (row["form"] == "phrase"), row.place
        assert row["form"] == "phrase" or bool(verb.match(row["trigger"])) == (row["form"] == "verb"), row.place


def test_contexts_are_those_of_plover_with_enough_words():
    counts = Counter(row["context"] for row in load("plover_contexts"))
    assert set(counts) == CONTEXTS
    assert min(counts.values()) >= 15


def test_roles_have_known_sectors_and_stand_once():
    roles = Counter(row["role"] for row in load("role_sectors"))
    assert len(roles) >= 300
    assert max(roles.values()) == 1
    assert {row["sector"] for row in load("role_sectors")} == SECTORS


def test_cues_of_modality_give_one_reading_for_a_scope():
    readings = defaultdict(set)
    for row in load("modality_cues"):
        assert row["scope"] in {"verb after", "masdar after"}, row.place
        readings[row["cue"], row["scope"]].add(row["modality"])
    assert {modality for found in readings.values() for modality in found} == MODALITIES
    assert [key for key, found in readings.items() if len(found) > 1] == []


@pytest.mark.parametrize("kind", LEAST)
def test_gold_has_twenty_sentences_a_type(kind):
    rows = load_file(GOLD / f"{kind.lower()}.tsv")
    sentences = {row["id"]: row["sentence"] for row in rows}
    assert len(sentences) == len(set(sentences.values())) >= 20
    assert sum(row["type"] == kind for row in rows) >= 15
    assert "-" in {row["type"] for row in rows}
    assert {row["id"].rpartition("-")[0] for row in rows} == {kind.lower()}


def test_gold_ids_name_one_sentence_and_no_event_stands_twice():
    sentences = defaultdict(set)
    for row in gold():
        sentences[row["id"]].add(row["sentence"])
    assert [name for name, found in sentences.items() if len(found) > 1] == []
    keys = Counter((row["id"], row["type"], row["trigger"]) for row in gold())
    assert [key for key, times in keys.items() if times > 1] == []


def test_words_of_gold_stand_in_the_sentence():
    for row in gold():
        wanted = [*row["trigger"].split(), *values(row["actor"]), *values(row["recipient"])]
        assert [words for words in wanted if words != "-" and words not in row["sentence"]] == [], row.place


def test_values_of_gold_are_known():
    for row in gold():
        assert row["type"] in {"-", *LEAST}, row.place
        assert set(values(row["modality"])) <= MODALITIES | {"happened"}, row.place
        assert (row["type"] == "-") == (row["modality"] == "-"), row.place
        assert all(FIGURE.fullmatch(figure) for figure in values(row["figures"])), row.place


def test_gold_has_every_modality():
    counts = Counter(modality for row in gold() for modality in values(row["modality"]))
    assert min(counts[modality] for modality in MODALITIES) >= 10
