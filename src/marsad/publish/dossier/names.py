"""File names made from ids, safe on every file system whatever the id holds."""

from __future__ import annotations

import re

from marsad.records import digest

# Lower case alone, as some systems do not tell cases apart; eight signs or more, as Windows reserves short names.
_SAFE = re.compile(r"[0-9a-z][0-9a-z-]{7,63}")


def safe_name(name: str) -> str:
    """The name itself where any file may be called so, otherwise its digest."""
    return name if _SAFE.fullmatch(name) else digest(name)


class Names:
    """Gives every article its own page, even where two have the same id."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def page(self, article_id: str) -> str:
        """The file name of an article's page."""
        name, again = safe_name(article_id), 1
        while name in self._taken:
            again += 1
            name = digest(article_id, str(again))
        self._taken.add(name)
        return f"{name}.html"
