"""Folders that lie deeper in one another than calls can."""

import inspect
import sys

import pytest

from marsad.intake.readers import read_pages

DEPTH = 200


@pytest.fixture
def few_calls():
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + DEPTH)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.usefixtures("few_calls")
def test_a_tree_of_folders_deeper_than_calls(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    deep = tmp_path.joinpath(*["d"] * DEPTH)
    for folder in (*reversed(deep.relative_to(tmp_path).parents[:-1]), deep):
        folder.mkdir()
    (deep / "a.txt").write_text("words")
    assert [page.content for page in read_pages(["."])] == [b"words"]
