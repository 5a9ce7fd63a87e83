import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from stand_ins import Blocks, days_first_plan, newer_plan, page, pages, plan

from marsad.engine import Already, keep
from marsad.records import Block, Credit, Issue, Page
from marsad.store import Store

RUN = """
import sys, time
from pathlib import Path
from stand_ins import pages, plan
from marsad.engine import keep
from marsad.store import Store
with Store(sys.argv[1]) as store:
    slow = (time.sleep(0.01) or p for p in pages(300))
    for _ in keep(slow, store, int(sys.argv[2]), plan):
        pass
"""


def dump(path):
    with sqlite3.connect(path) as connection:
        lines = sorted(connection.iterdump())
    connection.close()
    return lines


def run(path, given, make_plan=plan):
    with Store(path) as store:
        return list(keep(given, store, 1, make_plan))


def test_a_second_run_changes_nothing(tmp_path):
    given = [*pages(5), page("boom", "x.txt"), page("رقم 1", "twice.txt"), Page(path="e", content=b"", media="text")]
    run(tmp_path / "a.db", given)
    before = dump(tmp_path / "a.db")
    found = run(tmp_path / "a.db", given)
    assert [type(i) for i in found[:5]] == [Already] * 5
    assert dump(tmp_path / "a.db") == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_run_goes_on_and_ends_as_an_unbroken_one(tmp_path, jobs):
    command = [sys.executable, "-c", RUN, tmp_path / "killed.db", str(jobs)]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)})
    while process.poll() is None and kept(tmp_path / "killed.db") < 64:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert 0 < kept(tmp_path / "killed.db") < 300
    found = run(tmp_path / "killed.db", pages(300))
    assert 0 < sum(isinstance(item, Already) for item in found) < 300
    run(tmp_path / "whole.db", pages(300))
    assert dump(tmp_path / "killed.db") == dump(tmp_path / "whole.db")


def kept(path):
    if not path.exists():
        return 0
    with sqlite3.connect(path, timeout=30) as connection:
        tables = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'pages'").fetchone()[0]
        number = connection.execute("SELECT count(*) FROM pages").fetchone()[0] if tables else 0
    connection.close()
    return number


def test_a_newer_stage_is_redone_and_those_before_it_are_not(tmp_path, monkeypatch):
    run(tmp_path / "a.db", pages(3))
    monkeypatch.setattr(Blocks, "__call__", lambda *_: pytest.fail("done already"))
    run(tmp_path / "a.db", pages(3), newer_plan)
    with Store(tmp_path / "a.db") as store:
        marks = {c.made_by for article in store.articles() for c in store.records(article.id, Credit)}
        counts = store.counts()
    assert marks == {"credits/2"}
    assert (counts["block"], counts["credit"], counts["publication"]) == (3, 3, 3)


def test_a_redone_store_is_as_one_made_anew(tmp_path):
    run(tmp_path / "a.db", pages(3))
    run(tmp_path / "a.db", pages(3), newer_plan)
    run(tmp_path / "b.db", pages(3), newer_plan)
    assert dump(tmp_path / "a.db") == dump(tmp_path / "b.db")


def test_a_failed_stage_is_tried_again_from_there(tmp_path, monkeypatch):
    monkeypatch.setenv("MARSAD_TEST_CALLS", str(tmp_path / "calls"))
    run(tmp_path / "a.db", [page("boom")], days_first_plan)
    monkeypatch.setattr(Blocks, "__call__", lambda *_: iter(()))
    run(tmp_path / "a.db", [page("boom")], days_first_plan)
    with Store(tmp_path / "a.db") as store:
        assert [i.code for i in store.issues()] == ["odd"]
        assert "block" not in store.counts()
    assert (tmp_path / "calls").read_text() == "days\n"


def test_an_article_of_an_earlier_run_is_not_taken_from_its_page(tmp_path):
    same = Page(path="b.txt", content=b"\xef\xbb\xbf" + page("مكرر").content, media="text")
    run(tmp_path / "a.db", [page("مكرر")])
    (outcome,) = run(tmp_path / "a.db", [same])
    assert outcome.issues[0].code == "same-article"
    assert [type(i) for i in run(tmp_path / "a.db", [same, page("مكرر")])] == [Already, Already]
    with Store(tmp_path / "a.db") as store:
        assert [a.path for a in store.articles()] == ["a.txt"]


def test_what_was_said_of_an_input_is_said_anew(tmp_path):
    broken = Issue(id="i", article_id="", made_by="readers/1", code="unreadable", message="m", path="a.txt")
    run(tmp_path / "a.db", [broken])
    run(tmp_path / "a.db", [page("سليم")])
    with Store(tmp_path / "a.db") as store:
        assert [i.code for i in store.issues()] == ["odd"]
        assert len([*store.records(next(store.articles()).id, Block)]) == 1
