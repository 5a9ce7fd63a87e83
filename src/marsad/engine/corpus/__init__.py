"""Stories of a store: made of what was not yet taken in, read with the days that they give, corrected by a person."""

from marsad.engine.corpus.correcting import merge, split
from marsad.engine.corpus.dating import articles_with_days, dated, with_day
from marsad.engine.corpus.lines import asked_storyline, found_storylines
from marsad.engine.corpus.refreshing import Watch, pending, refresh
from marsad.engine.corpus.standing import current

__all__ = [
    "Watch",
    "articles_with_days",
    "asked_storyline",
    "current",
    "dated",
    "found_storylines",
    "merge",
    "pending",
    "refresh",
    "split",
    "with_day",
]
