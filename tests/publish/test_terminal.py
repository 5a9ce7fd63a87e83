import io
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from marsad.publish import terminal
from marsad.publish.explain import explain
from marsad.publish.terminal import ISOLATE, POP, harmless, isolated, issue_line
from marsad.records import Article, Block, Credit, Issue, Line, Page
from marsad.stage import Annotated, Layers

MARK = {"article_id": "a1", "made_by": "x/1"}
HOSTILE = "عنوان\x1b[31m\x1b]0;x\x07\u202eabc\u2066 [bold]نص[/bold]"


def annotated():
    article = Article(id="a1", page="p", path="a.txt", text=HOSTILE, language="ara")
    line = Line(id="a1.line.0-9", start=0, end=len(HOSTILE), path="h1", **MARK)
    block = Block(id="a1.block.0-9", start=0, end=len(HOSTILE), kind="headline", reason="first line", **MARK)
    credit = Credit(id="a1.credit.0", kind="headline", text=HOSTILE, evidence="block", start=0, end=5, **MARK)
    issue = Issue(id="a1.issue.0", code="odd", message=HOSTILE, start=0, end=5, **MARK)
    return Annotated(article, Layers([line, block, credit, issue]))


def printed(show, *arguments):
    stream = io.StringIO()
    show(*arguments, Console(file=stream, width=200, force_terminal=False))
    return stream.getvalue()


@given(st.text())
def test_nothing_that_steers_a_terminal_is_left(text):
    kept = harmless(text)
    assert not {c for c in kept if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")} - {"\n"}
    assert not {c for c in kept if unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF")}


@given(st.text())
def test_every_isolate_is_closed_on_its_line(text):
    for line in isolated(text).split("\n"):
        assert (line.count(ISOLATE), line.count(POP)) in ((0, 0), (1, 1))


def test_a_hostile_page_is_shown_as_words():
    page = Page(path="a.txt", content=b"", media="text", given=(("title\x1b[1m", HOSTILE),))
    shown = printed(terminal.show, annotated()) + printed(terminal.explain_article, annotated(), page, ("x/1",))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[bold]" in shown


def test_a_record_stands_on_the_line_and_the_block_around_it():
    article = annotated()
    explanation = explain(article.layers.of(Credit)[0], article)
    assert [record.id for record in explanation.stands_on] == ["a1.line.0-9", "a1.block.0-9"]
    assert explanation.words == "عنوان"
    assert "first line" in printed(terminal.explain_record, explanation)


def test_a_record_stands_on_those_that_it_names():
    article = annotated()
    issue = Issue(id="a1.issue.1", code="odd", message="a1.credit.0", **MARK)
    assert [record.id for record in explain(issue, article).stands_on] == ["a1.credit.0"]


def test_an_issue_line_names_the_file_once():
    about = {"id": "i", "article_id": "", "made_by": "x/1", "code": "odd", "path": "a\x1b.txt"}
    assert issue_line(Issue(message="empty\nfile", **about)) == "a.txt: empty file [odd]"
    assert issue_line(Issue(message="a\x1b.txt: empty", **about)) == "a.txt: empty [odd]"


def test_words_that_are_wrapped_are_isolated_on_every_line():
    stream = io.StringIO()
    article = Article(id="a1", page="p", path="a.txt", text="كلمات كثيرة " * 40, language="ara")
    terminal.show(Annotated(article, Layers()), Console(file=stream, width=40))
    lines = [line for line in stream.getvalue().split("\n") if "كلمات" in line]
    assert len(lines) > 5
    assert {(line.count(ISOLATE), line.count(POP)) for line in lines} == {(1, 1)}
