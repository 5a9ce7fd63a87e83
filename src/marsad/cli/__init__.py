"""Thin commands over the public names."""

import click

from marsad import __version__
from marsad.cli import annotate, entities, export, look, run, stories
from marsad.cli.group import Group

__all__ = ["main"]


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="marsad")
def main() -> None:
    """Turn pages of Arabic news into a sourced record.

    Exit status: 0 all well; 1 some input could not be read, the output is complete for the rest; 2 wrong usage, or
    nothing could be read; 130 interrupted.
    """


for command in (
    *(annotate.annotate, run.run, look.show, look.explain, look.issues, entities.entities, export.export),
    *(stories.stories, stories.compare, stories.storyline),
):
    main.add_command(command)
