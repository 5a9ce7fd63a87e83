"""Letters that speech is read by: written on to words, or ending them; and prepositions of passing on."""

from __future__ import annotations

LI, BI = "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER BEH}"
WAW, FA = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}"
ALEF = "\N{ARABIC LETTER ALEF}"
TA_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
SOURCES = ("\N{ARABIC LETTER AIN}\N{ARABIC LETTER NOON}", ALEF + "\N{ARABIC LETTER LAM}\N{ARABIC LETTER YEH}")
"""Prepositions before those from, or to, whom words are passed on."""
