"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path

import click

from marsad.lexicon.own_knowledge import own_entities
from marsad.pipeline import article_plan
from marsad.publish.formats import FORMATS
from marsad.reading.mentions.taggers import TAGGERS, TaggerName

inputs = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")

output = click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write here and not to standard output; the file appears when it is complete.",
)

store = click.option(
    "--store",
    type=click.Path(dir_okay=False, path_type=Path),
    default="marsad.db",
    envvar="MARSAD_STORE",
    show_default=True,
    show_envvar=True,
    metavar="FILE",
    help="The store of pages and records.",
)

jobs = click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N", help="Processes that read pages."
)


table_format = click.option("--format", "form", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True)


_knowledge = click.option(
    "--knowledge",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.tsv",
    help="Names of your own, in the form of Marsad's knowledge base; may be given more than once.",
)


_tagger = click.option(
    "--tagger",
    type=click.Choice(list(TAGGERS)),
    default="fast",
    show_default=True,
    help="Who finds names that no list holds: a fast tagger, an accurate one (twenty times slower), or none.",
)


def _pairs(context: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for value in values:
        name, equals, theirs = value.partition("=")
        if not (name and equals and theirs):
            raise click.BadParameter(f"met {value!r}; wanted NAME=THEIRS, as in text=body")
        pairs[name] = theirs
    return pairs


columns = click.option(
    "--column",
    "columns",
    multiple=True,
    callback=_pairs,
    metavar="NAME=THEIRS",
    help="For JSON Lines and Parquet: what the input calls the column NAME (text, html, id, url, title, date, …).",
)


def plan(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that shape the plan, and give the command what makes it, as `make_plan`."""

    @_knowledge
    @_tagger
    @wraps(command)
    def told(*args: object, knowledge: tuple[Path, ...], tagger: TaggerName, **rest: object) -> None:
        command(*args, make_plan=partial(article_plan, own_entities(knowledge), tagger), **rest)

    return told
