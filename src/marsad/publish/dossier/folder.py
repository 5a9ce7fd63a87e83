"""The folder of a dossier: made beside its place, then swapped in; nothing but a dossier is ever replaced."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from marsad.errors import MarsadError

MARKER = ".marsad-dossier"
PAGES = {"index.html", "issues.html", "entities.html", "events.html", "stories.html", "storylines.html"}
OWN = {MARKER, "articles", "assets", "entities", "events", "index", "issues", "stories", "storylines"} | PAGES
LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write in; when all went well, it takes the place of `folder`, otherwise it vanishes.

    Raises `MarsadError` if `folder` holds anything that is not a dossier's own, or cannot be written.
    """
    folder = folder.resolve()
    refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise MarsadError(f"{folder}: no dossier can be written here ({error}); name a folder you may write") from error
    try:
        new = beside / "new"
        new.mkdir()
        (new / MARKER).write_text("1\n", encoding="ascii")
        yield new
        _swap(new, folder, beside / "old")
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def refuse_foreign(folder: Path) -> None:
    """Raise `MarsadError` if a dossier must not take the place of what stands at `folder`; to call before long work."""
    if folder.exists() and not folder.is_dir():
        raise MarsadError(f"{folder}: a file; wanted a folder for the dossier. Name another place")
    names = {path.name for path in folder.iterdir()} - LITTER if folder.is_dir() else set()
    if names and MARKER not in names:
        raise MarsadError(
            f"{folder}: holds files but no dossier ({MARKER} is missing), so it is not overwritten. "
            "Name a new or empty folder"
        )
    if foreign := sorted(names - OWN):
        raise MarsadError(
            f"{folder}: this dossier also holds {', '.join(foreign[:5])}, which a new one would delete. "
            "Move these files elsewhere, or name another folder"
        )


def _swap(new: Path, folder: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
