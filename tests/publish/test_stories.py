import csv
import datetime as dt
import io
import json
import re
from urllib.parse import urlsplit

import duckdb
import pytest
from rich.console import Console
from selectolax.lexbor import LexborHTMLParser

from marsad.publish import story_terminal
from marsad.publish.dossier import Across, write_dossier
from marsad.publish.dossier.timeline import pictures
from marsad.publish.explain import explain_across
from marsad.publish.stories import (
    STORY_COLUMNS,
    STORYLINE_COLUMNS,
    StoryRows,
    matching,
    storyline_row,
    write_stories,
    write_storylines,
)
from marsad.records import (
    Article,
    Block,
    Claim,
    Contrast,
    Credit,
    Entry,
    FollowUp,
    Origin,
    Page,
    Passage,
    Period,
    Publication,
    Reuse,
    Story,
    Storyline,
)  # fmt: skip
from marsad.stage import Annotated, Layers, Outcome
from marsad.store import Store

TEXT = "قتل 12 شخصا في انهيار جسر النخيل\nقالت البلدية إن الجسر انهار فجر الأحد."
DAY = Period.day(dt.date(2021, 5, 2))
HOSTILE = [
    "<script>alert(1)</script>",
    '" onload="alert(1)',
    "\u202eمقلوب\u202c \u2066x\u2069",
    "{{ 7 * 7 }}\x1b[31m",
    "]]>&lt;",
]
MARK = {"made_by": "test/1"}
CONTRACT = {
    "story_id", "name", "period", "article_ids", "independent", "reuse", "claims", "contrasts", "events",
}  # fmt: skip


def outcome(name, words="جسر النخيل"):
    page = Page(path=f"{name}.txt", content=name.encode(), media="text")
    text = f"{words}\n{TEXT}"
    mark = {"article_id": name, "made_by": "opening/1"}
    records = [
        Block(id=f"{name}.b", kind="paragraph", reason="r", start=0, end=len(text), **mark),
        Credit(id=f"{name}.c0", kind="headline", text=words, evidence="e", **mark),
        Credit(id=f"{name}.c1", kind="outlet", text=words, evidence="e", **mark),
        Publication(id=f"{name}.p", basis="given", evidence="e", period=DAY, **mark),
    ]
    article = Article(id=name, page=page.digest, path=page.path, text=text, language="ara")
    return Outcome(page, Annotated(article, Layers(records)), (), ("opening/1",))


def claim(number, article, value, **more):
    return Claim(
        id=f"s.claim.{number}", story_id="s", property="killed", value=value, article_id=article, start=0, end=4,
        low=int(value), high=int(value), stated_on=DAY, **MARK, **more,
    )  # fmt: skip


def kept(path, words="جسر النخيل"):
    """A store of two articles that tell one story, with everything that may be said of it."""
    store = Store(path)
    store.add_all([outcome("a1", words), outcome("a2", words)])
    shared = (Passage("a1", 0, 9), Passage("a2", 0, 9))
    story = Story(
        id="s",
        name=words,
        period=DAY,
        article_ids=("a1", "a2"),
        entities=("country:IRQ", words),
        event_ids=("e1",),
        **MARK,
    )
    store.corpus.keep_reuse(
        [], [Reuse(id="r", article_ids=("a1", "a2"), passages=(shared,), kind="copied", share=0.5, **MARK)]
    )
    store.corpus.keep_stories([], [story])
    store.corpus.keep_all_told([(story, told(words))])
    return store


def told(words):
    origin = Origin(
        id="s.origin.1", story_id="s", origin=words, kind="statement", article_ids=("a1", "a2"),
        evidence=(Passage("a1", 0, 4),), **MARK,
    )  # fmt: skip
    claims = [claim(1, "a1", "12", origin="s.origin.1", of=words), claim(2, "a2", "15")]
    ids = tuple(each.id for each in claims)
    contrast = Contrast(
        id="s.contrast.1",
        story_id="s",
        property="killed",
        claim_ids=ids,
        agreement="contradict",
        reasons=(words,),
        **MARK,
    )
    return [origin, *claims, contrast]


def line(words="وعد بالجسر"):
    entries = tuple(
        Entry(id=f"entry:{n}", kind=kind, text=words, passages=(Passage("a1", 0, 4),), told_on=day)
        for n, (kind, day) in enumerate([("promise", DAY), ("fact", Period.day(dt.date(2021, 7, 1))), ("denial", None)])
    )
    became = FollowUp(promised="entry:0", later=("entry:1",), outcome="kept", reasons=(words,))
    return Storyline(id="line", name=words, story_ids=("s",), entries=entries, follow_ups=(became,), **MARK)


@pytest.fixture
def store(tmp_path):
    with kept(tmp_path / "a.db") as store:
        yield store


def test_a_story_is_told_in_the_fields_of_the_contract(store):
    [row] = [StoryRows(store).row(story) for story in store.corpus.stories()]
    assert set(row) >= CONTRACT
    assert list(row) == list(STORY_COLUMNS)
    assert row["period"] == {"start": "2021-05-02", "end": "2021-05-03"}
    assert row["independent"][0]["article_ids"] == ["a1", "a2"]
    assert row["independent"][0]["evidence"] == [{"article_id": "a1", "start": 0, "end": 4, "text": "جسر"}]
    assert row["reuse"][0]["passages"] == [{"article_id": a, "start": 0, "end": 9} for a in ("a1", "a2")]
    assert [(c["value"], c["origin"], c["stated_on"]) for c in row["claims"]] == [
        ("12", "جسر النخيل", "2021-05-02"),
        ("15", None, "2021-05-02"),
    ]
    assert row["contrasts"][0]["agreement"] == "contradict"


def test_a_storyline_holds_its_entries_and_what_became_of_them():
    row = storyline_row(line())
    assert list(row) == list(STORYLINE_COLUMNS)
    assert [entry["kind"] for entry in row["entries"]] == ["promise", "fact", "denial"]
    assert row["follow_ups"][0]["promised"] == row["entries"][0]
    assert (row["follow_ups"][0]["later"], row["follow_ups"][0]["outcome"]) == ([row["entries"][1]], "kept")


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_all_formats_hold_the_same_stories_and_storylines(store, form, tmp_path):
    for name, write, columns in [("s", write_stories, STORY_COLUMNS), ("l", write_storylines, STORYLINE_COLUMNS)]:
        with (tmp_path / name).open("wb") as stream:
            write(form, store if name == "s" else [line()], stream)
        read = {"jsonl": "read_json", "csv": "read_csv", "parquet": "read_parquet"}[form]
        with duckdb.connect() as connection:
            table = connection.execute(f"FROM {read}(?)", [str(tmp_path / name)])
            assert [column[0] for column in table.description] == list(columns)
            assert len(table.fetchall()) == 1


def test_what_is_deep_is_json_in_a_cell(store):
    stream = io.BytesIO()
    write_stories("csv", store, stream)
    [row] = csv.DictReader(io.StringIO(stream.getvalue().decode()))
    assert json.loads(row["period"]) == {"start": "2021-05-02", "end": "2021-05-03"}
    assert json.loads(row["independent"])[0]["kind"] == "statement"


@pytest.mark.parametrize(
    ("day", "entity", "text", "found"),
    [
        (None, "", "", 1),
        (DAY, "irq", "جسر", 1),
        (Period.day(dt.date(2021, 5, 3)), "", "", 0),
        (None, "country:SYR", "", 0),
        (None, "", "نهر", 0),
    ],
)
def test_stories_are_found_by_day_entity_and_words(store, day, entity, text, found):
    assert len(list(matching(store.corpus.stories(), day, entity, text))) == found


def test_a_contrast_is_explained_by_its_claims_and_their_words(store):
    found = explain_across(store.corpus.record("s.contrast.1"), store)
    assert [(p.article_id, words) for p, words in found.words] == [("a1", "جسر"), ("a2", "جسر")]
    assert {record.id for record in found.stands_on} == {"s", "s.claim.1", "s.claim.2"}


@pytest.mark.parametrize("words", ["جسر النخيل", *HOSTILE])
def test_a_terminal_shows_words_whole_and_obeys_none(tmp_path, words):
    console = Console(file=io.StringIO(), width=120, force_terminal=False)
    with kept(tmp_path / "h.db", words) as store:
        story = store.corpus.story("s")
        console.print(story_terminal.story_table(store, [story]))
        story_terminal.compare(store, story, console)
        story_terminal.storyline(store, line(words), console)
    shown = console.file.getvalue()
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", shown)
    assert shown.count("\N{FIRST STRONG ISOLATE}") == shown.count("\N{POP DIRECTIONAL ISOLATE}")


def dossier(store, folder, words="وعد بالجسر"):
    write_dossier(store.annotated(), folder, across=Across(store, [line(words)]))
    return {
        path.relative_to(folder).as_posix(): LexborHTMLParser(path.read_text("utf-8"))
        for path in folder.rglob("*.html")
    }


def test_a_story_has_its_page_and_its_articles_lead_there(store, tmp_path):
    pages = dossier(store, tmp_path / "d")
    [name] = [name for name in pages if name.startswith("stories/")]
    page = pages[name]
    assert [node.text().strip() for node in page.css(".figure-told")] == ["12 جسر النخيل", "15"]
    assert page.css_first(".chip.standing-contradict") is not None
    assert len(page.css(".halves > div")) == 2
    assert {node.text() for node in page.css(".shared")} == {TEXT[:0] + "جسر النخي"}
    assert len(page.css(".tree .origin li")) == 2
    assert pages["stories.html"].css_first("tr.row .headline a").attributes["href"] == name
    article = next(page for name, page in pages.items() if name.startswith("articles/"))
    assert article.css_first(".of-story a").attributes["href"] == f"../{name}"


def test_a_storyline_has_its_page_with_a_picture_for_each_direction(store, tmp_path):
    pages = dossier(store, tmp_path / "d")
    [page] = [page for name, page in pages.items() if name.startswith("storylines/")]
    assert [svg.attributes["lang"] for svg in page.css("svg[role=img]")] == ["ar", "en"]
    for dot in page.css("svg a"):
        assert page.css_first(dot.attributes["href"]) is not None
    assert len(page.css(".became .follow")) == 1


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_on_the_pages_of_stories(words, tmp_path):
    with kept(tmp_path / "h.db", words) as store:
        pages = dossier(store, tmp_path / "d", words)
    assert sum(name.startswith(("stories/", "storylines/")) for name in pages) == 2
    for page in pages.values():
        assert len(page.css("script")) == 1
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", page.html)
        for node in page.root.traverse():
            assert not [name for name in node.attributes if name.startswith(("on", "style"))]
            assert not urlsplit(node.attributes.get("href") or "").scheme


def test_every_link_of_the_pages_leads_somewhere(store, tmp_path):
    for name, page in dossier(store, tmp_path / "d").items():
        for link in page.css("a[href]:not([target])"):
            path = link.attributes["href"].partition("#")[0]
            assert not path or (tmp_path / "d" / name).parent.joinpath(path).exists(), (name, path)


def test_time_runs_the_readers_way_and_undated_entries_keep_their_order():
    arabic, other = pictures(line())
    promise, fact, denial = (dot.x for dot in other.dots)
    assert promise < fact < denial
    assert [round(arabic.width - dot.x, 1) for dot in arabic.dots] == [promise, fact, denial]
    assert [dot.dated for dot in other.dots] == [True, True, False]
    assert (len(other.lines), other.lines[0].outcome, other.undated) == (1, "kept", 1)


def test_a_storyline_without_days_has_no_picture():
    bare = Storyline(id="x", name="x", story_ids=(), entries=line().entries[2:], **MARK)
    assert pictures(bare) == ()
