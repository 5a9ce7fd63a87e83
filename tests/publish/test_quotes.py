import io
import json

import pytest

from marsad.publish.formats import FORMATS
from marsad.publish.quotes import COLUMNS, quote_rows, write_quotes
from marsad.records import Article, Attribution, Link, Quote, Step
from marsad.stage import Annotated, Layers

MARK = {"article_id": "a", "made_by": "t/1"}
TEXT = "قال المدير في بيان إن الباب مغلق."


def annotated():
    quote = Quote(
        id="q", start=22, end=32, cue_start=0, cue_end=3, kind="reported", speaker_kind="office",
        speaker="المدير", speaker_start=4, speaker_end=10, speaker_mention="m", **MARK,
    )  # fmt: skip
    steps = (Step(role="speaker", text="المدير"), Step(role="statement", text="بيان"))
    steps += (Step(role="agency", text="وكالة محلية"), Step(role="agency", text="واع", name="الوكالة"))
    link = Link(id="l", mentions=("m",), kind="person", name="N", score=1.0, verdict="same", entity_id="p", **MARK)
    article = Article(id="a", page="p", path="p.txt", text=TEXT, language="ara")
    return Annotated(article, Layers([quote, Attribution(id="at", about="q", steps=steps, **MARK), link]))


def test_a_row_tells_who_said_what_and_by_which_way():
    [row] = quote_rows(annotated())
    assert list(row) == list(COLUMNS)
    assert (row["speaker"], row["speaker_name"], row["speaker_entity_id"]) == ("المدير", "N", "p")
    assert (row["cue"], row["content"]) == ("قال", TEXT[22:32])
    assert (row["statement"], row["passed_on_by"]) == ("بيان", ["وكالة محلية", "الوكالة"])


@pytest.mark.parametrize("form", list(FORMATS))
def test_every_format_is_written(form):
    stream = io.BytesIO()
    write_quotes(form, [annotated()], stream)
    assert stream.getvalue()
    if form == "jsonl":
        assert json.loads(stream.getvalue())["quote_id"] == "q"
