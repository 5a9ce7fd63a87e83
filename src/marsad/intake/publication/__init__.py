"""Finds the day of publication, or says why it cannot be known."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.arabic.calendars import NearDay
from marsad.intake.publication.evidence import Gatherer
from marsad.intake.publication.verdict import Verdict, decide
from marsad.records import Article, Block, Issue, Line, Metadata, Publication, Record
from marsad.stage import Layers, made_by, record_id


class PublicationStage:
    """States the day of publication of an article, at most once.

    Metadata come before the dates of the text, both must not contradict one another, and the weekday that the text
    calls today's settles what may be read in two ways. What stays open is an issue: `date-ambiguous` or
    `date-conflict`. Where no date stands, the weekday alone is yielded (basis "inferred", no period).
    """

    name = "publication"
    version = "1"
    reads: tuple[type[Record], ...] = (Metadata, Line, Block)
    writes: tuple[type[Record], ...] = (Publication, Issue)

    def __init__(self) -> None:
        self._gatherer = Gatherer()

    def __call__(self, article: Article, layers: Layers) -> Iterator[Publication | Issue]:
        """Yield the publication, or the issue that kept it from being known, or nothing."""
        evidence = self._gatherer.gather(article, layers.of(Block), layers.of(Metadata))
        verdict = decide(evidence)
        if verdict is not None and verdict.period is not None:
            yield self._publication(article, verdict)
            return
        if verdict is not None:
            yield self._issue(article, verdict)
        elif len({pair.written_on for pair in evidence.near}) == 1:
            yield self._inferred(article, evidence.near[0])

    def _publication(self, article: Article, verdict: Verdict) -> Publication:
        candidate = verdict.candidate
        return Publication(
            id=record_id(article, "publication", 0),
            article_id=article.id,
            made_by=made_by(self),
            basis=candidate.basis,
            evidence=candidate.words,
            period=verdict.period,
            start=candidate.start,
            end=candidate.end,
        )

    def _inferred(self, article: Article, pair: NearDay) -> Publication:
        return Publication(
            id=record_id(article, "publication", 0),
            article_id=article.id,
            made_by=made_by(self),
            basis="inferred",
            evidence=article.text[pair.start : pair.end],
            weekday=pair.written_on,
            start=pair.start,
            end=pair.end,
        )

    def _issue(self, article: Article, verdict: Verdict) -> Issue:
        candidate = verdict.candidate
        return Issue(
            id=record_id(article, "issue.publication", 0),
            article_id=article.id,
            made_by=made_by(self),
            code=verdict.code or "date-ambiguous",
            message=f"{article.path}: {candidate.words}: {verdict.message}",
            start=candidate.start,
            end=candidate.end,
        )
