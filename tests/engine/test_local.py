import os
from functools import partial

import pytest
from stand_ins import page, pages, plan, plan_of_one_process

from marsad.engine import annotate, outcomes
from marsad.errors import MarsadError
from marsad.pipeline import CODED_LANGUAGE
from marsad.records import Block, Credit, Issue, Page, Publication

BROKEN = Issue(id="i", article_id="", made_by="readers/1", code="unreadable", message="m", path="b.txt")


def codes(items):
    return [item.code for item in items if isinstance(item, Issue)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_is_kept_and_issues_pass_in_their_place(jobs):
    given = [*pages(12), BROKEN, page("آخر", "z.txt")]
    found = list(annotate(given, jobs, plan))
    assert [getattr(item, "path", None) or item.article.path for item in found] == [item.path for item in given]


def test_workers_give_the_same_records():
    given = [*pages(5), page("boom", "x.txt")]
    one, two = (list(annotate(given, jobs, plan)) for jobs in (1, 2))
    assert [(a, list(layers)) for a, layers in one] == [(a, list(layers)) for a, layers in two]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_input_is_read_only_a_little_ahead(jobs):
    drawn = []
    given = (drawn.append(p) or p for p in pages(60))
    next(annotate(given, jobs, plan))
    assert len(drawn) <= 8


def test_a_stage_that_raises_becomes_an_issue_and_spares_what_does_not_read_it():
    (outcome,) = outcomes([page("boom")], 1, plan)
    layers = outcome.annotated.layers
    assert [i.code for i in layers.of(Issue)] == ["stage-failed", "stage-skipped", "odd"]
    assert "ValueError at stand_ins.py" in layers.of(Issue)[0].message
    assert (layers.of(Block), layers.of(Credit), len(layers.of(Publication))) == ((), (), 1)
    assert outcome.done == ("opening/1", "days/1")


def test_a_worker_that_dies_is_reported_for_its_page_alone():
    found = list(annotate([*pages(3), page("die", "x.txt"), *pages(12)[3:]], 2, plan))
    assert [(i.code, i.path) for i in found if isinstance(i, Issue)] == [("worker-died", "x.txt")]
    assert len(found) == 13


def test_workers_that_cannot_start_end_the_run_and_are_not_blamed_on_pages():
    parent = os.getpid()
    with pytest.raises(MarsadError, match="no worker process can start"):
        list(annotate(pages(3), 2, partial(plan_of_one_process, parent)))


def test_repeated_pages_and_articles_are_passed_over_and_named():
    text = page("مكرر").content
    again = Page(path="b.txt", content=b"\xef\xbb\xbf" + text, media="text")
    found = list(annotate([page("مكرر"), page("مكرر", "c.txt"), again], 1, plan))
    assert codes(found) == ["same-page", "same-article"]
    assert [i.path for i in found[1:]] == ["c.txt", "b.txt"]


def test_an_empty_page_gives_an_issue_that_names_the_file():
    (issue,) = annotate([Page(path="e.txt", content=b" \n", media="text")], 1, plan)
    assert (issue.code, issue.path) == ("no-text", "e.txt")


def test_other_languages_are_kept_but_not_coded():
    english = "The council said on Sunday that work on the new road in the old town would begin within a week."
    ((article, layers),) = annotate([Page(path="e.txt", content=english.encode(), media="text")], 1, plan)
    assert article.language != CODED_LANGUAGE
    assert (len(layers.of(Block)), layers.of(Credit)) == (1, ())


def test_names_that_are_no_unicode_do_not_stop_a_run():
    odd = Page(path="a\udcff.txt", content=page("اسم").content, media="text", given=(("title", "x\ud800"),))
    ((article, _),) = annotate([odd], 1, plan)
    assert article.path == "a?.txt"
