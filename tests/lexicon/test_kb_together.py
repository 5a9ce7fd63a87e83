"""The lists taken together: a name of two entities is settled by their rows or by a rule of `marsad.linking`."""

from collections import defaultdict
from itertools import combinations

import pytest

from marsad.arabic.orthography import fold_word
from marsad.lexicon.knowledge import countries, entities, state_bodies
from marsad.lexicon.table import load
from marsad.linking.choosing import Chooser
from marsad.linking.context import Context
from marsad.records import Mention

MARKED = {
    **{f"country:{row['code']}": row["note"] for row in load("kb/countries")},
    **{row["id"]: row["note"] for name in ("kb/organizations", "kb/persons") for row in load(name)},
}
WEAK = {fold_word(row["alias"]) for row in load("weak_aliases")}
FAR_MORE = 5.0  # of `marsad.linking.choosing`


def bearers():
    """The entities of every folded name, with whether it names each only with a second sign."""
    found = defaultdict(dict)
    for entity in entities().values():
        for alias in (*entity.aliases, *entity.shorts):
            name = " ".join(fold_word(alias).casefold().split())
            weak = alias in entity.shorts or name in WEAK or entity.id.startswith("outlet:")
            found[name][entity.id] = weak and found[name].get(entity.id, True)
    return {name: ids for name, ids in found.items() if len(ids) > 1}


SHARED = bearers()


def settled(name, one, other):
    """The rule that tells two bearers of a name apart, None where there is none.

    The first three are those of the readers and the links: a name that needs a second sign yields to one that does
    not, the country of the article chooses, else the entity that is meant far more often or is the larger of its
    country. The last is for people to have written.
    """
    left, right = entities()[one], entities()[other]
    if SHARED[name][one] != SHARED[name][other]:
        return "second sign"
    if left.country != right.country and {left.country, right.country}.isdisjoint({"-", "INT"}):
        return "country of the article"
    low, high = sorted((left.weight, right.weight))
    if high > FAR_MORE * max(1.0, low) or (left.country == right.country and high > low):
        return "meant more often"
    marked = [MARKED.get(i, "").startswith(("ambiguous:", "context:")) for i in (one, other)]
    return "note" if all(marked) else None


def offenders():
    """Names, each with two bearers that nothing tells apart."""
    pairs = ((name, *pair) for name, ids in SHARED.items() for pair in combinations(ids, 2))
    return [(name, one, other) for name, one, other in pairs if settled(name, one, other) is None]


def test_every_name_of_two_entities_is_settled():
    hand_kept = [f"{name}: {one}, {other}" for name, one, other in offenders() if "geoname" not in one + other]
    assert not hand_kept, "\n".join(hand_kept)


def test_few_places_of_geonames_are_as_large_as_their_namesakes():
    """Those the links leave unsure; most are one place twice."""
    assert len([name for name, *_ in offenders()]) <= 10


def test_a_name_of_two_organizations_or_persons_is_marked_in_both_rows():
    listed = {name: [i for i in ids if i.partition(":")[0] in {"org", "person"}] for name, ids in SHARED.items()}
    unmarked = {
        name: ids
        for name, ids in listed.items()
        if len(ids) > 1 and not all(MARKED.get(i, "").startswith("ambiguous:") for i in ids)
    }
    assert unmarked == {}


def test_no_name_is_shared_by_person_and_organization():
    kinds = {name: {i.partition(":")[0] for i in ids} for name, ids in SHARED.items()}
    assert [name for name, found in kinds.items() if {"person", "org"} <= found] == []


@pytest.mark.parametrize("code", ["IRQ", "LBY"])
def test_the_country_of_the_article_chooses(code):
    ids = tuple(i for i in SHARED["مجلس النواب"] if i.startswith("org:"))
    mentions = [mention("a", (f"country:{code}",)), mention("b", ids)]
    chosen = Chooser(entities(), countries(), state_bodies()).choose(mentions[1], Context(mentions, entities()))
    assert entities()[chosen.entity_id].country == code


def mention(name, candidates):
    return Mention(
        id=name, article_id="x", made_by="test", start=0, end=1, kind="organization", key=name, candidates=candidates
    )
