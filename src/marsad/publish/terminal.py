"""Articles, records and issues for a reader at a terminal.

Each piece of a page's words is set between a first-strong isolate and its pop (U+2068, U+2069: UAX 9), so that Arabic
and Latin cells do not scramble one another. Control characters are taken out: a hostile page can carry escape sequences
that the terminal would obey, and bidirectional overrides that would reorder the cells around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from marsad.publish.contract import contract
from marsad.publish.explain import Across, Explanation, words
from marsad.records import Block, CorpusRecord, Issue, Line, Page, Record
from marsad.stage import Annotated

ISOLATE, POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

# C0 and C1 but for line feed and tab; line and paragraph separators; embeddings, overrides, isolates; half characters.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SHOWN_WORDS = 160
_FACTS = ("headline", "outlet", "section", "byline", "dateline", "published", "published_weekday", "language", "url")


def harmless(text: str) -> str:
    """The text without characters that steer a terminal or reorder what stands beside it; tabs become blanks."""
    return _UNSAFE.sub("", text).replace("\t", " ")


def isolated(text: str) -> str:
    """The text made harmless, each line of it isolated from what stands around it."""
    return "\n".join(f"{ISOLATE}{line}{POP}" if line else "" for line in harmless(text).split("\n"))


def clipped(text: str, limit: int = _SHOWN_WORDS) -> str:
    """The text on one line; where it is longer than `limit` code points its middle is left out, words whole."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    first, last = line[: limit // 2], line[-limit // 2 :]
    return f"{first.rpartition(' ')[0] or first} \N{HORIZONTAL ELLIPSIS} {last.partition(' ')[2] or last}"


def show(annotated: Annotated, console: Console) -> None:
    """Print an article: what is known of it, its blocks with the reason for each, its issues."""
    article, layers = annotated
    console.print(_facts(_article_facts(annotated)))
    rows = table("kind", "words", "reason")
    for block in sorted(layers.of(Block), key=lambda block: block.start):
        rows.add_row(block.kind, Words(article.text[block.start : block.end].strip()), Words(block.reason))
    console.print(rows if layers.of(Block) else Words(article.text))
    if layers.of(Issue):
        console.print(issue_table(layers.of(Issue), {article.id: annotated}))


def explain_record(explanation: Explanation, console: Console) -> None:
    """Print why a record is there."""
    record = explanation.record
    facts = [("record", f"{layer(record)} {record.id}"), ("words", explanation.words), *_record_facts(record)]
    rows = [(place, _told(dict(cells), names=True)) for place, cells in explanation.rows.items()]
    console.print(_facts([*facts, *rows]))
    if explanation.stands_on:
        found = table("stands on", "made by", "says")
        for other in explanation.stands_on:
            says = "; ".join(f"{name}: {value}" for name, value in _record_facts(other) if name != "made_by")
            found.add_row(Words(other.id), other.made_by, Words(clipped(says)))
        console.print(found)


def explain_across(explanation: Across, console: Console) -> None:
    """Print why a record about several articles is there."""
    record = explanation.record
    console.print(_facts([("record", f"{layer(record)} {record.id}"), *_record_facts(record)]))
    if explanation.words:
        rows = table("article", "words")
        for passage, said in explanation.words:
            rows.add_row(Words(f"{passage.article_id} {passage.start}-{passage.end}"), Words(said))
        console.print(rows)
    if explanation.stands_on:
        rows = table("stands on", "made by", "says")
        for other in explanation.stands_on:
            says = "; ".join(f"{name}: {value}" for name, value in _record_facts(other) if name != "made_by")
            rows.add_row(Words(other.id), other.made_by, Words(clipped(says)))
        console.print(rows)


def explain_article(annotated: Annotated, page: Page, done: tuple[str, ...], console: Console) -> None:
    """Print where an article came from, the steps done on it, and its records with their ids."""
    facts = [*_article_facts(annotated), ("page", annotated.article.page), ("media", page.media)]
    given = [(f"given {name}", value) for name, value in page.given]
    console.print(_facts([*facts, ("charset", page.charset or ""), *given, ("steps done", ", ".join(done))]))
    rows = table("record", "made by", "words", "says")
    for record in annotated.layers:
        if not isinstance(record, Line):
            says = "; ".join(f"{name}: {value}" for name, value in _record_facts(record) if name != "made_by")
            rows.add_row(
                Words(record.id), record.made_by, Words(clipped(words(record, annotated.article))), Words(says)
            )
    console.print(rows)


def issue_table(issues: Iterable[Issue], articles: dict[str, Annotated] | None = None) -> Table:
    """Issues as a table; the words at issue are shown where their article is given, by its id."""
    rows = table("code", "where", "message")
    for issue in issues:
        annotated = (articles or {}).get(issue.article_id)
        at = words(issue, annotated.article) if annotated else ""
        rows.add_row(issue.code, Words(clipped(at) or issue.path or issue.article_id), Words(issue.message))
    return rows


def issue_line(issue: Issue) -> str:
    """An issue about an input as one harmless line that names the file."""
    path = issue.path or ""
    where = f"{path}: " if path and not issue.message.startswith(path) else ""
    return harmless(f"{where}{issue.message} [{issue.code}]").replace("\n", " ")


def layer(record: Record | CorpusRecord) -> str:
    """The name of a record's layer ("block")."""
    return str(type(record).__struct_config__.tag)


def _article_facts(annotated: Annotated) -> Iterator[tuple[str, str]]:
    yield "article", annotated.article.id
    yield "file", annotated.article.path
    known = contract(annotated)
    for name in _FACTS:
        yield name, _told(known[name])


def _told(value: object, *, names: bool = False) -> str:
    """A value in words; the parts of a value beside one another, with their names where asked."""
    if isinstance(value, dict):
        parts = (
            (f"{name} {_told(part)}" if names else _told(part))
            for name, part in value.items()
            if part not in (None, "-")
        )
        return ", ".join(parts)
    if isinstance(value, list | tuple):
        return "; ".join(_told(part) for part in value)
    return "" if value is None else str(value)


def _record_facts(record: Record | CorpusRecord) -> Iterator[tuple[str, str]]:
    for name, value in msgspec.structs.asdict(record).items():
        if name not in ("id", "article_id") and value not in (None, (), ""):
            yield name, _told(msgspec.to_builtins(value))


def _facts(facts: Iterable[tuple[str, str]]) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    for name, value in facts:
        if value:
            grid.add_row(Text(harmless(name), style="bold"), Words(value))
    return Group(grid, "")


def table(*headings: str) -> Table:
    """A table with headings whose cells are never cut."""
    made = Table()
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made


class Words:
    """Words of a page: isolated line by line once they are wrapped, for a terminal orders each line by itself."""

    def __init__(self, words: str) -> None:
        self._text = Text(harmless(words))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._text.wrap(console, options.max_width, overflow="fold"):
            yield Text(isolated(line.plain.rstrip()))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self._text)
