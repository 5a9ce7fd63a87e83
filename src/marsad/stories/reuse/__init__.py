"""Text reuse: passages that stand in two articles."""

from marsad.stories.reuse.judging import Hit, Readied, compare, ready
from marsad.stories.reuse.shingling import Shingled, shingles

__all__ = ["Hit", "Readied", "Shingled", "compare", "ready", "shingles"]
