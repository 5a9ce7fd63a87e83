import json

import duckdb
import pytest
from click.testing import CliRunner

from marsad import __version__
from marsad.cli import main

BODY = "قالت البلدية إن العمل في الطريق الجديد بدأ صباح أمس وسط المدينة وسيستمر عدة أيام"


def marsad(*arguments, stdin=None, status=0):
    result = CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)
    assert result.exit_code == status, result.stderr
    return result


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(f"خبر رقم {n}\n\n{BODY}\n", encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path, pages):
    marsad("run", pages, "--store", tmp_path / "a.db", "--dossier", tmp_path / "dossier")
    return tmp_path / "a.db"


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_annotate_writes_a_line_an_article(pages):
    found = lines(marsad("annotate", pages).stdout)
    assert [line["path"] for line in found] == [str(pages / f"{n}.txt") for n in range(3)]
    assert all(BODY in line["text"] for line in found)


def test_annotate_counts_on_standard_error(pages):
    (pages / "again.txt").write_bytes((pages / "0.txt").read_bytes())
    result = marsad("annotate", pages)
    assert "4 pages read; 3 articles kept" in result.stderr
    assert "set aside: same-page 1" in result.stderr


def test_annotate_reads_standard_input():
    (line,) = lines(marsad("annotate", "-", stdin=BODY).stdout)
    assert line["text"].strip() == BODY


def test_annotate_takes_the_columns_of_others(tmp_path):
    (tmp_path / "in.jsonl").write_text(json.dumps({"nr": "7", "body": BODY}) + "\n", encoding="utf-8")
    found = marsad("annotate", tmp_path / "in.jsonl", "--column", "text=body", "--column", "id=nr")
    assert [line["page_id"] for line in lines(found.stdout)] == ["7"]


def test_an_output_file_holds_the_same_as_standard_output(pages, tmp_path):
    marsad("annotate", pages, "--output", tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == marsad("annotate", pages).stdout
    assert not list(tmp_path.glob(".out*"))


def test_a_failed_command_leaves_no_file_and_spares_the_old_one(tmp_path, pages, monkeypatch):
    (tmp_path / "out.jsonl").write_text("old")
    monkeypatch.setattr("marsad.cli.annotate.contract_line", lambda _: 1 / 0)
    assert CliRunner().invoke(main, ["annotate", str(pages), "--output", str(tmp_path / "out.jsonl")]).exception
    assert (tmp_path / "out.jsonl").read_text() == "old"
    assert not list(tmp_path.glob(".out*"))


def test_some_input_that_cannot_be_read_is_status_1(pages):
    (pages / "empty.txt").write_bytes(b"")
    result = marsad("annotate", pages, status=1)
    assert len(lines(result.stdout)) == 3
    assert "empty.txt" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["annotate", "nowhere"], ["annotate"], ["annotate", "x", "--column", "text"], ["nothing"]]
)
def test_nothing_readable_and_wrong_usage_are_status_2(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    marsad(*arguments, status=2)
    assert not list(tmp_path.iterdir())


def test_run_prints_the_first_page_of_the_dossier_and_goes_on(tmp_path, pages, store):
    result = marsad("run", pages, "--store", store, "--dossier", tmp_path / "dossier")
    assert result.stdout.strip() == str(tmp_path / "dossier" / "index.html")
    assert (tmp_path / "dossier" / "index.html").is_file()
    assert "3 done already" in result.stderr


def test_show_takes_the_beginning_of_an_id(store):
    first = lines(marsad("export", "articles", "--store", store).stdout)[0]["article_id"]
    assert lines(marsad("show", first[:8], "--store", store).stdout)[0]["article_id"] == first


def test_explain_gives_the_words_and_what_made_the_record(store):
    first = lines(marsad("export", "articles", "--store", store).stdout)[0]["article_id"]
    (article,) = lines(marsad("explain", first, "--store", store).stdout)
    assert article["done"][0].startswith("opening/")
    record = next(r for r in article["records"] if r["type"] == "block")
    (found,) = lines(marsad("explain", record["id"], "--store", store).stdout)
    assert found["record"]["made_by"] in article["done"]
    assert found["words"]


@pytest.mark.parametrize("command", [["show", "x"], ["explain", "x"]])
def test_an_unknown_id_is_said_in_a_sentence(store, command):
    assert "Error: " in marsad(*command, "--store", store, status=2).stderr


def test_a_missing_store_says_how_to_make_one(tmp_path):
    assert "marsad run" in marsad("issues", "--store", tmp_path / "none.db", status=2).stderr
    assert not (tmp_path / "none.db").exists()


def test_the_store_can_stand_in_the_environment(store, monkeypatch):
    monkeypatch.setenv("MARSAD_STORE", str(store))
    assert len(lines(marsad("export", "articles").stdout)) == 3


def test_issues_are_listed_with_their_files(tmp_path, pages):
    (pages / "empty.txt").write_bytes(b"")
    marsad("run", pages, "--store", tmp_path / "b.db", "--dossier", tmp_path / "d", status=1)
    found = lines(marsad("issues", "--store", tmp_path / "b.db").stdout)
    assert [issue["path"] for issue in found if not issue["article_id"]] == [str(pages / "empty.txt")]


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_articles_are_exported(store, tmp_path, form):
    marsad("export", "articles", "--store", store, "--format", form, "--output", tmp_path / f"t.{form}")
    read = {"jsonl": "read_json", "csv": "read_csv", "parquet": "read_parquet"}[form]
    with duckdb.connect() as connection:
        counted = connection.execute(f"SELECT count(*) FROM {read}(?)", [str(tmp_path / f"t.{form}")]).fetchone()
    assert counted == (3,)


def test_the_version_is_told():
    assert __version__ in marsad("--version").stdout
