"""Where a command writes: standard output, or a file that appears when it is complete."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from marsad.errors import MarsadError


@contextmanager
def written(path: Path | None) -> Iterator[BinaryIO]:
    """Give a stream to write to. A file is written beside its place and moved there when all went well.

    None and "-" mean standard output; a pipe or a device is written to directly. Raises `MarsadError` where a file
    cannot be written.
    """
    if path is None or str(path) == "-":
        stream = sys.stdout.buffer
        yield stream
        stream.flush()
    elif path.exists() and not path.is_file():
        with _opened(path, "wb") as stream:
            yield stream
    else:
        with _replaced(path.resolve()) as stream:
            yield stream


@contextmanager
def _replaced(path: Path) -> Iterator[BinaryIO]:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _opened(part, "xb", path) as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _opened(path: Path, mode: str, meant: Path | None = None) -> BinaryIO:
    try:
        return path.open(mode)  # type: ignore[return-value]
    except OSError as error:
        raise MarsadError(
            f"{meant or path}: cannot be written ({error.strerror}); name a file in a folder you may write"
        ) from error
