import csv
import datetime as dt
import io
import json

import duckdb
import pytest

from marsad.publish.formats import guarded
from marsad.publish.tables import COLUMNS, article_row, write_articles
from marsad.records import Article, Block, Credit, Period, Publication
from marsad.stage import Annotated, Layers

MARK = {"article_id": "a1", "made_by": "x/1"}
TEXT = "=عنوان\nنص من أربع كلمات"


def annotated(name="a1"):
    blocks = [
        Block(id="b0", start=0, end=6, kind="headline", reason="r", **MARK),
        Block(id="b1", start=7, end=len(TEXT), kind="paragraph", reason="r", **MARK),
    ]
    credits = [Credit(id="c", kind="headline", text="=عنوان", evidence="e", **MARK)]
    day = Publication(id="p", basis="stated", evidence="e", period=Period.day(dt.date(2022, 1, 30)), **MARK)
    article = Article(id=name, page="p", path="a.txt", text=TEXT, language="ara")
    return Annotated(article, Layers([*blocks, *credits, day]))


def exported(form, *articles):
    stream = io.BytesIO()
    write_articles(form, articles, stream)
    return stream.getvalue()


def test_a_row_counts_words_of_the_body_and_blocks():
    row = article_row(annotated())
    assert (row["words"], row["blocks_headline"], row["blocks_paragraph"], row["blocks_caption"]) == (4, 1, 1, 0)
    assert (row["published_start"], row["published_end"]) == ("2022-01-30", "2022-01-31")


def test_all_formats_hold_the_same_cells(tmp_path):
    given = [annotated("a1"), annotated("a2")]
    lines = [json.loads(line) for line in exported("jsonl", *given).splitlines()]
    cells = list(csv.DictReader(io.StringIO(exported("csv", *given).decode())))
    (tmp_path / "t.parquet").write_bytes(exported("parquet", *given))
    with duckdb.connect() as connection:
        found = connection.execute("FROM read_parquet(?)", [str(tmp_path / "t.parquet")]).fetchall()
    assert [list(line.values()) for line in lines] == [
        [v if v is None or isinstance(v, int) else str(v) for v in row] for row in found
    ]
    assert [c["words"] for c in cells] == [str(line["words"]) for line in lines]
    assert list(cells[0]) == list(lines[0]) == [column.name for column in COLUMNS]


def test_an_export_of_nothing_has_its_columns(tmp_path):
    (tmp_path / "t.parquet").write_bytes(exported("parquet"))
    with duckdb.connect() as connection:
        names = [d[0] for d in connection.execute("FROM read_parquet(?)", [str(tmp_path / "t.parquet")]).description]
    assert names == [column.name for column in COLUMNS]
    assert exported("csv").decode().count("\n") == 1


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_spreadsheet_runs_nothing(words):
    assert guarded(words) == f"'{words}"


@pytest.mark.parametrize("cell", [None, -1, "1-1", "عنوان", ""])
def test_other_cells_stay_as_they_are(cell):
    assert guarded(cell) == cell


def test_only_csv_is_guarded():
    assert json.loads(exported("jsonl", annotated()))["headline"] == "=عنوان"
    assert "'=عنوان" in exported("csv", annotated()).decode()
