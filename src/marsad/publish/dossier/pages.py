"""Fills the templates and writes the pages; everything that a template prints is escaped."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from marsad.publish.dossier.labels import label, label_of, tag
from marsad.publish.dossier.marked import clipped, direction, plain, shown

ROWS_A_PAGE = 500
_PACKAGE = "marsad.publish.dossier"


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        label=label, label_of=label_of, tag=tag, shown=shown, plain=plain, clipped=clipped, direction=direction
    )
    return environment


def write_page(folder: Path, name: str, template: str, here: str, **values: object) -> None:
    """Write the page `name` ("articles/x.html") from a template; `here` is the part of the dossier it belongs to."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    text = _templates().get_template(template).render(root="../" * name.count("/"), here=here, **values)
    path.write_text(text.lstrip(), encoding="utf-8", newline="\n")


def write_assets(folder: Path) -> None:
    """Write the style sheet and the script."""
    (folder / "assets").mkdir()
    for name in ("dossier.css", "dossier.js"):
        (folder / "assets" / name).write_bytes((files(_PACKAGE) / "assets" / name).read_bytes())
