"""What a stage is: a small class that loads its lexicon when made and is pure when called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol, TypeVar, cast

from marsad.records import Article, Issue, Page, Record

R = TypeVar("R", bound=Record)


class Layers:
    """The records made of one article so far, by type, in the order in which they were made."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        layers: dict[type[Record], list[Record]] = {}
        for record in records:
            layers.setdefault(type(record), []).append(record)
        self._layers: Mapping[type[Record], tuple[Record, ...]] = {t: tuple(r) for t, r in layers.items()}

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """The records of one type; none if no stage has made any."""
        return cast("tuple[R, ...]", self._layers.get(kind, ()))

    def __iter__(self) -> Iterator[Record]:
        for records in self._layers.values():
            yield from records

    def plus(self, records: Iterable[Record]) -> Layers:
        """These layers and the given records after them."""
        return Layers([*self, *records])


class Annotated(NamedTuple):
    """An article and all that was made of it."""

    article: Article
    layers: Layers


class Outcome(NamedTuple):
    """A page and what came of it: an article with its layers, or issues that say why there is none.

    `done` are the marks ("blocks/1") of the steps that ran to their end, or had nothing to do, in the plan's order.
    """

    page: Page
    annotated: Annotated | None
    issues: tuple[Issue, ...]
    done: tuple[str, ...]


class ArticleStage(Protocol):
    """A step that reads one article and cannot see a second one.

    `reads` and `writes` name record types. Called with an article and the layers made before, it yields records of the
    types that it writes, or issues. No clock, network, database or randomness.
    """

    name: str
    version: str
    reads: tuple[type[Record], ...]
    writes: tuple[type[Record], ...]

    def __call__(self, article: Article, layers: Layers) -> Iterator[Record]:
        """Yield what this stage finds in the article."""
        ...


class CorpusStage(Protocol):
    """A step that sees many articles, by joins that an engine can plan."""

    name: str
    version: str
    reads: tuple[type[Record], ...]
    writes: tuple[type[Record], ...]


def made_by(stage: ArticleStage | CorpusStage) -> str:
    """The mark that a stage leaves on its records: name and version."""
    return f"{stage.name}/{stage.version}"


def record_id(article: Article, layer: str, start: int, end: int | None = None) -> str:
    """The id of a record: article, layer, and where it stands (or a running number, where it stands nowhere)."""
    return f"{article.id}.{layer}.{start}" + ("" if end is None else f"-{end}")
