"""The collector of dead objects is left as it was found."""

from __future__ import annotations

import gc

import pytest

from marsad.engine.collection import rare_collection
from marsad.errors import MarsadError


@rare_collection()
def broken() -> None:
    assert gc.get_threshold()[0] > 10_000
    assert gc.get_freeze_count() > 0
    raise MarsadError("broken")


def test_the_collector_is_left_as_it_was() -> None:
    before = gc.get_threshold()
    with pytest.raises(MarsadError):
        broken()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
