"""A store on a medium that cannot be written can still be looked at."""

import pytest

from marsad.errors import StoreError
from marsad.records import Issue
from marsad.store import Store


@pytest.fixture
def store(tmp_path, monkeypatch):
    issue = Issue(id="i1", article_id="", made_by="test/1", code="odd", message="met", path="x")
    with Store(tmp_path / "a %41?#.db") as kept:
        kept.add_all([issue])
    monkeypatch.setattr("marsad.store.schema.os.access", lambda *_: False)
    return tmp_path / "a %41?#.db"


def test_a_store_is_looked_at_without_writing_beside_it(store):
    with Store(store, create=False) as kept:
        assert [issue.id for issue in kept.issues()] == ["i1"]
        assert [path.name for path in store.parent.iterdir()] == [store.name]


def test_it_refuses_to_be_written(store):
    with Store(store, create=False) as kept, pytest.raises(StoreError, match="cannot be written"):
        kept.add_all([Issue(id="i2", article_id="", made_by="test/1", code="odd", message="met", path="y")])
