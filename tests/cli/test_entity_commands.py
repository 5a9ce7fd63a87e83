import json
import re
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from marsad.cli import main
from marsad.engine.pool import Task, in_order
from marsad.errors import LexiconError
from marsad.lexicon.knowledge import entities
from marsad.lexicon.own_knowledge import merged, own_entities, version
from marsad.pipeline import article_plan
from marsad.publish.entities import COLUMNS
from marsad.records import Link, Page
from marsad.stage import Outcome
from marsad.store import Store

HEADER = "id\tname\taliases\tkind\tcountry\tsector\tnote\n"
ROW = "own:balsam\tBalsam\tبلسم الوادي | رابطة بلسم\tgroup\tJOR\tSOC\t-\n"
TEXT = "اجتماع في عمان\n\nقالت رابطة بلسم في بيان أمس إن بلسم الوادي ستبني مدرسة في مدينة إربد شمال الأردن هذا العام.\n"


def marsad(*arguments, status=0):
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    assert result.exit_code == status, result.stderr
    return result


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def table(folder, text, name="own.tsv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("place")
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    own = table(folder, HEADER + ROW)
    dossier = folder / "d"
    marsad("run", folder / "one.txt", "--store", folder / "a.db", "--dossier", dossier, "--knowledge", own)
    return folder


def test_entities_are_listed_and_searched(place):
    found = lines(marsad("entities", "بلسم", "--store", place / "a.db").stdout)
    assert [(e["entity_id"], e["kind"], e["mentions"]) for e in found] == [("own:balsam", "group", 2)]
    assert len(lines(marsad("entities", "--store", place / "a.db").stdout)) > 1
    assert lines(marsad("entities", "غائب", "--store", place / "a.db").stdout) == []


def test_export_writes_the_same_rows(place):
    listed = marsad("entities", "--store", place / "a.db").stdout
    assert marsad("export", "entities", "--store", place / "a.db").stdout == listed
    cells = marsad("export", "entities", "--store", place / "a.db", "--format", "csv").stdout
    assert cells.splitlines()[0].split(",") == list(COLUMNS)


def test_a_terminal_gets_a_table(place, monkeypatch):
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    shown = marsad("entities", "بلسم", "--store", place / "a.db").stdout
    assert "Balsam" in shown
    assert "entity_id" not in shown


def test_the_dossier_has_a_page_of_the_users_entity(place):
    assert "own:balsam" in "".join(p.read_text(encoding="utf-8") for p in (place / "d/entities").iterdir())


def test_the_users_rows_are_part_of_the_marks_of_a_page(place):
    own = own_entities([place / "own.tsv"])
    with Store(place / "a.db", create=False) as store:
        (article,) = store.articles()
        done = store.done(article.page)
    assert {mark.partition("/")[0] for mark in done if version("", own) in mark} == {"mentions", "links"}


def test_only_other_rows_are_another_version(tmp_path):
    again = table(tmp_path, "# again\n" + HEADER + ROW, "again.tsv")
    other = table(tmp_path, HEADER + ROW.replace("JOR", "SYR"), "other.tsv")
    one, two, three = (own_entities([path]) for path in (table(tmp_path, HEADER + ROW), again, other))
    assert version("1", ()) == "1"
    assert version("1", one) == version("1", two) != version("1", three)


def test_workers_know_the_users_names(place):
    own = own_entities([place / "own.tsv"])
    page = Page(path="one.txt", content=TEXT.encode(), media="text")
    (outcome,) = in_order([Task(page)], partial(article_plan, own), 1)
    assert isinstance(outcome, Outcome)
    assert "own:balsam" in [link.entity_id for link in outcome.annotated.layers.of(Link)]


def test_an_id_of_marsads_own_gets_the_names_added(tmp_path):
    known = next(iter(entities().values()))
    row = f"{known.id}\t{known.name}\tبلاد السوسن\t{known.kind}\t{known.country}\n"
    own = own_entities([table(tmp_path, "\ufeff" + HEADER.replace("\tsector\tnote", "") + row)])
    assert merged(own)[known.id].aliases == (*known.aliases, "بلاد السوسن")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADER + ROW + ROW, r"own.tsv:3: 'own:balsam' is in \S+own.tsv:2 already"),
        (HEADER + ROW.replace("JOR", "Jordan"), "own.tsv:2: country is 'Jordan'"),
        (HEADER + ROW.replace("group", "club"), "own.tsv:2: kind is 'club'; wanted one of person"),
        (HEADER + ROW.replace("own:balsam", "body:x"), "own.tsv:2: id is"),
        (HEADER + "own:x\tX\t-\tgroup\tJOR\t-\t-\n", "own.tsv:2: aliases is"),
        (HEADER + "own:x\tX\n", "own.tsv:2: 2 cells; wanted 7"),
        ("id\tname\nown:x\tX\n", "own.tsv:2: no column aliases, kind, country"),
        ("", "own.tsv: empty"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(text, said, tmp_path):
    path = table(tmp_path, text)
    with pytest.raises(LexiconError, match=said):
        own_entities([path])
    assert re.search(said, marsad("annotate", "x.txt", "--knowledge", path, status=2).stderr.replace("\n", " "))


def test_a_missing_file_is_said_in_a_sentence(tmp_path):
    assert "cannot be read" in marsad("annotate", "x.txt", "--knowledge", tmp_path / "no.tsv", status=2).stderr


def test_every_column_is_documented():
    text = (Path(__file__).parents[2] / "docs/output.md").read_text("utf-8")
    section = text.partition("`marsad export entities`: one row")[2].partition("\n## ")[0]
    assert set(COLUMNS) <= set(re.findall(r"`(\w+)`", section))
