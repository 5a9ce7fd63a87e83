import csv
import datetime as dt
import io
import json
from itertools import pairwise

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from marsad.publish.dossier import write_dossier
from marsad.publish.dossier.entity_pages import _line_around
from marsad.publish.dossier.marked import Span, mark
from marsad.publish.entities import COLUMNS, Gathering, entity_row, matching, write_entities
from marsad.records import Article, Block, Link, Mention, Period, Publication
from marsad.stage import Annotated, Layers

MARK = {"made_by": "test/1"}
DAYS = [dt.date(2022, 3, 5), dt.date(2022, 1, 9), None]
TEXTS = [
    "التقى الوزير سالم العبدالله وفدا من جامعة النور، وقال العبدالله إن الجامعة تتوسع.",
    "شكر النائب سالم العبد الله جامعة النور.",
    "قالت جامعه النور إن الوزير سالم العبدالله زارها.",
]


def mention(article_id, text, words, kind="person", role=None, at=0, **fields):
    start = text.index(words, at)
    name = f"{article_id}.{start}"
    spans = {"start": start, "end": start + len(words)}
    return Mention(id=name, article_id=article_id, kind=kind, role=role, **spans, **fields, **MARK)


def link(mentions, name, **fields):
    first = mentions[0]
    given = {"score": 0.9, "verdict": "same", "kind": first.kind} | fields
    ids = tuple(m.id for m in mentions)
    return Link(id=f"{first.id}.link", article_id=first.article_id, mentions=ids, name=name, **given, **MARK)


def annotated(number, text, day, named):
    name = f"article-{number}"
    found = [(mentions, link(mentions, title, **fields)) for mentions, title, fields in named(name, text)]
    records = [record for mentions, joined in found for record in (*mentions, joined)]
    block = Block(id="b", article_id=name, start=0, end=len(text), kind="paragraph", reason="", **MARK)
    period = day and Period.day(day)
    published = Publication(id="p", article_id=name, basis="given", evidence="", period=period, **MARK)
    article = Article(id=name, page=name, path="p.txt", text=text, language="ara")
    return Annotated(article, Layers([block, published, *records]))


def minister(name, text):
    """The minister has an id; the university is a name."""
    spelled = next(s for s in ("سالم العبدالله", "سالم العبد الله") if s in text)
    role = next(r for r in ("الوزير", "النائب") if r in text)
    person = [mention(name, text, spelled, role=role)]
    if "وقال العبدالله" in text:
        person.append(mention(name, text, "العبدالله", at=text.index("وقال"), short=True))
    university = next(s for s in ("جامعة النور", "جامعه النور") if s in text)
    yield person, "Salim", {"entity_id": "own:salim", "country": "JOR"}
    yield [mention(name, text, university, "organization")], university, {}


def three():
    return [annotated(n, text, day, minister) for n, (text, day) in enumerate(zip(TEXTS, DAYS, strict=True))]


def envoy(name, text):
    """Whoever is named after the word envoy."""
    words = text.split("المبعوث ")[1].removesuffix(".")
    yield [mention(name, text, words)], words, {}


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("غونتر شنيدل", "غونتر شنيديل", True),
        ("راكان بن عبدالله الوائل", "راكان بن عبد الله الوائل", True),
        ("محمد الحسن", "محمد حسن", False),
        ("راكان بن عبدالله الوائل", "راكان بن عبدالرحمن الوائل", False),
        ("علي القرشي", "سعد القرشي", False),
    ],
)
def test_names_of_two_articles_join_on_a_second_sign(one, other, joined):
    texts = [f"وصل المبعوث {name}." for name in (one, other, one)]
    entities = list(gathered([annotated(n, text, None, envoy) for n, text in enumerate(texts)]).entities())
    assert len(entities) == (1 if joined else 2)
    assert (entities[0].name_ar, entities[0].mentions) == (one, 3 if joined else 2)
    assert [(j.name, bool(j.reasons)) for j in entities[0].joined] == ([(other, True)] if joined else [])
    assert list(entities[0].articles) == ([0, 1, 2] if joined else [0, 2])


def gathered(articles):
    gathering = Gathering()
    for article in articles:
        gathering.add(article)
    return gathering


def test_spellings_roles_and_days_are_summed_up_over_articles():
    gathering = gathered(three())
    row = entity_row(next(iter(gathering.entities())), gathering.article_ids)
    assert (row["entity_id"], row["name"], row["name_ar"]) == ("own:salim", "Salim", "سالم العبدالله")
    assert (row["kind"], row["country"], row["mentions"], row["articles"]) == ("person", "JOR", 4, 3)
    assert [(s["text"], s["mentions"]) for s in row["spellings"]] == [
        ("سالم العبدالله", 2),
        ("العبدالله", 1),
        ("سالم العبد الله", 1),
    ]
    assert [tuple(role.values()) for role in row["roles"]] == [
        ("النائب", DAYS[1], DAYS[1], 1),
        ("الوزير", DAYS[0], DAYS[0], 2),
    ]
    assert row["article_ids"] == ["article-0", "article-1", "article-2"]


def test_names_without_an_id_stand_together_by_kind_and_folded_name():
    _, university = gathered(three()).entities()
    assert (university.entity_id, university.name, university.mentions) == (None, "جامعة النور", 3)
    assert [s.text for s in university.spellings] == ["جامعة النور", "جامعه النور"]


def test_an_office_without_holder_stands_apart_for_each_country():
    def office(country):
        def named(name, text):
            yield [mention(name, text, "رئيس الوزراء", office=True)], "رئيس الوزراء", {"country": country}

        return named

    text = "قال رئيس الوزراء إن العمل بدأ."
    articles = [annotated(n, text, None, office(country)) for n, country in enumerate(("IRQ", "LBN", "IRQ"))]
    found = [(e.office, e.country, len(e.articles)) for e in gathered(articles).entities()]
    assert found == [(True, "IRQ", 2), (True, "LBN", 1)]


def test_a_spelling_after_li_stands_with_the_whole_one():
    text = "النادي الكبير قديم، وللنادي الكبير جمهور."

    def club(name, text):
        pairs = (("النادي الكبير", "الراعي"), ("للنادي الكبير", "للراعي"))
        words = [mention(name, text, words, "organization", role) for words, role in pairs]
        yield words, "النادي الكبير", {}

    (found,) = gathered([annotated(0, text, None, club)]).entities()
    assert [tuple(s) for s in found.spellings] == [("النادي الكبير", 2)]
    assert [(role.text, role.articles) for role in found.roles] == [("الراعي", 1)]


def test_an_unsettled_name_has_no_country_and_says_whom_it_may_mean(tmp_path):
    def unsettled(name, text):
        others = ("country:OMN", "country:JOR")
        yield (
            [mention(name, text, "البلدة", "place")],
            "البلدة",
            {"verdict": "unsure", "others": others, "country": "OMN"},
        )

    article = annotated(0, "زار الوزير البلدة", None, unsettled)
    (found,) = gathered([article]).entities()
    assert (found.unsure, found.country, found.may_be) == (1, None, ("country:OMN", "country:JOR"))
    write_dossier([article], tmp_path / "d")
    (page,) = (tmp_path / "d/entities").iterdir()
    assert "Jordan (Jordan)" in parsed(page).css_first("header.lead").text()


@pytest.mark.parametrize(
    ("query", "found"), [("", 2), ("salim", 1), ("OWN:", 1), ("جامعه", 1), ("العبد", 1), ("النّور", 1), ("غائب", 0)]
)
def test_a_query_finds_names_whatever_their_spelling(query, found):
    assert len(list(matching(gathered(three()).entities(), query))) == found


def test_all_formats_hold_the_same_rows(tmp_path):
    written = {}
    for form in ("jsonl", "csv", "parquet"):
        gathering, stream = gathered(three()), io.BytesIO()
        write_entities(form, gathering.entities(), gathering.article_ids, stream)
        written[form] = stream.getvalue()
    (tmp_path / "t.parquet").write_bytes(written["parquet"])
    with duckdb.connect() as connection:
        rows = connection.execute("FROM read_parquet(?)", [str(tmp_path / "t.parquet")]).fetchall()
    lines = [json.loads(line) for line in written["jsonl"].splitlines()]
    assert [json.loads(json.dumps(row, default=str)) for row in rows] == [list(line.values()) for line in lines]
    assert list(lines[0]) == list(COLUMNS)
    cells = next(csv.DictReader(io.StringIO(written["csv"].decode())))
    assert cells["spellings"].startswith("سالم العبدالله (2) | ")
    assert cells["roles"].startswith("النائب (2022-01-09, 2022-01-09, 1) | ")
    assert cells["article_ids"] == "article-0 | article-1 | article-2"


def parsed(path):
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def test_a_marked_name_leads_to_its_page_and_back(tmp_path):
    write_dossier(three(), tmp_path / "d")
    article = tmp_path / "d/articles/article-0.html"
    first = parsed(article).css("a.mark.mention")[0]
    assert first.text() == "سالم العبدالله"
    entity = (article.parent / first.attributes["href"]).resolve()
    page = parsed(entity)
    assert [node.text() for node in page.css(".places .named")] == [
        "سالم العبد الله",
        "سالم العبدالله",
        "سالم العبدالله",
    ]
    leads = [node.attributes["href"] for node in page.css(".places .headline a")]
    assert [href.split("/")[-1].split("#")[0] for href in leads] == [f"article-{n}.html" for n in (1, 0, 2)]
    for href in leads:
        target, anchor = href.split("#")
        assert parsed(entity.parent / target).css_first(f"#{anchor}.mention") is not None
    assert "2022-01-09" in page.css_first(".roles").text()


def test_the_index_of_entities_leads_to_every_page(tmp_path):
    write_dossier(three(), tmp_path / "d")
    index = parsed(tmp_path / "d/entities.html")
    assert [group.text(strip=True)[:5] for group in index.css("tr.month")] == ["أشخاص", "منظما"]
    leads = {link.attributes["href"] for link in index.css("tr.row .headline a")}
    assert leads == {f"entities/{path.name}" for path in (tmp_path / "d/entities").iterdir()}


def test_no_page_of_entities_holds_more_than_500_rows(tmp_path):
    def one(name, text):
        yield [mention(name, text, "سالم العبدالله")], "Salim", {"entity_id": "own:salim"}
        words = text.split()[-1]
        yield [mention(name, text, words, "place")], words, {}

    articles = (annotated(n, f"زار سالم العبدالله قرية{n:05d}", None, one) for n in range(1_200))
    write_dossier(articles, tmp_path / "d")
    index = [tmp_path / "d/entities.html", tmp_path / "d/entities/0002.html", tmp_path / "d/entities/0003.html"]
    assert [len(parsed(path).css("tr.row")) for path in index] == [500, 500, 201]
    assert (tmp_path / "d/assets/entities.js").read_text(encoding="utf-8").count("\n[") == 1_201
    person = tmp_path / "d" / parsed(index[0]).css_first("tr.row .headline a").attributes["href"]
    walked = [person]
    while link := parsed(walked[-1]).css_first("a[rel=next]"):
        walked.append(person.parent / link.attributes["href"])
    assert [len(parsed(path).css(".places li")) for path in walked] == [500, 500, 200]


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", '" onclick="x', "\u202eقلب", "</bdi></a>", "javascript:x", "../../etc", "\ud800"],
)
def test_hostile_names_stay_words(words, tmp_path):
    def named(name, text):
        found = [mention(name, text, words, role=words)]
        yield found, words, {"entity_id": words, "country": words}

    write_dossier([annotated(0, f"قال {words} إن العمل بدأ", None, named)], tmp_path / "d")
    pages = [tmp_path / "d/entities.html", *(tmp_path / "d/entities").iterdir(), *(tmp_path / "d/articles").iterdir()]
    assert len(pages) == 3
    for path in pages:
        page = parsed(path)
        assert len(page.css("script")) == 1
        assert not page.css("[onclick]")
        assert "\u202e" not in path.read_text(encoding="utf-8")
        for node in page.css("a[href]"):
            assert (path.parent / node.attributes["href"].split("#")[0]).resolve().is_relative_to(tmp_path / "d")


spans = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.booleans()), max_size=8)


@settings(deadline=None)
@given(spans)
def test_links_never_stand_within_links_and_every_one_is_closed(bounds):
    text = "نص قصير فيه عدة كلمات"
    named = [Span(start, end, "s", href="x.html" if linked else "") for start, end, linked in bounds]
    page = LexborHTMLParser(f"<div id=all>{mark(text, named)}</div><div id=end></div>")
    assert page.css_first("#all").text() == text
    assert page.css_first("#end").parent.tag == "body"
    assert not page.css("a a")


@settings(deadline=None)
@given(st.text(st.sampled_from("اب \n"), max_size=400), st.integers(0, 400), st.integers(0, 5))
def test_the_words_around_a_mention_are_of_its_line(text, at, length):
    start, end = min(at, len(text)), min(at + length, len(text))
    found = Mention(id="m", article_id="a", start=start, end=end, kind="person", **MARK)
    first, last = _line_around(text, found)
    assert 0 <= first <= start <= end <= last <= len(text)
    assert "\n" not in text[first:start] + text[end:last]
    assert max(start - first, last - end) <= 70


def test_the_same_records_give_the_same_pages(tmp_path):
    for name in ("one", "two"):
        write_dossier(three(), tmp_path / name)
    files = [sorted((tmp_path / name).rglob("*.html")) for name in ("one", "two")]
    for one, two in pairwise(files):
        assert [p.read_bytes() for p in one] == [p.read_bytes() for p in two]
