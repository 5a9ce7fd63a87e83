"""What became of promises: kept, changed, broken, or open; look-alikes must stay open."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from storyline_pages import read, stories_of

from marsad.records import Story, Storyline
from marsad.stories.storylines import Outline
from marsad.stories.storylines.entries import entries, subject, timeline
from marsad.stories.storylines.following import followed

CASES = yaml.safe_load((Path(__file__).parent / "storyline_cases.yaml").read_text(encoding="utf-8"))


@cache
def articles(name: str) -> tuple[list[Story], list[Outline]]:
    case = next(case for case in CASES if case["name"] == name)
    return stories_of(read(f"{name} {n}", one["text"], str(one["day"])) for n, one in enumerate(case["articles"]))


def line_of(name: str) -> Storyline:
    """The articles of a case as one storyline on what they share, whatever else it may be about."""
    stories, outlines = articles(name)
    told = list(timeline(stories, {one.article_id: one for one in outlines}))
    made, ups = followed(entries(told, subject(outlines, 1)), told)
    points = tuple(one.entry for one in made)
    names = tuple(story.id for story in stories)
    return Storyline(id="x", made_by="test/1", name=name, story_ids=names, entries=points, follow_ups=tuple(ups))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_became_of_a_promise(case: dict[str, Any]) -> None:
    line = line_of(case["name"])
    texts = {entry.id: entry.text for entry in line.entries}
    found = [one for one in line.follow_ups if case["promised"] in texts[one.promised]]
    assert found, [(entry.kind, entry.text) for entry in line.entries]
    assert {one.outcome for one in found} == {case["outcome"]}, [(texts[x], f.reasons) for f in found for x in f.later]
    if case["outcome"] != "open":
        assert any(case["later"] in texts[name] for one in found for name in one.later)
