"""The join that finds articles with words in common."""

from __future__ import annotations

import random

from marsad.engine.joins import PARTNERS, REPRESENTATIVES, joined, reuses
from marsad.records import Article
from marsad.stage import Annotated, Layers
from marsad.stories.reuse import Shingled, shingles

WORDS = [f"{a}{b}{c}" for a in "بتثجح" for b in "سشصضط" for c in "عغفقك"]


def article(name: str, *numbers: int) -> Annotated:
    """An article of paragraphs of forty words; the same number makes the same words."""
    paragraphs = (" في ".join(random.Random(number).choices(WORDS, k=20)) for number in numbers)
    return Annotated(Article(id=name, page=name, path="", text="\n".join(paragraphs), language="ara"), Layers())


def pairs(new: list[Annotated], known: list[Annotated] = [], **given: int) -> set[tuple[str, str]]:  # noqa: B006
    found = joined(map(shingles, new), map(shingles, known), **given)
    return {(pair.one, pair.other) for pair in found}


def test_articles_with_a_paragraph_in_common_are_joined():
    assert pairs([article("a", 1, 2), article("b", 3, 2), article("c", 4)]) == {("a", "b")}


def test_known_articles_are_joined_with_new_ones_only():
    known = [article("a", 1, 2), article("b", 3, 2)]
    assert pairs([article("c", 2)], known) == {("a", "c"), ("b", "c")}
    assert pairs([], known) == set()


def test_a_text_that_many_print_on_a_day_is_joined_throughout():
    many = [article(f"{number:03}", 100 + number, 7) for number in range(40)]
    assert len(pairs(many)) == 40 * 39 / 2


def test_a_formula_of_one_outlet_joins_nothing():
    formula = shingles(article("formula", 7)).hashes[:24]
    many = [shingles(article(f"{number:03}", 100 + number)) for number in range(40)]
    closed = [Shingled(article_id=one.article_id, hashes=one.hashes + formula, outlet="o") for one in many]
    assert list(joined(closed)) == []
    assert len(list(joined(closed[:5]))) == 10


def test_only_neighbours_are_paired_through_one_shingle():
    many = [article(f"{number:03}", 7) for number in range(30)]
    assert len(pairs(many, neighbours=2)) == 28 * 2 + 1


def test_reuse_is_found_through_the_join():
    articles = {one.article.id: one for one in (article("a", 1, 2), article("b", 3, 2))}
    (reuse,) = reuses(map(shingles, articles.values()), (), articles.__getitem__)
    ((one, other),) = reuse.passages
    text = articles["a"].article.text
    assert text[one.start : one.end] == text.split("\n")[1]
    assert other.article_id == "b"


def test_one_of_very_many_that_are_equal_is_paired_with_a_few():
    equal = shingles(article("a", 7))
    many = [Shingled(article_id=f"{number:03}", hashes=equal.hashes) for number in range(PARTNERS + 40)]
    found = [max(pair.one, pair.other) for pair in joined(many)]
    assert max(found.count(f"{number:03}") for number in range(PARTNERS + 1)) == PARTNERS
    assert found.count(many[-1].article_id) == REPRESENTATIVES
