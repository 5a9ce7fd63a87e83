import datetime as dt
import json

import pytest
from click.testing import CliRunner

from marsad.cli import main
from marsad.records import Dating, Judgement, Period, Publication
from marsad.store import Store

STRIKE = (
    "أعلنت نقابة عمال الميناء بدء إضراب مفتوح صباح الأحد احتجاجا على خفض الأجور، وقال المتحدث باسم النقابة رامي الصياد "
    "إن 300 عامل أوقفوا تفريغ السفن، ودعت إدارة الميناء إلى حوار عاجل لتجنب خسائر تقدر بمليوني دولار يوميا."
)
ART = (
    "تستضيف قاعة المتحف القديم معرضا للخط العربي يضم ستين لوحة لخطاطين من تسع دول، ويستمر المعرض حتى نهاية الشهر "
    "المقبل مع ورش للأطفال كل جمعة."
)


def marsad(*arguments, status=0):
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    assert result.exit_code == status, result.stderr
    return result


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    rows = [("النهر", STRIKE, "2021-05-02"), ("الجسر", STRIKE, "2021-05-03"), ("النهر", ART, "2021-05-02")]
    (folder / "in.jsonl").write_text(
        "".join(
            json.dumps({"id": str(n), "source": source, "title": text[:40], "text": text, "date": date}) + "\n"
            for n, (source, text, date) in enumerate(rows)
        ),
        encoding="utf-8",
    )
    marsad("run", folder / "in.jsonl", "--store", folder / "a.db", "--dossier", folder / "dossier")
    return folder


@pytest.fixture
def store(run, tmp_path):
    copy = tmp_path / "a.db"
    copy.write_bytes((run / "a.db").read_bytes())
    return copy


def stories(store, *options):
    return lines(marsad("stories", "--store", store, *options).stdout)


def test_run_makes_stories_and_their_pages(run):
    assert len(list((run / "dossier/stories").iterdir())) == 1
    assert (run / "dossier/storylines.html").is_file()


def test_stories_are_listed_by_what_is_asked(store):
    assert sorted(len(story["article_ids"]) for story in stories(store)) == [1, 2]
    assert len(stories(store, "--text", "نقابة")) == 1
    assert stories(store, "--day", "2020") == stories(store, "--entity", "لا أحد") == []
    assert len(stories(store, "--day", "2021-05")) == 2


@pytest.mark.parametrize("day", ["yesterday", "2021-13", "2021-05-40", "1-2-3-4"])
def test_a_day_that_is_none_is_wrong_usage(store, day):
    assert "wanted 2018-04-12" in marsad("stories", "--store", store, "--day", day, status=2).stderr


def test_exports_are_those_of_the_contract(store):
    exported = lines(marsad("export", "stories", "--store", store).stdout)
    assert exported == stories(store)
    assert all("entries" in line for line in lines(marsad("export", "storylines", "--store", store).stdout))


def test_compare_takes_a_story_its_beginning_or_an_article(store):
    [wanted] = [story for story in stories(store) if len(story["article_ids"]) == 2]
    for name in (wanted["story_id"], wanted["story_id"][:-3], wanted["article_ids"][1]):
        assert lines(marsad("compare", name, "--store", store).stdout) == [wanted]
    assert "holds no story" in marsad("compare", "x", "--store", store, status=2).stderr


def test_a_split_holds_and_a_merge_undoes_it(store):
    [both] = [story for story in stories(store) if len(story["article_ids"]) == 2]
    marsad("stories", "split", both["story_id"], both["article_ids"][1], "--store", store)
    assert sorted(len(story["article_ids"]) for story in stories(store)) == [1, 1, 1]
    parts = [story["story_id"] for story in stories(store) if set(story["article_ids"]) & set(both["article_ids"])]
    marsad("stories", "merge", *parts, "--store", store)
    assert sorted(len(story["article_ids"]) for story in stories(store)) == [1, 2]


def test_records_of_stories_are_explained(store):
    [both] = [story for story in stories(store) if len(story["article_ids"]) == 2]
    for record in (both["story_id"], both["independent"][0]["id"], *(claim["id"] for claim in both["claims"][:1])):
        [found] = lines(marsad("explain", record, "--store", store).stdout)
        assert found["record"]["id"] == record


def test_a_storyline_is_followed_or_said_to_be_none(store):
    result = CliRunner().invoke(main, ["storyline", "نقابة", "الميناء", "--store", str(store)])
    assert result.exit_code in (0, 2)
    assert "no story fits" in marsad("storyline", "زلزال", "--store", store, status=2).stderr


def test_events_of_every_set_of_columns_come_out(store):
    for columns in ("marsad", "plover", "polecat", "acled"):
        marsad("export", "events", "--columns", columns, "--store", store)


def test_the_last_day_that_there_is_is_wrong_usage_and_no_traceback(store):
    assert "wanted 2018-04-12" in marsad("stories", "--store", store, "--day", "9999-12-31", status=2).stderr


def test_a_day_from_the_story_stands_wherever_an_article_is_shown(store):
    day = "2021-05-02"
    with Store(store) as kept:
        undated = next(a for a in kept.articles() if kept.corpus.dating(a.id) is None)
        published = next(iter(kept.article(undated.id).layers.of(Publication)))
        kept._connection.execute("DELETE FROM records WHERE id = ?", (published.id,))
        dating = Dating(
            id="d", made_by="t", article_id=undated.id, period=Period.day(dt.date.fromisoformat(day)), evidence=()
        )
        kept.corpus.keep_stories((), (), datings=[dating])
    [shown] = lines(marsad("show", undated.id, "--store", store).stdout)
    assert (shown["published"]["start"], shown["published"]["basis"]) == (day, "inferred")
    [told] = lines(marsad("explain", undated.id, "--store", store).stdout)
    assert any(r["type"] == "publication" and r["basis"] == "inferred" for r in told["records"])


def test_what_a_stage_judged_goes_when_its_articles_are_grouped_anew(store):
    with Store(store) as kept:
        [both] = [story for story in kept.corpus.stories() if len(story.article_ids) == 2]
        left, right = both.article_ids
        made = [
            Judgement(id=by, made_by=by, left=left, right=right, verdict="same", score=1.0, by=by)
            for by in ("old/1", "person")
        ]
        kept.corpus.keep_stories((), (), judgements=made)
        kept.corpus.keep_stories((), [both])
        assert [judged.id for judged in kept.corpus.judgements_on(left)] == ["person"]


def test_a_split_without_effect_is_told(store, monkeypatch):
    monkeypatch.setattr("marsad.engine.corpus.split", lambda *told: None)
    [both] = [story for story in stories(store) if len(story["article_ids"]) == 2]
    told = marsad("stories", "split", both["story_id"], both["article_ids"][1], "--store", store, status=2)
    assert "still stands in" in told.stderr
