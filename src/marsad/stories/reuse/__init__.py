"""Text reuse: passages that stand in two articles."""

from marsad.stories.reuse.formulas import Hit
from marsad.stories.reuse.judging import Readied, compare, ready
from marsad.stories.reuse.retelling import Recounted, recounted, retold
from marsad.stories.reuse.shingling import Shingled, shingles

__all__ = ["Hit", "Readied", "Recounted", "Shingled", "compare", "ready", "recounted", "retold", "shingles"]
