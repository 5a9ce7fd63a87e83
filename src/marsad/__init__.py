"""Marsad turns pages of Arabic news into a sourced record."""

__version__ = "0.1.0"
