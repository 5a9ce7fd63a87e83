"""Runs the plan."""

from marsad.engine.keep import keep
from marsad.engine.local import annotate, outcomes
from marsad.engine.tally import Already, Tally

__all__ = ["Already", "Tally", "annotate", "keep", "outcomes"]
