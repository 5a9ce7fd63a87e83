"""Pages made to be slow: every step must take time in proportion to the page.

Each of these took tens of seconds or minutes when a step took time by the square of the length.
"""

import time

import pytest

from marsad.intake.render import render
from marsad.pipeline import article_plan
from marsad.records import Page
from marsad.stage import Layers

SIZE = 100_000
SECONDS = 8  # of processor time; each takes well under one


@pytest.fixture(scope="module")
def plan():
    return article_plan()


def spent(plan, content, media):
    begun = time.process_time()
    article, made = plan.open_page(Page(path="x", content=content.encode(), media=media))
    layers = Layers(made)
    for stage in plan.intake:
        layers = layers.plus(stage(article, layers))
    return time.process_time() - begun


@pytest.mark.parametrize("part", ["(", "-", ".", "x", "/", "\N{ARABIC LETTER WAW}", "\N{ARABIC TATWEEL}"])
def test_one_line_without_blanks(plan, part):
    assert spent(plan, part * SIZE, "text") < SECONDS


@pytest.mark.parametrize("part", ["</", "<a ", 'class="', "{a", '=" ', "x@"])
def test_residue_of_markup_in_a_line(plan, part):
    assert spent(plan, part * (SIZE // len(part)), "text") < SECONDS


HTML = {
    "sections that lexbor nests": "<main>" * 60_000,
    "closing tags that close nothing": "<div></span>" * 30_000,
    "an element that stays open behind one that closes": "<span><div></span></div>" * 60_000,
    "options": "<select>" + "<option>x" * 40_000,
    "many attributes": f"<p {' '.join(f'a{n}=1' for n in range(60_000))}>",
    "attributes of a body in pieces": "".join(f"<body a{n}=1>" for n in range(60_000)),
    "times in one line": "<p>" + "<time datetime=2021-01-01>x</time>" * 30_000,
    "open quotes": "<a b=\"<a c='" * 30_000,
}


@pytest.mark.parametrize("markup", HTML.values(), ids=HTML)
def test_markup_made_to_be_slow(markup):
    begun = time.process_time()
    assert render(markup + "<p>end").text.endswith("end\n")
    assert time.process_time() - begun < SECONDS


def test_a_flattened_page_keeps_what_it_states_of_itself():
    rendered = render('<title>t</title><script>var a = "<b>";</script>' + "<main>" * 5_000 + "words")
    assert rendered.flattened
    assert rendered.text == "words\n"
    assert rendered.tree.css_first("title").text() == "t"


BODY = "قالت البلدية إن العمل في الطريق الجديد بدأ صباح أمس وسط المدينة وسيستمر عدة أيام. " * 8
PAGES = {
    "short lines below the body": (BODY + "\nسطر قصير" * 20_000, "text"),
    "unknown lines below the body": (BODY + "".join(f"\n- كلمة {n}" for n in range(10_000)), "text"),
    "one subheading over and over": (f"<h2>عنوان فرعي</h2><p>{BODY[:85]}</p>" * 6_000, "html"),
    "a byline of dashes": (f"تحرير: {'- ' * 30_000}x\n{BODY}", "text"),
    "titles and lines": (
        "".join(f'<meta property=og:title content="عنوان رقم {n} هنا">' for n in range(10_000))
        + "".join(f"<p>كلمة رقم س{n}" for n in range(10_000))
        + f"<p>{BODY}",
        "html",
    ),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_pages_of_many_lines(plan, page):
    assert spent(plan, *page) < SECONDS
