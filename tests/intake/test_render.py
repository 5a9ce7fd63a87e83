"""HTML to lines: what is shown, in which order, and what the markup says of each line."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.intake.render import MAX_DEPTH, Rendered, render


def lines(html: str) -> list[str]:
    rendered = render(html)
    return [rendered.text[line.start : line.end] for line in rendered.lines]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>اجتمع  الوزير\n مع السفير</p>", ["اجتمع الوزير مع السفير"]),
        ("<p>أول<br>ثان</p>ثالث", ["أول", "ثان", "ثالث"]),
        ("<p>قال <b>الناطق</b> إن <a href='/x'>الأمر</a> انتهى</p>", ["قال الناطق إن الأمر انتهى"]),
        ("<table><tr><td>بغداد</td><td>دمشق</td></tr></table>", ["بغداد", "دمشق"]),
        ("<script>var x='خبر'</script><style>p{}</style><p>نص</p>", ["نص"]),
        ("<p hidden>خفي</p><div style='display: none'>خفي</div><p>ظاهر</p>", ["ظاهر"]),
        ("<pre>سطر\n  آخر</pre>", ["سطر", "آخر"]),
        ("<p>&#1575;&#1604;&amp;</p>", ["ال&"]),
        ("", []),
    ],
)
def test_lines_as_a_browser_shows_them(html: str, expected: list[str]) -> None:
    assert lines(html) == expected


def test_a_line_knows_its_links_bold_and_surroundings() -> None:
    html = "<div id='mainMenu' class='top-nav'><ul><li><a href='/'>الرئيسية</a></li></ul></div><p><b>عنوان فرعي</b></p>"
    menu, bold = render(html).lines
    assert menu.link_share == 1.0
    assert {"main", "menu", "top", "nav"} <= set(menu.names)
    assert [step.split(".")[0] for step in menu.path.split(">")] == ["body", "div", "ul", "li"]
    assert bold.strong_share == 1.0


def test_lines_of_one_container_share_its_number() -> None:
    first, second, other = render("<div><p>أ</p><p>ب</p></div><div><p>ج</p></div>").lines
    assert first.path.split(">")[1] == second.path.split(">")[1] != other.path.split(">")[1]


def test_time_elements_are_kept_with_their_place() -> None:
    rendered = render("<h1>خبر</h1><p>نشر <time datetime='2021-12-05' itemprop='datePublished'>أمس</time></p>")
    (stamp,) = rendered.stamps
    assert (stamp.value, stamp.published) == ("2021-12-05", True)
    assert rendered.text[stamp.start :].startswith("أمس")


def test_a_page_nested_too_deep_keeps_its_text() -> None:
    rendered = render("<div>" * 50_000 + "كلمة باقية" + "</div>" * 50_000)
    assert rendered.flattened
    assert rendered.text.strip() == "كلمة باقية"


def test_depth_below_the_bound_is_rendered_as_it_is() -> None:
    rendered = render("<div>" * (MAX_DEPTH // 2) + "نص" + "</div>" * (MAX_DEPTH // 2))
    assert not rendered.flattened
    assert rendered.text == "نص\n"


@settings(deadline=None)
@given(st.text(alphabet="ابت <>/=\"'pdivbr&;\n", max_size=200))
def test_any_markup_gives_lines_that_tile_the_text(html: str) -> None:
    rendered: Rendered = render(html)
    spans = [(line.start, line.end) for line in rendered.lines]
    assert all(a[1] < b[0] + 1 for a, b in pairwise(spans))
    covered = "".join(rendered.text[start:end] for start, end in spans)
    assert covered.split() == rendered.text.split() or "".join(covered.split()) == "".join(rendered.text.split())
