"""Records kept on one machine."""

from marsad.store.sqlite import Store

__all__ = ["Store"]
