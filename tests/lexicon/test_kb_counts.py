"""The totals that docs/knowledge-base.md tells are those of the lists."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs/knowledge-base.md").read_text(encoding="utf-8")
COUNT = runpy.run_path(str(ROOT / "scripts/count_knowledge.py"))


def rows_told(tables):
    """The number of rows told for each list, by its file name."""
    return dict(re.findall(r"^\| `([\w/.]+)` \| [^|]+ \| (\d+) \|", tables, re.MULTILINE))


def all_told(tables):
    """The last line of the table by country."""
    return re.findall(r"^\| all \|.*$", tables, re.MULTILINE)


@pytest.mark.parametrize("told", [rows_told, all_told])
def test_totals_of_the_document_are_those_of_the_lists(told):
    assert told(DOCUMENT) == told(COUNT["tables"]()), "run scripts/count_knowledge.py --write docs/knowledge-base.md"


def test_tables_are_written_between_the_marks():
    assert COUNT["written"](COUNT["written"](DOCUMENT)) == COUNT["written"](DOCUMENT)
    assert "## Where the rows come from" in COUNT["written"](DOCUMENT)
