"""How every command ends: what went wrong in one sentence, never a traceback, and an exit status that says so."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from marsad.errors import MarsadError

NOT_ALL = 1
FAILED = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells have it
PIPE_CLOSED = 141  # 128 + SIGPIPE


class Failure(click.ClickException):
    """An error of Marsad's own, as click shows it."""

    exit_code = FAILED


class Group(click.Group):
    """The commands of Marsad."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run a command; turn what it raises on purpose into a message and an exit status."""
        try:
            return super().invoke(ctx)
        except MarsadError as error:
            raise Failure(str(error)) from error
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # Whoever read our output has read enough.
            _silence_output()
            ctx.exit(PIPE_CLOSED)
        except OSError as error:
            _silence_output()
            where, met = error.filename or "output", error.strerror or str(error)
            raise Failure(
                f"{where}: {met}; free space or name another place, and give the same command again"
            ) from error


def _silence_output() -> None:
    """Let what standard output still holds go nowhere, so that the interpreter's last flush does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
