import datetime as dt
import os

import pytest

from marsad.engine.corpus import (
    articles_with_days,
    current,
    dated,
    merge,
    pending,
    refresh,
    refreshing,
    split,
    taking,
    with_day,
)
from marsad.errors import StoreError
from marsad.records import Article, Block, Credit, Dating, Event, Page, Passage, Period, Publication, Time
from marsad.stage import Annotated, Layers, Outcome
from marsad.store import Store

FLOOD = (
    "غمرت مياه السيول سبع قرى في وادي الزيتون بعد انهيار السد الترابي القديم ليلة الخميس، وأعلنت فرق الإنقاذ "
    "إجلاء أربعين عائلة إلى مدرسة البلدة، وقال رئيس بلدية الوادي سليم الحداد إن المياه قطعت الطريق الجبلي."
)
FAIR = (
    "افتتح وزير الثقافة معرض الكتاب في مدينة المرفأ بمشاركة مئتي دار نشر، ويستمر المعرض عشرة أيام في القاعة الكبرى "
    "مع ندوات عن الترجمة وأدب الرحلات، وتتوقع إدارة المعرض نصف مليون زائر هذا العام."
)
BOAT = (
    "جنحت سفينة شحن محملة بالقمح قرب جزيرة النورس بسبب عطل في محركها، ولم يصب أحد من أفراد طاقمها، وأرسلت هيئة "
    "الموانئ قاطرتين لسحبها قبل اشتداد الريح المتوقع مساء السبت."
)


def outcome(name, text, day="2021-03-04", outlet="النهر", done=("opening/1",)):
    page = Page(path=f"{name}.txt", content=name.encode(), media="text")
    headline = " ".join(text.split()[:7])
    whole = f"{headline}\n{text}"
    mark = {"article_id": name, "made_by": "opening/1"}
    end = len(headline)
    records = [
        Block(id=f"{name}.b0", kind="headline", reason="r", start=0, end=end, **mark),
        Block(id=f"{name}.b1", kind="paragraph", reason="r", start=end + 1, end=len(whole), **mark),
        Credit(id=f"{name}.c0", kind="headline", text=headline, evidence="e", start=0, end=end, **mark),
        Credit(id=f"{name}.c1", kind="outlet", text=outlet, evidence="e", **mark),
    ]
    if day:
        period = Period.day(dt.date.fromisoformat(day))
        records.append(Publication(id=f"{name}.p", basis="given", evidence="e", period=period, **mark))
    article = Article(id=name, page=page.digest, path=page.path, text=whole, language="ara")
    return Outcome(page, Annotated(article, Layers(records)), (), done)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "a.db") as store:
        store.add_all([outcome("a1", FLOOD), outcome("a2", FLOOD, "2021-03-05", "الجسر"), outcome("a3", FAIR)])
        yield store


def groups(store):
    return sorted(sorted(story.article_ids) for story in store.corpus.stories() if not story.beside)


def test_what_is_new_is_taken_in_once_and_stands_in_stories(store):
    assert pending(store) == 3
    assert refresh(store) == 3
    assert groups(store) == [["a1", "a2"], ["a3"]]
    assert [record.article_ids for record in store.corpus.reuse_of(["a1"])] == [("a1", "a2")]
    assert (pending(store), refresh(store)) == (0, 0)


def test_a_later_article_joins_its_story_which_keeps_its_id(store):
    refresh(store)
    before = {story.id for story in store.corpus.stories()}
    store.add_all([outcome("a4", FLOOD, "2021-03-05", "المرسى"), outcome("a5", BOAT)])
    assert refresh(store) == 2
    assert groups(store) == [["a1", "a2", "a4"], ["a3"], ["a5"]]
    assert before < {story.id for story in store.corpus.stories()}


def test_an_article_read_anew_stands_in_its_story_again(store):
    refresh(store)
    before = [story.id for story in store.corpus.stories()]
    store.add(outcome("a1", FLOOD, done=("opening/1", "blocks/1")))
    assert pending(store)
    assert refresh(store) == 1
    assert (groups(store), [story.id for story in store.corpus.stories()]) == ([["a1", "a2"], ["a3"]], before)


def test_an_article_that_is_gone_leaves_its_story(store):
    refresh(store)
    store._connection.execute("DELETE FROM articles WHERE id = 'a2'")
    refresh(store)
    assert groups(store) == [["a1"], ["a3"]]
    assert store.corpus.reuse_of(["a1"]) == []


def test_a_split_and_a_merge_survive_what_comes_later(store):
    refresh(store)
    [flood] = [story for story in store.corpus.stories() if "a1" in story.article_ids]
    split(store, flood, ["a2"])
    refresh(store)
    assert groups(store) == [["a1"], ["a2"], ["a3"]]
    store.add(outcome("a4", BOAT))
    refresh(store)
    assert groups(store) == [["a1"], ["a2"], ["a3"], ["a4"]]
    one, other = (store.corpus.stories_of(name)[0] for name in ("a1", "a2"))
    merge(store, [one, other])
    refresh(store)
    store.add(outcome("a1", FLOOD, done=("opening/1", "blocks/2")))
    refresh(store)
    assert groups(store) == [["a1", "a2"], ["a3"], ["a4"]]


def test_a_split_must_leave_some_on_both_sides_and_know_its_articles(store):
    refresh(store)
    [story] = store.corpus.stories_of("a1")
    for articles, message in [(["a3"], "has no article a3"), (["a1", "a2"], "both sides"), ([], "both sides")]:
        with pytest.raises(StoreError, match=message):
            split(store, story, articles)
    with pytest.raises(StoreError, match="two stories"):
        merge(store, [story, story])


@pytest.mark.parametrize("step", ["take", "keep_reuse", "keep_stories", "keep_all_told"])
def test_a_refresh_that_is_killed_goes_on(store, step, monkeypatch):
    def killed(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(store.corpus, step, killed)
        with pytest.raises(KeyboardInterrupt):
            refresh(store)
    assert pending(store)
    refresh(store)
    assert (groups(store), pending(store)) == ([["a1", "a2"], ["a3"]], 0)


def test_articles_are_taken_in_by_several_processes_in_the_same_way(store, monkeypatch):
    monkeypatch.setattr(taking, "AT_ONCE", 1)
    assert refresh(store, jobs=2) == 3
    assert (groups(store), pending(store)) == ([["a1", "a2"], ["a3"]], 0)


def test_one_article_or_story_that_fails_stops_nothing(store, monkeypatch):
    def fails(annotated, *_):
        raise ValueError("odd")

    with monkeypatch.context() as broken:
        broken.setattr(taking, "digest", fails)
        broken.setattr(refreshing, "claims", fails)
        refresh(store)
    assert {issue.code for issue in store.input_issues()} == {"article-not-taken-in", "story-not-compared"}
    assert pending(store) == 0


def test_a_store_that_cannot_be_written_is_worked_on_in_a_copy(store, tmp_path, monkeypatch):
    monkeypatch.setattr(Store, "writable", lambda _: False)
    with current(store) as copy:
        assert (groups(copy), copy.path.exists()) == ([["a1", "a2"], ["a3"]], True)
        gone = copy.path
    assert not gone.exists()
    assert pending(store) == 3


def test_a_store_is_writable_where_it_can_be_written(store):
    assert store.writable()
    store._connection.execute("PRAGMA query_only = ON")
    assert not store.writable()


DATING = Dating(
    id="d", made_by="stories/1", article_id="a9", period=Period.day(dt.date(2021, 3, 8)),
    evidence=(Passage("a1", 0, 4),), reasons=("it calls its day Monday",),
)  # fmt: skip


def undated():
    [*records] = outcome("a9", BOAT, None).annotated.layers
    mark = {"article_id": "a9", "made_by": "x/1"}
    yesterday = {"kind": "point", "value": "P-1D", "period": None, "shape": "s"}
    told = Time(id="t1", start=0, end=4, anchor="publication", **yesterday, **mark)
    vague = Time(id="t2", start=5, end=9, anchor="past", kind="point", value=None, period=None, shape="s", **mark)
    event = Event(id="e1", start=0, end=4, event_type="ACCIDENT", time="t1", **mark)
    return Annotated(outcome("a9", BOAT, None).annotated.article, Layers([*records, told, vague, event]))


def test_a_day_given_by_a_story_settles_times_and_events(store):
    refresh(store)
    article, layers = dated(undated(), DATING, store)
    [day], times, [event] = layers.of(Publication), layers.of(Time), layers.of(Event)
    assert (day.basis, day.period) == ("inferred", DATING.period)
    assert day.evidence == "غمرت (a1); it calls its day Monday"
    assert [time.period for time in times] == [Period.day(dt.date(2021, 3, 7)), None]
    assert (event.period, article.text) == (Period.day(dt.date(2021, 3, 7)), undated().article.text)


def test_a_day_that_an_article_says_itself_stands(store):
    annotated = store.whole("a1")
    assert dated(annotated, DATING) is annotated
    assert with_day(store, annotated) is annotated


def test_articles_stand_by_the_day_that_their_story_gives(store):
    store.add(outcome("a9", BOAT, None))
    store.corpus.keep_stories([], [], datings=[DATING])
    store.add(outcome("b1", FAIR, "2021-04-01"))
    assert [a.article.id for a in articles_with_days(store)] == ["a1", "a3", "a2", "a9", "b1"]


def test_a_store_of_schema_1_gets_its_tables(tmp_path):
    with Store(tmp_path / "old.db") as store:
        store.add(outcome("a1", FLOOD))
        names = [name for (name,) in store._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for name in sorted(set(names) - {"pages", "articles", "records", "done", "issues"}):
            store._connection.execute(f"DROP TABLE {name}")
        store._connection.execute("PRAGMA user_version = 1")
    with Store(tmp_path / "old.db", create=False) as store:
        assert refresh(store) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_of_schema_1_that_cannot_be_written_says_what_to_do(tmp_path):
    with Store(tmp_path / "old.db") as store:
        store._connection.execute("DROP TABLE state")
        store._connection.execute("PRAGMA user_version = 1")
    (tmp_path / "old.db").chmod(0o400)
    with pytest.raises(StoreError, match="copy it"):
        Store(tmp_path / "old.db", create=False)
