"""Storylines found and asked for, on the founding pages and on our own."""

from functools import cache
from pathlib import Path

import pytest
from storyline_pages import read_file, stories_of

from marsad.records import Storyline
from marsad.stage import Annotated
from marsad.stories.storylines import storyline, storylines

SEEDS = Path(__file__).parents[2] / "../shared/data/seeds"
ORDER = ["001", "004", "000", "002", "003"]

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the founding pages are not here")


@cache
def seeds() -> tuple[Annotated, ...]:
    return tuple(read_file(path) for path in sorted(SEEDS.glob("*.txt")))


def short(line: Storyline) -> list[str]:
    return [name[:3] for name in line.story_ids]


def follow_up(line: Storyline, page: str, words: str) -> tuple[str, list[tuple[str, str]]]:
    """The outcome of what a page says in these words, and where and how later pages speak of it."""
    names = {a.article.id: a.article.path[:3] for a in seeds()}
    entries = {e.id: e for e in line.entries}
    for one in line.follow_ups:
        promised = entries[one.promised]
        if words in promised.text and names[promised.passages[0].article_id] == page:
            later = [entries[name] for name in one.later]
            return one.outcome, [(names[p.article_id], e.text) for e in later for p in e.passages]
    raise AssertionError(f"nothing follows {words!r} of {page}")


@needs_seeds
def test_the_founding_pages_are_one_storyline_in_order() -> None:
    (line,) = storylines(*stories_of(seeds()))
    assert short(line) == ORDER


@needs_seeds
@pytest.mark.parametrize("words", ["إعادة نشر المتبقي من القوات القتالية", "وتعهدت فيها واشنطن بسحب قواتها"])
def test_the_promised_withdrawal_was_kept(words: str) -> None:
    (line,) = storylines(*stories_of(seeds()))
    outcome, later = follow_up(line, "004", words)
    assert outcome == "kept"
    assert [page for page, text in later if "انسحاب القوات الاميركية القتالية" in text] == ["003"]


@needs_seeds
def test_what_april_claimed_stands_against_december_and_january() -> None:
    (line,) = storylines(*stories_of(seeds()))
    outcome, later = follow_up(line, "004", "تحولت")
    assert outcome == "changed"
    assert {page for page, _ in later} >= {"002", "003"}


@needs_seeds
@pytest.mark.parametrize(
    "query", ["التحالف الدولي", "الكاظمي تولير", "إنهاء الدور القتالي للتحالف", "Mustafa al-Kadhimi"]
)
def test_a_query_gives_its_stories_in_order(query: str) -> None:
    line = storyline(query, *stories_of(seeds()))
    assert line is not None
    assert short(line) == [page for page in ORDER if page in short(line)]
    assert line.query == query


@needs_seeds
def test_nothing_is_made_of_a_query_that_fits_nothing() -> None:
    assert storyline("بطولة كأس العالم لكرة القدم", *stories_of(seeds())) is None
