"""Stories, comparisons and storylines for a reader at a terminal; words of articles are isolated (see `terminal`)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from marsad.publish.contract import credit
from marsad.publish.dossier.labels import label_of
from marsad.publish.stories import StoryRows, shown_days
from marsad.publish.terminal import Words, clipped, harmless, table
from marsad.records import Claim, Contrast, Credit, Entry, Origin, Passage, Story, Storyline
from marsad.stage import Annotated, Layers
from marsad.store import Store

_NAME = 90
_WORDS_OF_CLAIM = 110
_AROUND = 40


def story_table(store: Store, stories: Iterable[Story]) -> Table:
    """Stories as a table: days, name, how many articles and independent sources, and whether figures contradict."""
    made = table("id", "days", "name")
    for heading in ("articles", "independent", "contradict"):
        made.add_column(heading, justify="right")
    for story in stories:
        against = sum(contrast.agreement == "contradict" for contrast in store.corpus.told(story.id, Contrast))
        origins = len(store.corpus.told(story.id, Origin))
        made.add_row(
            Words(story.id),
            shown_days(story.period),
            Words(clipped(story.name, _NAME)),
            *(f"{number:,}" if number else "" for number in (len(story.article_ids), origins, against)),
        )
    return made


def story_line(story: Story) -> str:
    """A story as one harmless line."""
    return harmless(f"{story.id}: {len(story.article_ids)} articles, {clipped(story.name, _NAME)}").replace("\n", " ")


def compare(store: Store, story: Story, console: Console) -> None:
    """Print what the articles of a story say side by side, on whose word, and how it fits together."""
    rows, corpus = StoryRows(store), store.corpus
    origins = {origin.id: origin for origin in corpus.told(story.id, Origin)}
    outlets = {name: _outlet(store, name) for name in story.article_ids}
    console.print(Words(story.name), style="bold")
    console.print(Words(f"{story.id}  {shown_days(story.period)}"))
    console.print(_origins(origins.values(), outlets, rows))
    claims = corpus.told(story.id, Claim)
    console.print(_claims(claims, origins, outlets, rows))
    contrasts = corpus.told(story.id, Contrast)
    if contrasts:
        console.print(_contrasts(contrasts, {claim.id: claim for claim in claims}))


def storyline(store: Store, line: Storyline, console: Console) -> None:
    """Print a storyline: its points in order of time, and what became of what was promised."""
    console.print(Words(line.name), style="bold")
    made = table("day", "told", "kind", "words", "articles")
    entries = {entry.id: entry for entry in line.entries}
    for entry in line.entries:
        articles = dict.fromkeys(passage.article_id for passage in entry.passages)
        made.add_row(
            shown_days(entry.period),
            shown_days(entry.told_on),
            entry.kind,
            Words(clipped(entry.text, 2 * _WORDS_OF_CLAIM)),
            Words("\n".join(articles)),
        )
    console.print(made)
    if line.follow_ups:
        console.print(_follow_ups(line, entries))


def _follow_ups(line: Storyline, entries: dict[str, Entry]) -> Table:
    made = table("promised", "outcome", "later")
    for follow in line.follow_ups:
        later = "\n".join(clipped(entries[name].text) for name in follow.later if name in entries)
        promised = entries.get(follow.promised)
        made.add_row(Words(clipped(promised.text) if promised else ""), follow.outcome, Words(later))
    return made


def _origins(origins: Iterable[Origin], outlets: dict[str, str], rows: StoryRows) -> Table:
    made = table("independent source", "kind", "printed by", "words")
    for origin in origins:
        printed = ", ".join(dict.fromkeys(outlets.get(name, name) for name in origin.article_ids))
        words = next((rows.words(passage) for passage in origin.evidence), "")
        made.add_row(Words(origin.origin), origin.kind, Words(printed), Words(clipped(words, _WORDS_OF_CLAIM)))
    return made


def _claims(claims: Iterable[Claim], origins: dict[str, Origin], outlets: dict[str, str], rows: StoryRows) -> Table:
    made = table("property", "value", "on whose word", "outlet", "told", "words")
    ordered = sorted(claims, key=lambda claim: (claim.property, claim.value, claim.article_id, claim.start))
    for name, group in groupby(ordered, key=lambda claim: claim.property):
        said = _property(name)
        for claim in group:
            origin = origins.get(claim.origin or "")
            value: RenderableType = Words(claim.value + (f" ({claim.of})" if claim.of else ""))
            made.add_row(
                Text(said),
                value,
                Words(origin.origin if origin else ""),
                Words(outlets.get(claim.article_id, "")),
                shown_days(claim.stated_on) + (" (background)" if claim.background else ""),
                Words(around(rows, claim)),
            )
            said = ""
        made.add_section()
    return made


def around(rows: StoryRows, claim: Claim) -> str:
    """The words of a claim with some before and after, none of them cut."""
    name, start, end = claim.article_id, claim.start, claim.end
    before = rows.words(Passage(name, max(0, start - _AROUND), start)).partition(" ")[2]
    after = rows.words(Passage(name, end, end + _AROUND)).rpartition(" ")[0]
    return " ".join(
        ("\N{HORIZONTAL ELLIPSIS}", before, rows.words(Passage(name, start, end)), after, "\N{HORIZONTAL ELLIPSIS}")
    )


def _contrasts(contrasts: Iterable[Contrast], claims: dict[str, Claim]) -> Table:
    made = table("property", "values", "how they stand", "why")
    for contrast in contrasts:
        values = dict.fromkeys(claims[name].value for name in contrast.claim_ids if name in claims)
        told, why = Words(" \N{MIDDLE DOT} ".join(values)), Words("; ".join(contrast.reasons))
        made.add_row(_property(contrast.property), told, contrast.agreement, why)
    return made


def _property(name: str) -> str:
    return label_of("counted", name).en


def _outlet(store: Store, article_id: str) -> str:
    annotated = Annotated(store.whole(article_id).article, Layers(store.records(article_id, Credit)))
    found = credit(annotated, "outlet")
    return (found.name or found.text) if found else article_id
