import datetime as dt
import io
import json

import duckdb
import pytest

from marsad.publish.events import COLUMN_SETS, told_events, write_events
from marsad.publish.events.parties import bare_words, side_of
from marsad.records import Article, Attribution, Block, Credit, Event, Figure, Link, Mention, Party, Period, Quote, Step
from marsad.stage import Annotated, Layers

TEXT = "قصف الجيش العراقي بلدة تل الرمان أمس فقتل 3 مدنيين. وقال الوزير إن الجيش سينسحب."
MARK = {"article_id": "a1", "made_by": "events/1"}
DAY = Period.day(dt.date(2021, 5, 3))


def at(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def party(words, mention=None):
    return Party(text=words, mention=mention, **at(words))


def event(words, number=0, **fields):
    return Event(id=f"a1.event.{number}", event_type=fields.pop("kind", "ASSAULT"), **at(words), **fields, **MARK)


def article(*events):
    records = [
        Block(id="b", kind="paragraph", reason="r", start=0, end=len(TEXT), **MARK),
        Credit(id="c", kind="outlet", text="النهر", evidence="e", **MARK),
        Mention(id="m1", kind="place", **at("تل الرمان"), **MARK),
        Link(
            id="l1", mentions=("m1",), kind="place", name="Tall ar Rumman", score=1.0, verdict="same",
            entity_id="place:geoname-7", country="IRQ", latitude=33.5, longitude=44.5, **MARK,
        ),
        Quote(id="q", kind="reported", speaker_kind="office", cue_start=53, cue_end=57, **at("الجيش سينسحب"), **MARK),
        Attribution(id="w", about="q", steps=(Step(role="speaker", text="الوزير"),), **MARK),
    ]  # fmt: skip
    named = Article(id="a1", page="p", path="a.txt", text=TEXT, language="ara", url="https://example.org/1")
    return Annotated(named, Layers([*records, *events]))


STRUCK = event(
    "قصف", mode="heavy-weapons", actors=(party("الجيش العراقي"),), recipients=(party("مدنيين"),), place="m1",
    period=DAY, figures=(Figure(counted="killed", low=3, high=3, quantity="n"),),
)  # fmt: skip
LEAVES = event("سينسحب", 1, kind="RETREAT", mode="withdraw", modality="planned", quote="q")
AGAIN = event("فقتل", 2, same_as="a1.event.0")


def rows(columns, *events):
    stream = io.BytesIO()
    write_events("jsonl", columns, [article(*events)], stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize(("columns", "number"), [("marsad", 3), ("plover", 2), ("polecat", 1), ("acled", 1)])
def test_each_set_of_columns_holds_the_events_that_it_can_tell(columns, number):
    found = rows(columns, STRUCK, LEAVES, AGAIN)
    assert len(found) == number
    assert {tuple(row) for row in found} == {tuple(COLUMN_SETS[columns].types)}


def test_our_own_row_holds_words_parties_and_the_way():
    struck, leaves = rows("marsad", STRUCK, LEAVES)
    assert (struck["trigger"], struck["sentence"]) == ("قصف", TEXT.partition(" وقال")[0])
    assert [(side["country"], side["sectors"]) for side in struck["actors"]] == [("IRQ", "MIL")]
    assert (struck["place"], struck["place_name"], struck["place_country"]) == ("تل الرمان", "Tall ar Rumman", "IRQ")
    assert leaves["attribution"] == [{"role": "speaker", "text": "الوزير"}]


def test_plover_tells_plans_by_its_auxiliary_modes():
    struck, leaves = rows("plover", STRUCK, LEAVES)
    assert (struck["date"], struck["enddate"], struck["quad_code"]) == ("2021-05-03", "2021-05-03", "MATERIAL CONFLICT")
    assert (struck["dead"], struck["auxiliary_modes"], leaves["auxiliary_modes"]) == (3, [], ["future"])


def test_polecat_has_its_own_columns_empty_where_nothing_is_known():
    [row] = rows("polecat", STRUCK)
    assert (row["Actor Country"], row["Primary Actor Sector"], row["City"]) == ("Iraq", "MIL", "Tall ar Rumman")
    assert {row[name] for name in ("Intensity", "District", "Wikipedia Actor ID")} == {None}


def test_acled_takes_violence_with_its_place_and_dead():
    [row] = rows("acled", STRUCK, event("قال", 3, kind="CONSULT"))
    assert row["sub_event_type"] == "Shelling/artillery/missile attack"
    assert (row["inter1"], row["inter2"], row["civilian_targeting"]) == ("1", "7", "Civilian targeting")
    assert (row["fatalities"], row["time_precision"], row["geo_precision"]) == (3, 1, 1)


@pytest.mark.parametrize(
    ("words", "kind"), [("مدنيين", "Violence against civilians"), ("الجيش", "Battles"), ("أمس", None)]
)
def test_force_is_a_battle_or_against_civilians_by_whom_it_meets(words, kind):
    [row] = rows("acled", event("قصف", recipients=(party(words),)))
    assert row["event_type"] == kind


@pytest.mark.parametrize("columns", COLUMN_SETS)
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_every_set_is_written_in_every_format(columns, form, tmp_path):
    with (tmp_path / "t").open("wb") as stream:
        write_events(form, columns, [article(STRUCK)], stream)
    with duckdb.connect() as connection:
        read = "read_csv(?)" if form == "csv" else "read_parquet(?)"
        table = connection.execute(f"FROM {read}", [str(tmp_path / "t")])
        assert [column[0] for column in table.description] == list(COLUMN_SETS[columns].types)
        assert len(table.fetchall()) == 1


@pytest.mark.parametrize(
    ("words", "country", "sectors"),
    [
        ("الشرطة التركية", "TUR", ("COP",)),
        ("للمتظاهرين", None, ("CVL",)),
        ("الأتراك", "TUR", ()),
        ("المستحيل", None, ()),
    ],
)
def test_a_party_is_what_its_own_words_say(words, country, sectors):
    side = side_of(Party(text=words, start=0, end=len(words)), None, None, None)
    assert (side.country, side.sectors) == (country, sectors)


def test_the_article_is_no_part_of_a_word():
    assert bare_words("للقوات الأمنية في ال") == bare_words("قوات أمنية في ال")


def test_events_come_in_the_order_of_the_text():
    assert [told.event.id for told in told_events(article(LEAVES, STRUCK))] == ["a1.event.0", "a1.event.1"]
