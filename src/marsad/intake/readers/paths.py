"""Inputs to files: folders are walked in sorted order, patterns expanded, only regular files pass."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from glob import glob, has_magic
from os import scandir
from os.path import lexists
from pathlib import Path

from marsad.intake.readers.issues import issue
from marsad.records import Issue

_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def files(given: str) -> Iterator[Path | Issue]:
    """The files of one input, which is a file, a folder or a pattern; an issue for each that cannot be one.

    Files and folders inside a folder whose names begin with a dot are skipped; a folder met twice is read once.
    """
    seen: set[tuple[int, int]] = set()
    found = [given] if lexists(given) else sorted(_matches(given))
    if not found:
        wanted = "a pattern that matches" if has_magic(given) else "a file, a folder, a pattern or -"
        yield issue(shown(given), "no-such-input", f"{shown(given)}: no such file; wanted {wanted}. Check the name")
    for name in found:
        yield from _of(Path(name), seen)


def _matches(pattern: str) -> list[str]:
    return glob(pattern, recursive=True) if has_magic(pattern) else []  # noqa: PTH207 - also takes absolute patterns


def shown(path: Path | str) -> str:
    """A path as text that can be written as UTF-8 even where the name on disk cannot."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _of(path: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Issue]:
    """`seen` are device and number of the folders met, so that links between folders end.

    Walked with a list: folders may lie in one another deeper than calls can.
    """
    waiting = [path]
    while waiting:
        here = waiting.pop()
        try:
            status = here.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield here if stat.S_ISREG(status.st_mode) else _not_a_file(here, status.st_mode)
            elif (met := (status.st_dev, status.st_ino)) not in seen:
                seen.add(met)
                inside = _inside(here)
                waiting += inside
                if not inside and len(seen) == 1:
                    yield issue(shown(here), "empty", f"{shown(here)}: a folder with no file in it; wanted pages")
        except OSError as error:
            yield issue(shown(here), "unreadable", f"{shown(here)}: {error.strerror}; wanted a file that can be read")


def _inside(folder: Path) -> list[Path]:
    """What lies in a folder, the last name first."""
    with scandir(folder) as entries:
        return [folder / name for name in sorted((e.name for e in entries if not e.name.startswith(".")), reverse=True)]


def _not_a_file(path: Path, mode: int) -> Issue:
    met = next((name for is_kind, name in _KINDS if is_kind(mode)), "a special file")
    return issue(
        shown(path), "not-a-file", f"{shown(path)}: {met}; wanted a regular file. To read what is piped in, give -"
    )
