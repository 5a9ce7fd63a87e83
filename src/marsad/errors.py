"""The exceptions that Marsad raises.

The tree::

    MarsadError
    ├── InputError        an input that cannot be read at all
    ├── LexiconError      a word list that breaks its own rules
    ├── PlanError         stages in an order that cannot work
    └── StoreError        a store that cannot be opened, or a record that is not in it

A page that is merely odd raises nothing: what could not be settled becomes an `Issue` record, and the run goes on.
Messages say what was met, what was wanted and what to do.
"""


class MarsadError(Exception):
    """Whatever Marsad raises on purpose."""


class InputError(MarsadError):
    """An input that cannot be read at all: no such file, no permission, no page in it."""


class LexiconError(MarsadError):
    """A word list that breaks its own rules: unsorted, doubled, a missing column, an unknown value."""


class PlanError(MarsadError):
    """A plan of stages in which one reads a layer that nobody before it writes."""


class StoreError(MarsadError):
    """A store that cannot be opened, is of another kind, or does not hold what was asked for."""
