import datetime as dt
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from marsad.errors import MarsadError
from marsad.lexicon import table
from marsad.publish.dossier import write_dossier
from marsad.publish.dossier.labels import label_of, with_mode
from marsad.publish.dossier.marked import Span, direction, mark, shown
from marsad.publish.dossier.names import Names, safe_name
from marsad.publish.dossier.view import TEXT_SHOWN
from marsad.records import Article, Block, Credit, Issue, Metadata, Period, Publication, Record
from marsad.stage import Annotated, Layers

TEXT = "أخبار البلاد\nافتتاح جسر جديد في المدينة\n\nقال المحافظ أمس الأحد إن الجسر يخدم ألف سيارة.\nاضغط هنا\n"
DAY = dt.date(2023, 5, 7)
HOSTILE = [
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "javascript:alert(1)",
    "</title></style><img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp;#60;script&#62;",
    "\u202eمقلوب\u202c \u2066معزول\u2069 \u200fيمين",
    "\x00\x00\x07\x1b[31m\x85\ufeff\ud800",
    "{{ 7 * 7 }} {% include 'x' %}",
    "<!-- --><![CDATA[ ]]><?php ?>",
]
ELEMENTS = set(
    "-text -comment a article aside bdi body button dd details div dl dt footer form h1 h2 head header html i input "
    "label li link main meta nav ol option p script section select small span summary table tbody td th thead "
    "time title tr ul".split()
)
ATTRIBUTES = set(
    "aria-current aria-label aria-labelledby autocomplete charset class colspan content data-ar data-basis "
    "data-code data-day data-en data-kind data-last data-list data-modality data-outlet data-party data-place "
    "data-root data-rows data-times data-to data-type datetime dir hidden href http-equiv id lang name open "
    "rel role scope src target title type value".split()
)


def article(text: str = TEXT, name: str = "a1b2c3d4e5f60718", **fields: str | None) -> Article:
    return Article(**({"id": name, "page": name, "path": "pages/one.html", "text": text, "language": "ara"} | fields))


def said(record: type[Record], number: int = 0, **fields: object) -> Record:
    return record(
        **({"id": f"{record.__name__}.{number}", "article_id": "a1b2c3d4e5f60718", "made_by": "test/1"} | fields)
    )


def block(text: str, words: str, kind: str, reason: str = "لأن") -> Record:
    start = text.index(words)
    return said(Block, start, start=start, end=start + len(words), kind=kind, reason=reason)


def plain_article(name: str = "a1b2c3d4e5f60718", day: dt.date | None = DAY, weekday: int | None = None) -> Annotated:
    blocks = [
        block(TEXT, "أخبار البلاد", "section"),
        block(TEXT, "افتتاح جسر جديد في المدينة", "headline"),
        block(TEXT, "قال المحافظ أمس الأحد إن الجسر يخدم ألف سيارة.", "paragraph"),
        block(TEXT, "اضغط هنا", "furniture", "دعوة إلى الضغط"),
    ]
    at = TEXT.index("أمس الأحد")
    period = day and Period.day(day)
    evidence = {"evidence": "أمس الأحد", "start": at, "end": at + 9}
    rest = [
        said(Credit, 1, kind="outlet", text="صحيفة الجسر", evidence="آخر الصفحة", domain="bridge.example"),
        said(Publication, basis="stated", period=period, weekday=weekday, **evidence),
        said(Metadata, key="title", value="افتتاح جسر", place="opengraph"),
    ]
    return Annotated(article(name=name, url="https://bridge.example/1?a=1&b=2"), Layers([*blocks, *rest]))


def hostile_article(words: str, name: str | None = None) -> Annotated:
    text = f"{words}\n{words} نص {words}\r\n"
    spans = {"start": 0, "end": len(words)}
    records = [
        said(Block, kind="headline", reason=words, **spans),
        said(Credit, kind="headline", text=words, evidence=words, **spans),
        said(Credit, 1, kind="outlet", text=words, name=words + "!", domain=words, evidence=words),
        said(Publication, basis="inferred", evidence=words, **spans),
        said(Metadata, key=words, value=words, place=words),
        said(Issue, code=words, message=words, **spans),
    ]
    strange = {"page_id": words, "url": words, "path": words, "language": words}
    return Annotated(article(text, words if name is None else name, **strange), Layers(records))


def parsed(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def nodes(tree: LexborHTMLParser) -> list[LexborNode]:
    return list(tree.root.traverse(include_text=True))


def read_back(node: LexborNode) -> str:
    """The text of an element, its signs turned back into the characters that they stand for."""
    parts = []
    for child in node.iter(include_text=True):
        if child.tag == "i":
            parts.append(chr(int(child.attributes["data-code"], 16)) * int(child.attributes["data-times"]))
        else:
            parts.append(child.text_content if child.is_text_node else read_back(child))
    return "".join(part or "" for part in parts)


def article_text(page: Path) -> str:
    return "".join(read_back(node) for node in parsed(page).css(".blocks .words"))


def only_page(folder: Path) -> Path:
    (page,) = (folder / "articles").iterdir()
    return page


def write_one(folder: Path, annotated: Annotated) -> LexborHTMLParser:
    write_dossier([annotated], folder / "d")
    return parsed(only_page(folder / "d"))


def test_an_article_page_shows_what_is_known_and_why(tmp_path):
    page = write_one(tmp_path, plain_article())
    words = page.css_first("main").text()
    for part in (
        "افتتاح جسر جديد في المدينة",
        "صحيفة الجسر",
        "آخر الصفحة",
        "bridge.example",
        "2023-05-07",
        "دعوة إلى الضغط",
    ):
        assert part in words
    assert "الأحد 7 أيار/مايو 2023" in words
    assert "Sunday 7 May 2023" in words
    assert page.css_first(".mark.day").text() == "أمس الأحد"
    assert page.css_first("a[href='#publication-1']") is not None
    assert page.css_first("#publication-1.mark.day") is not None
    assert [b.attributes["class"].split()[1] for b in page.css(".block")] == [
        "section",
        "headline",
        "paragraph",
        "furniture",
    ]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_become_neither_element_nor_attribute_nor_link(words, tmp_path):
    about_input = said(Issue, article_id="", code=words, message=words, path=words)
    write_dossier([hostile_article(words)], tmp_path / "d", [about_input], {words: 3})
    for path in (tmp_path / "d").rglob("*.html"):
        for node in nodes(parsed(path)):
            assert node.tag in ELEMENTS
            assert set(node.attributes) <= ATTRIBUTES
            href = node.attributes.get("href") or ""
            assert not urlsplit(href).scheme
            assert not re.search(
                "[\u202a-\u202e\u2066-\u2069\x00]", " ".join(v or "" for v in node.attributes.values())
            )
        assert len(parsed(path).css("script")) == 1
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("words", HOSTILE)
def test_the_text_can_be_read_back_from_the_page(words, tmp_path):
    annotated = hostile_article(words)
    write_dossier([annotated], tmp_path / "d")
    assert article_text(only_page(tmp_path / "d")) == annotated.article.text


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://bridge.example/a?b=1&c=2", True),
        ("HTTP://bridge.example/خبر", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("https://bridge.example/\u202egpj", False),
        ("https://a b", False),
        ("data:text/html,x", False),
        ("//bridge.example", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_web_addresses_are_links(url, linked, tmp_path):
    page = write_one(tmp_path, Annotated(article(url=url), Layers()))
    outside = page.css("a[target]")
    assert bool(outside) is linked
    for link in outside:
        assert link.attributes["href"] == url
        assert set(link.attributes["rel"].split()) == {"noopener", "noreferrer", "nofollow"}


def test_every_page_forbids_the_network(tmp_path):
    write_dossier([plain_article()], tmp_path / "d", [said(Issue, code="no-text", message="m", path="p")])
    for path in (tmp_path / "d").rglob("*.html"):
        page = parsed(path)
        policy = page.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"]
        assert policy == "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:"
        for node in page.css("link[href], script[src], main a[href]:not([target]), header a[href]"):
            target = node.attributes.get("href") or node.attributes["src"]
            assert (path.parent / target.split("#")[0]).exists(), target


def test_text_over_the_bound_is_cut_with_a_note(tmp_path):
    page = write_one(tmp_path, Annotated(article("كلمة " * 1_000_000), Layers()))
    note = page.css_first(".clipped").text()
    assert "marsad annotate" in note
    assert f"{TEXT_SHOWN:,} / 5,000,000" in note
    assert len("".join(read_back(node) for node in page.css(".words"))) == TEXT_SHOWN


def test_text_outside_every_block_is_shown(tmp_path):
    annotated = Annotated(article("أول\nثان\nثالث"), Layers([said(Block, start=4, end=7, kind="paragraph", reason="")]))
    write_dossier([annotated], tmp_path / "d")
    assert article_text(only_page(tmp_path / "d")) == "أول\nثان\nثالث"
    assert len(parsed(only_page(tmp_path / "d")).css(".block.none")) == 2


texts = st.text(st.characters() | st.sampled_from("<>&\"'\r\n\t\x00\u202e\ud800ابتث"), max_size=40)
spans = st.lists(st.tuples(st.integers(-2, 44), st.integers(-2, 44)), max_size=8)


@settings(deadline=None)
@given(texts, spans)
def test_overlapping_spans_nest_and_cover_just_their_characters(text, bounds):
    named = [Span(start, end, f"s{n}", anchor=f"at{n}") for n, (start, end) in enumerate(bounds)]
    root = LexborHTMLParser(f"<body><div id=all>{mark(text, named)}</div><div id=end></div>")
    assert read_back(root.css_first("#all")) == text
    assert root.css_first("#end").parent.tag == "body"
    for n, (start, end) in enumerate(bounds):
        covered = "".join(read_back(node) for node in root.css(f"span.s{n}"))
        assert covered == (text[max(start, 0) : max(end, 0)])
        assert len(root.css(f"#at{n}")) <= 1


@settings(deadline=None)
@given(texts, st.integers(0, 40), st.integers(0, 40), spans)
def test_windows_side_by_side_give_the_whole_text(text, one, two, bounds):
    cuts = sorted({0, min(one, len(text)), min(two, len(text)), len(text)})
    named = [Span(start, end, "s") for start, end in bounds]
    parts = [mark(text, named, start, end) for start, end in pairwise(cuts)]
    assert read_back(LexborHTMLParser(f"<div id=all>{''.join(parts)}</div>").css_first("#all")) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("BBC قالت المحطة اليوم", "rtl"), ("Reuters: نص in the main", "ltr"), ("2023 - 5", "auto"), ("", "auto")],
)
def test_a_line_runs_as_most_of_its_letters_do(text, wanted):
    assert direction(text) == wanted


def test_joiners_are_spelling_and_stay():
    assert shown("می\u200cروم") == "می\u200cروم"
    assert 'data-code="202E" data-times="2"' in shown("\u202e\u202e")


def test_rows_stand_in_order_of_time_and_unknown_days_last(tmp_path):
    days = [None, dt.date(2023, 5, 9), dt.date(2022, 1, 30), None, dt.date(2023, 5, 7)]
    made = [plain_article(f"article-{n}", day, 6 if n == 3 else None) for n, day in enumerate(days)]
    page = parsed(write_dossier(made, tmp_path / "d"))
    order = [link.attributes["href"] for link in page.css("tr.row td.headline a")]
    assert order == [f"articles/article-{n}.html" for n in (2, 4, 1, 0, 3)]
    assert "الأحد" in page.css("tr.row")[4].text()
    assert "يوم النشر غير معروف" in page.css("tr.row")[3].text()
    assert len(page.css("tr.month")) == 3


def test_no_page_of_the_index_or_of_issues_holds_more_than_500_rows(tmp_path):
    def many():
        for n in range(2_000):
            issue = said(Issue, code="no-headline", message="م", start=0, end=5)
            yield Annotated(article("نص قصير\n", f"article-{n}"), Layers([issue]))

    write_dossier(many(), tmp_path / "d")
    lists = [*(tmp_path / "d/index").iterdir(), tmp_path / "d/index.html", *(tmp_path / "d/issues").iterdir()]
    rows = [len(parsed(path).css("tr.row, .plain tbody tr")) for path in lists]
    assert rows == [500] * 8
    assert len(list((tmp_path / "d/articles").iterdir())) == 2_000
    assert (tmp_path / "d/assets/rows.js").read_text(encoding="utf-8").count("\n[") == 2_000
    walked = ["index.html"]
    while link := parsed(tmp_path / "d" / walked[-1]).css_first("a[rel=next]"):
        walked.append((Path(walked[-1]).parent / link.attributes["href"]).as_posix().replace("index/../", ""))
    assert walked == ["index.html", "index/0002.html", "index/0003.html", "index/0004.html"]


def test_the_same_records_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_dossier([plain_article(), hostile_article(HOSTILE[0])], tmp_path / name)
    one, two = (
        {p.relative_to(tmp_path / d): p.read_bytes() for p in (tmp_path / d).rglob("*.*")} for d in ("one", "two")
    )
    assert one == two


def test_a_dossier_replaces_a_dossier(tmp_path):
    write_dossier([plain_article("article-1"), plain_article("article-2")], tmp_path / "d")
    index = write_dossier([plain_article("article-3")], tmp_path / "d")
    assert index == tmp_path / "d" / "index.html"
    assert [path.name for path in (tmp_path / "d/articles").iterdir()] == ["article-3.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


def test_what_fails_halfway_leaves_the_old_dossier(tmp_path):
    def failing():
        yield plain_article("article-2")
        raise ValueError("broken")

    write_dossier([plain_article("article-1")], tmp_path / "d")
    with pytest.raises(ValueError, match="broken"):
        write_dossier(failing(), tmp_path / "d")
    assert [path.name for path in (tmp_path / "d/articles").iterdir()] == ["article-1.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


@pytest.mark.parametrize(
    ("held", "message"),
    [(["thesis.docx"], "no dossier"), ([".marsad-dossier", "index.html", "my notes.txt"], "my notes.txt")],
)
def test_files_that_are_not_a_dossiers_are_never_replaced(held, message, tmp_path):
    (tmp_path / "d").mkdir()
    for name in held:
        (tmp_path / "d" / name).write_text("mine")
    with pytest.raises(MarsadError, match=message):
        write_dossier([plain_article()], tmp_path / "d")
    assert sorted(path.name for path in (tmp_path / "d").iterdir()) == sorted(held)


def test_a_file_in_the_way_is_refused_and_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(MarsadError, match="a file"):
        write_dossier([], tmp_path / "file")
    (tmp_path / "empty").mkdir()
    assert "لا مواد" in write_dossier([], tmp_path / "empty").read_text(encoding="utf-8")


@settings(deadline=None)
@given(
    st.lists(st.text(max_size=30) | st.sampled_from(["con", "../../x", "a1b2c3d4", "A1B2C3D4", ".", ""]), max_size=8)
)
def test_file_names_are_safe_and_unlike(ids):
    names = Names()
    pages = [names.page(name) for name in ids]
    assert len({page.lower() for page in pages}) == len(ids)
    assert all(re.fullmatch(r"[0-9a-z][0-9a-z-]{7,63}\.html", page) for page in pages)
    assert safe_name("a1b2c3d4e5f60718") == "a1b2c3d4e5f60718"


def test_every_label_a_template_asks_for_is_in_the_list():
    known = {row["key"] for row in table.load("labels")}
    folder = Path(__file__).parents[2] / "src/marsad/publish/dossier"
    asked = {
        key
        for path in (*folder.glob("*.py"), *folder.glob("templates/*.html"))
        for key in re.findall(r"\blabel\(['\"]([a-z0-9.-]+)['\"]\)", path.read_text(encoding="utf-8"))
    }
    assert asked - known == set()
    assert len(asked) > 40


def test_modes_of_events_are_told_in_both_languages():
    named = with_mode(label_of("event", "COERCE"), "arrest")
    assert named == ("إكراه (اعتقال)", "coerce (arrest)")
    assert with_mode(named, "") == named
