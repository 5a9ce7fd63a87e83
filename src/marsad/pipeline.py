"""The stages in order: the one file that names them all.

A stage is registered by standing in a tuple here. Intake stages run on every article; reading stages code Arabic only,
so that an article in another language is kept and marked, but not coded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from marsad.errors import PlanError
from marsad.intake.blocks import BlockStage
from marsad.intake.credits import CreditStage
from marsad.intake.opening import MADE_BY as OPENING
from marsad.intake.opening import open_page
from marsad.intake.publication import PublicationStage
from marsad.lexicon.knowledge import Entity
from marsad.linking import LinkStage
from marsad.reading.events import EventStage
from marsad.reading.mentions import MentionStage
from marsad.reading.mentions.taggers import TaggerName
from marsad.reading.quantities import QuantityStage
from marsad.reading.speech import SpeechStage
from marsad.reading.times import TimeStage
from marsad.records import Article, Issue, Line, Metadata, Page, Record
from marsad.stage import ArticleStage, made_by

Opening: TypeAlias = Callable[[Page], tuple[Article | None, tuple[Record, ...]]]

INTAKE_STAGES: tuple[type[ArticleStage], ...] = (BlockStage, CreditStage, PublicationStage)
READING_STAGES: tuple[type[ArticleStage], ...] = (
    TimeStage,
    QuantityStage,
    MentionStage,
    LinkStage,
    SpeechStage,
    EventStage,
)
ARTICLE_STAGES = INTAKE_STAGES + READING_STAGES

CODED_LANGUAGE = "ara"


class Plan(NamedTuple):
    """What is done with one page: how it is opened, and the stages that read the article.

    `opening` is the mark of `open_page` ("opening/1"): when it changes, everything is redone.
    """

    opening: str
    open_page: Opening
    intake: tuple[ArticleStage, ...]
    reading: tuple[ArticleStage, ...]

    @property
    def stages(self) -> tuple[ArticleStage, ...]:
        """Every stage, in order."""
        return self.intake + self.reading

    @property
    def marks(self) -> tuple[str, ...]:
        """The name and version of every step, the opening first: a page that bears them all is done."""
        return (self.opening, *(made_by(stage) for stage in self.stages))

    def applies(self, stage: ArticleStage, article: Article) -> bool:
        """Whether a stage is for this article: reading stages are for Arabic alone."""
        return article.language == CODED_LANGUAGE or stage in self.intake


def article_stages(own: Sequence[Entity] = (), tagger: TaggerName = "fast") -> tuple[ArticleStage, ...]:
    """Make every stage, loading its word lists; `own` are the user's rows of the knowledge base.

    Raises `LexiconError` for a list that breaks its own rules.
    """
    knowing: Mapping[type[ArticleStage], Callable[[], ArticleStage]] = {
        MentionStage: lambda: MentionStage(tagger, own),
        LinkStage: lambda: LinkStage(own),
    }
    return tuple(knowing.get(stage, stage)() for stage in ARTICLE_STAGES)


def article_plan(own: Sequence[Entity] = (), tagger: TaggerName = "fast") -> Plan:
    """The plan that Marsad runs. Raises `PlanError` or `LexiconError` where it cannot work."""
    stages = article_stages(own, tagger)
    check_plan(stages)
    return Plan(OPENING, open_page, stages[: len(INTAKE_STAGES)], stages[len(INTAKE_STAGES) :])


def check_plan(stages: Iterable[ArticleStage], given: Iterable[type[Record]] = (Line, Metadata)) -> None:
    """Refuse a plan in which a stage reads a layer that nobody before it writes, or whose name comes twice.

    `given` are the layers that the opening of the page writes. Raises `PlanError`.
    """
    written: set[type[Record]] = {*given, Issue}
    names: set[str] = set()
    for stage in stages:
        _check_stage(stage, written, names)
        written.update(stage.writes)
        names.add(stage.name)


def _check_stage(stage: ArticleStage, written: set[type[Record]], names: set[str]) -> None:
    for layer in stage.reads:
        if layer not in written:
            raise PlanError(
                f"stage {made_by(stage)} reads {layer.__name__}, but no stage before it writes it;"
                " move the stage that writes it before this one in pipeline.py"
            )
    if stage.name in names:
        raise PlanError(f"two stages are named {stage.name!r}; give one of them another name")
