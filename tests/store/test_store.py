import datetime as dt
import sqlite3

import pytest

from marsad.errors import StoreError
from marsad.records import Article, Block, Issue, Line, Page, Period, Publication, Record
from marsad.stage import Annotated, Layers, Outcome
from marsad.store import Store

DONE = ("opening/1", "blocks/1")
ARTICLE = {"article_id": "a1", "made_by": "blocks/1"}


def outcome(name="a1", day=None, done=DONE):
    page = Page(path=f"{name}.txt", content=name.encode(), media="text", given=(("title", "عنوان"),))
    article = Article(id=name, page=page.digest, path=page.path, text="نص المادة", language="ara")
    marks = {"article_id": name, "made_by": "blocks/1"}
    records = [
        Block(id=f"{name}.block.0-2", start=0, end=2, kind="paragraph", reason="r", **marks),
        Issue(id=f"{name}.issue.0", code="odd", message="m", start=0, end=2, **marks),
    ]
    if day:
        period = Period.day(dt.date.fromisoformat(day))
        records.append(Publication(id=f"{name}.publication.0", basis="stated", evidence="e", period=period, **marks))
    return Outcome(page, Annotated(article, Layers(records)), (), done)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "a.db") as store:
        yield store


def test_what_is_kept_comes_back_equal(store):
    given = outcome(day="2022-01-30")
    store.add(given)
    article, layers = store.article("a1")
    assert (article, list(layers)) == (given.annotated.article, list(given.annotated.layers))
    assert store.page(article.page) == given.page
    assert store.record("a1.block.0-2") == layers.of(Block)[0]
    assert [*store.records("a1", Publication)] == [*layers.of(Publication)]


def test_every_record_type_can_be_read_back():
    names = {kind.__struct_config__.tag for kind in Record.__subclasses__()}
    assert None not in names
    assert len(names) == len(Record.__subclasses__())
    assert {"line", "block", "issue"} <= names
    assert Line in Record.__subclasses__()


def test_articles_come_by_day_then_id_and_those_without_a_day_last(store):
    store.add_all(
        [outcome("a4"), outcome("a3", "2022-02-01"), outcome("a2", "2021-12-05"), outcome("a1", "2022-02-01")]
    )
    assert [a.id for a in store.articles()] == ["a2", "a1", "a3", "a4"]
    assert [a.article.id for a in store.annotated()] == ["a2", "a1", "a3", "a4"]


def test_adding_twice_changes_nothing(store):
    store.add(outcome())
    before = list(store._connection.iterdump())
    store.add(outcome())
    assert list(store._connection.iterdump()) == before


def test_newer_work_takes_the_place_of_older(store):
    store.add(outcome())
    store.add(outcome(day="2022-01-30", done=(*DONE, "days/1")))
    assert store.has(outcome().page.digest, (*DONE, "days/1"))
    assert store.counts() == {"pages": 1, "articles": 1, "issues": 0, "block": 1, "issue": 1, "publication": 1}


@pytest.mark.parametrize(
    ("marks", "kept"),
    [
        (DONE, DONE),
        ((*DONE, "days/1"), DONE),
        (("opening/1", "blocks/2"), ("opening/1",)),
        (("opening/1", "lines/1", "blocks/1"), ("opening/1",)),
    ],
)
def test_what_a_later_plan_can_keep(store, marks, kept):
    store.add(outcome())
    earlier = store.earlier(outcome().page, marks)
    assert earlier.done == kept
    assert len(earlier.annotated.layers.of(Block)) == ("blocks/1" in kept)
    assert store.earlier(outcome().page, ("opening/2", "blocks/1")) is None


def test_a_page_that_failed_leaves_its_older_article(store):
    store.add(outcome())
    issue = Issue(id="i", article_id="", made_by="engine/1", code="worker-died", message="m", path="a1.txt")
    store.add(Outcome(outcome().page, None, (issue,), ()))
    assert store.article("a1").article.id == "a1"
    assert [i.code for i in store.issues()] == ["worker-died", "odd"]


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda s: s.article("x"), "holds no article 'x'"),
        (lambda s: s.article(""), "holds no article ''"),
        (lambda s: s.article("%"), "holds no article '%'"),
        (lambda s: s.article("a"), "several articles begin with 'a'"),
        (lambda s: s.record("a1.none"), "holds no record 'a1.none'"),
        (lambda s: s.page("x"), "holds no page 'x'"),
    ],
)
def test_what_is_not_there_is_said_clearly(store, ask, message):
    store.add_all([outcome("a1"), outcome("a2")])
    with pytest.raises(StoreError, match=message):
        ask(store)


def test_an_article_is_found_by_a_unique_beginning_of_its_id(store):
    store.add_all([outcome("a1"), outcome("a12"), outcome("b2")])
    assert [store.article(prefix).article.id for prefix in ("b", "a1", "a12")] == ["b2", "a1", "a12"]


def write(path, *statements):
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_files_that_are_no_store_are_refused(tmp_path):
    (tmp_path / "text").write_text("no database at all, " * 100)
    write(tmp_path / "other", "CREATE TABLE t (x)")
    with Store(tmp_path / "newer"):
        pass
    write(tmp_path / "newer", "PRAGMA user_version = 99")
    for name, message in [("text", "not a Marsad store"), ("other", "not a Marsad store"), ("newer", "upgrade Marsad")]:
        with pytest.raises(StoreError, match=message):
            Store(tmp_path / name)


def test_a_missing_store_is_made_only_where_asked(tmp_path):
    with pytest.raises(StoreError, match="marsad run"):
        Store(tmp_path / "none.db", create=False)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(tmp_path / "file" / "folder.db")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_broken_transaction_leaves_nothing(store):
    def breaks():
        yield outcome("a1")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add_all(breaks())
    assert store.counts()["pages"] == 0
    store.add(outcome("a2"))
    assert store.counts()["pages"] == 1


def test_the_folder_of_a_new_store_is_made(tmp_path):
    with Store(tmp_path / "new" / "folder" / "a.db") as store:
        assert store.counts()["pages"] == 0
