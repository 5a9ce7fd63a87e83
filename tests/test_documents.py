"""What the documents say is true: commands parse; codes, fields, rooms, places and links are those of the code."""

from __future__ import annotations

import ast
import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click
import msgspec
import pytest

from marsad.cli import main
from marsad.engine import annotate
from marsad.intake.readers import read_pages
from marsad.pipeline import ARTICLE_STAGES
from marsad.publish.contract import FIELDS, contract_line
from marsad.publish.tables import COLUMNS
from marsad.stage import Annotated

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/marsad"
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md")), *sorted(ROOT.glob("examples/**/*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
ARABIC, LATIN = re.compile(r"[\u0621-\u064a]"), re.compile(r"[A-Za-z]")


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def commands() -> Iterator[str]:
    for document in DOCUMENTS:
        for _, block in FENCE.findall(document.read_text("utf-8")):
            yield from (line for line in block.splitlines() if line.startswith("marsad "))


def first_cells(text: str) -> list[str]:
    """The words in backticks of the first cell of every table row."""
    rows = re.findall(r"^\| (`[^|]*)\|", text, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8")))


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def codes_in(node: ast.AST) -> Iterator[str]:
    """Codes where issues are made: handed to what makes them, named `code=`, told as a trouble, listed as `Code`."""
    found: list[ast.expr] = []
    if isinstance(node, ast.Call):
        found += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        makes = re.search(r"issue|failed|Verdict", called(node))
        found += [first for arg in node.args for first in getattr(arg, "elts", [arg])[:1]] if makes else []
    elif isinstance(node, ast.Assign) and any(getattr(t, "attr", "") == "trouble" for t in node.targets):
        found += [part.elts[0] for part in ast.walk(node.value) if isinstance(part, ast.Tuple)]
    elif isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "Code" and node.value is not None:
        found += [part for part in ast.walk(node.value) if isinstance(part, ast.Constant)]
    values = (part.value for part in found if isinstance(part, ast.Constant))
    yield from (value for value in values if isinstance(value, str) and CODE.fullmatch(value))


@cache
def emitted() -> set[str]:
    return {code for path in SOURCE.rglob("*.py") for node in nodes(path) for code in codes_in(node)}


@cache
def documented() -> set[str]:
    return set(first_cells(read("docs/input.md").partition("\n## Issues\n")[2]))


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_every_command_line_parses(line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    command: click.Command = main
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        command = command.commands[words.pop(0)]
    assert command.make_context("marsad", words).params


def test_every_issue_code_is_documented_and_every_documented_one_is_met() -> None:
    assert {"empty", "same-article", "truncated-gzip", "date-conflict", "number-unclear"} <= emitted()
    assert emitted() == documented()


def test_every_field_and_column_is_documented() -> None:
    annotated, _, exported = read("docs/output.md").partition("\n## `marsad export articles`")
    assert set(FIELDS) <= set(first_cells(annotated))
    assert {column.name for column in COLUMNS} <= set(first_cells(exported))


def test_every_command_is_documented() -> None:
    assert {
        name for name in main.commands if f"marsad {name}" not in read("docs/output.md") + read("docs/input.md")
    } == set()


def test_every_dependency_has_its_line_and_its_licence() -> None:
    wanted = [re.match(r"[\w-]+", line)[0] for line in tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]]  # type: ignore[index]
    assert [name for name in wanted if name not in first_cells(read("docs/dependencies.md"))] == []
    assert [name for name in wanted if not re.search(rf"^    {name} ", read("NOTICE"), re.MULTILINE)] == []


def test_every_room_and_every_stage_is_in_the_architecture() -> None:
    names = first_cells(read("docs/architecture.md"))
    rooms = {path.stem for path in SOURCE.iterdir() if not path.name.startswith(("_", ".")) and path.suffix != ".typed"}
    assert rooms <= {name.rstrip("/") for name in names}
    assert {stage.name for stage in ARTICLE_STAGES} <= set(names)


def test_every_place_that_the_architecture_names_exists() -> None:
    places = set(re.findall(r"`([\w./-]*(?:/|\.(?:py|tsv|toml|yaml)))`", read("docs/architecture.md"))) - {
        ".tsv",
        ".py",
    }
    assert len(places) > 50
    assert [p for p in sorted(places) if not ((SOURCE / p).exists() or (ROOT / p).exists())] == []


def test_every_data_file_that_the_notice_names_exists() -> None:
    assert [
        path for path in re.findall(r"^(src/\S+)$", read("NOTICE"), re.MULTILINE) if not (ROOT / path).is_file()
    ] == []


def test_every_term_has_both_languages() -> None:
    rows = [row.split(" | ") for row in re.findall(r"^\| (.*) \|$", read("docs/glossary.md"), re.MULTILINE)]
    terms = [row for row in rows if row[0] != "term" and not row[0].startswith("---")]
    assert len(terms) > 30
    assert [
        row for row in terms if not (LATIN.search(row[0] + row[2]) and ARABIC.search(row[1]) and ARABIC.search(row[3]))
    ] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    targets = [unquote(t) for t in LINK.findall(document.read_text("utf-8")) if not re.match(r"https?:|mailto:", t)]
    assert [target for target in targets if not leads(document, target)] == []


def leads(document: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    file = document.parent / name if name else document
    return file.exists() and (not anchor or anchor in anchors(file))


def anchors(file: Path) -> set[str]:
    """The anchors of a document's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", file.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_output_shown_in_the_readme_is_what_comes_out() -> None:
    shown = [json.loads(block) for kind, block in FENCE.findall(read("README.md")) if kind == "json"]
    [page] = re.findall(r"^marsad annotate (examples/\S+)", read("README.md"), re.MULTILINE)
    [found] = annotate(read_pages([str(ROOT / page)]))
    assert isinstance(found, Annotated)
    assert [part for part in shown if not within(part, msgspec.json.decode(contract_line(found)))] == []


def within(part: Any, whole: Any) -> bool:
    """Whether all of a part stands in the whole, lists and objects abridged."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and within(value, whole[key]) for key, value in part.items())
    if isinstance(part, list) and isinstance(whole, list):
        return all(any(within(one, other) for other in whole) for one in part)
    return bool(part == whole)
