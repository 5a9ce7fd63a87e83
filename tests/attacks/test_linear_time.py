"""Pages made to be slow: every step must take time in proportion to the page.

Each of these took minutes when a step took time by the square of the length; the limit leaves room for a slow machine.
"""

import time

import pytest

from marsad.pipeline import article_plan
from marsad.records import Page
from marsad.stage import Layers

SIZE = 300_000
SECONDS = 10  # of processor time; each takes under one


@pytest.fixture(scope="module")
def plan():
    return article_plan()


def spent(plan, content, media):
    begun = time.process_time()
    article, made = plan.open_page(Page(path="x", content=content.encode(), media=media))
    layers = Layers(made)
    for stage in plan.stages:
        layers = layers.plus(stage(article, layers))
    return time.process_time() - begun


@pytest.mark.parametrize("part", ["(", "-", ".", "x", "/", "\N{ARABIC LETTER WAW}", "\N{ARABIC TATWEEL}"])
def test_one_line_without_blanks(plan, part):
    assert spent(plan, part * SIZE, "text") < SECONDS
