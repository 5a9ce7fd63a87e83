"""Articles that carry very many records must not stop a dossier."""

import time

from marsad.publish.dossier.rows import body_words
from marsad.publish.dossier.view import pieces
from marsad.records import Article, Block, Issue
from marsad.stage import Annotated, Layers


def test_a_block_and_a_mark_on_every_letter():
    article = Article(id="a1", page="p", path="x", text="x\n" * 20_000, language="ara")
    layers = Layers(made for at in range(0, 40_000, 2) for made in records(at))
    begun = time.process_time()
    marked = [piece for piece in pieces(Annotated(article, layers), 40_000, {}) if piece.kind]
    assert time.process_time() - begun < 20  # took minutes, by the square of their number
    assert len(marked) == 20_000
    assert all("mark issue" in piece.words for piece in marked)


def records(at):
    common = {"article_id": "a1", "made_by": "test/1", "start": at, "end": at + 1}
    yield Block(id=f"b{at}", kind="paragraph", reason="prose", **common)
    yield Issue(id=f"i{at}", code="odd", message="met", **common)


def test_words_are_counted_in_a_line_of_signs():
    article = Article(id="a1", page="p", path="x", text="word " + "(" * 200_000, language="ara")
    begun = time.process_time()
    assert body_words(Annotated(article, Layers())) == 1
    assert time.process_time() - begun < 5
