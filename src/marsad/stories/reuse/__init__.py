"""Text reuse: passages that stand in two articles."""

from marsad.stories.reuse.formulas import Hit
from marsad.stories.reuse.judging import Readied, compare, ready
from marsad.stories.reuse.retelling import retold
from marsad.stories.reuse.shingling import Shingled, shingles

__all__ = ["Hit", "Readied", "Shingled", "compare", "ready", "retold", "shingles"]
