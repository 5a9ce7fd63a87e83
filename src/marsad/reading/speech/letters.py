"""Letters that speech is read by: those that are written on to words, and those that end them."""

from __future__ import annotations

LI, BI = "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER BEH}"
WAW, FA = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}"
ALEF = "\N{ARABIC LETTER ALEF}"
TA_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
