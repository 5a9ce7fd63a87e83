"""Which articles tell one event: stories that grow as articles come."""

from marsad.stories.grouping.pairs import WINDOW
from marsad.stories.grouping.story import MARK, founder_of, story_id
from marsad.stories.grouping.update import PERSON, Grouping, Known, group

__all__ = ["MARK", "PERSON", "WINDOW", "Grouping", "Known", "founder_of", "group", "story_id"]
