"""Which phrases may name a party, and the parties that they name."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.reading.events.clauses import AMONG, BOUND, LI, Chunk, Clauses
from marsad.reading.events.matching import PEOPLE
from marsad.reading.events.words import ALEF, NISBA, NOMINATIVE, OBLIQUE, TA, TA_MARBUTA, YA, Form
from marsad.records import Mention, Party

_PARTY_KINDS = frozenset(("person", "organization", "group"))


def acts(clauses: Clauses, chunk: Chunk) -> bool:
    """Whether a phrase names a body, country or armed men, who are seldom killed or arrested."""
    mention = clauses.mention[chunk.first]
    if mention is not None and mention.kind in ("organization", "place", "group"):
        return True
    form = clauses.words[chunk.first].form
    sectors = {clauses.lexis.roles.get(noun) for noun in form.nouns} if bears_role(clauses, form) else set()
    return bool(sectors & _ACTING) and not is_counted(clauses, chunk)


def is_counted(clauses: Clauses, chunk: Chunk) -> bool:
    """Whether a phrase holds a number of people."""
    start, end = clauses.span_of(chunk.first, chunk.last)
    return any(q.start < end and start < q.end and q.counted in PEOPLE for q in clauses.layer.quantities)


def parties_of(clauses: Clauses, chunk: Chunk) -> Iterator[Party]:
    """The parties that a phrase and those joined to it by "and" name."""
    yield from party_of(clauses, chunk)
    at = _holding(clauses, chunk)
    for following in clauses.chunks[at + 1 :]:
        if chunk.prep == AMONG and following.prep == LI and not following.joined:
            continue
        if not following.joined:
            break
        yield from party_of(clauses, following)


def _holding(clauses: Clauses, chunk: Chunk) -> int:
    return next((n for n, c in enumerate(clauses.chunks) if c.last == chunk.last), len(clauses.chunks))


def is_somebody(clauses: Clauses, chunk: Chunk) -> bool:
    """Whether a phrase names somebody: a mention (not one that a masdar governs), a role, people counted."""
    form = clauses.words[chunk.first].form
    if clauses.mention[chunk.first] is not None or bears_role(clauses, form) or form.kind in ("member", "both"):
        return True
    masdar = any(r.kind == "masdar" for r in form.nominal)
    if not masdar and any(m is not None for m in clauses.mention[chunk.first : chunk.last]):
        return True
    return is_counted(clauses, chunk)


def bears_role(clauses: Clauses, form: Form) -> bool:
    """Whether a word is one for a role; a feminine only where the list has it: mostly it is an adjective."""
    roles = clauses.lexis.roles
    if form.stem.endswith(TA_MARBUTA) and form.stem not in roles:
        return False
    return not form.nouns.isdisjoint(roles)


def can_act(clauses: Clauses, party: Party, *, verbal: bool, loose: bool) -> bool:
    """Whether words may name who acts: a name, a role, people counted, a thing of war; a plural of persons; no time.

    `loose` lets in anything definite, as the subject of a verb that needs one.
    """
    inside = clauses.indices(party.start, party.end)
    if party.mention is not None or not inside:
        return True
    if is_somebody(clauses, Chunk(inside[0], inside[-1] + 1, "", False)):
        return any(not clauses.words[n].number for n in inside)
    form = clauses.words[inside[0]].form
    able = clauses.lexis.things if verbal else clauses.lexis.things - clauses.lexis.sites - clauses.lexis.weapons
    if loose and clauses.is_name(inside[0]):
        return True
    if form.nouns & able or (loose and (form.article or clauses.words[inside[-1]].form.article)):
        return True
    persons = form.stem.endswith((NOMINATIVE, OBLIQUE)) or any(r.kind == "active participle" for r in form.nominal)
    return persons and not form.accusative


def _is_abstract(clauses: Clauses, chunk: Chunk) -> bool:
    """Whether a phrase begins with a masdar, a participle of state or an adjective: it names no party."""
    if is_somebody(clauses, chunk):
        return False
    form = clauses.words[chunk.first].form
    if form.nouns & clauses.lexis.things:
        return False
    told = chunk.first > 0 and clauses.verb[chunk.first - 1] and chunk.last - chunk.first == 1
    if not form.text or form.stem in clauses.lexis.nobody or (form.article and form.stem.endswith(NISBA) and not told):
        return True
    if form.accusative and form.stem.endswith(YA + ALEF):
        return True
    kinds = {r.kind for r in form.nominal}
    if form.finite and not (form.nouns or form.article or form.suffix or kinds) and chunk.last - chunk.first == 1:
        return True
    return "masdar" in kinds or (form.accusative and "active participle" in kinds)


def _only_counts(clauses: Clauses, chunk: Chunk) -> bool:
    """Whether a phrase is only "tens", "hundreds": what it counts is a word of the trigger."""
    form = clauses.words[chunk.first].form
    alone = chunk.last - chunk.first == 1 and not form.article
    return alone and form.kind == "member" and form.stem.endswith(ALEF + TA)


def party_of(clauses: Clauses, chunk: Chunk) -> Iterator[Party]:
    """The party that a phrase names, none where it names nobody."""
    if chunk.last - chunk.first > 1 and clauses.words[chunk.first].form.nouns & clauses.lexis.quantities:
        chunk = chunk._replace(first=chunk.first + 1)
    if _is_abstract(clauses, chunk) or _only_counts(clauses, chunk):
        return
    mentions = [m for m in dict.fromkeys(clauses.mention[chunk.first : chunk.last]) if m is not None]
    named = next((m for m in mentions if m.kind in _PARTY_KINDS), None)
    seated = bool(clauses.words[chunk.first].form.nouns & clauses.lexis.seats)
    if named is None and mentions and (seated or clauses.mention[chunk.first] is mentions[0]):
        named = mentions[0]
    first = _figure(clauses, chunk)
    start, end = clauses.span_of(first, min(chunk.last, max(first + _WORDS, clauses.unit_end[chunk.first])))
    if named is not None and clauses.mention[chunk.first] is named:
        start, end = _told_with_role(clauses, named), named.end
    elif named is not None:
        end = max(end, named.end) if named.end <= clauses.words[chunk.last - 1].end else end
    else:
        end = max(end, _end_of_complement(clauses, chunk))
    if end > start:
        yield Party(text=clauses.text[start:end], start=start, end=end, mention=named.id if named else None)


def _end_of_complement(clauses: Clauses, chunk: Chunk) -> int:
    """Where "loyal to X" after a phrase ends, with X somebody; 0 where no such thing follows."""
    at = chunk.last
    if at >= len(clauses.words) or clauses.words[at].form.kind != BOUND:
        return 0
    found = next((c for c in clauses.chunks if c.first == at + 1 and c.prep == LI), None)
    return clauses.span_of(at, found.last)[1] if found is not None and is_somebody(clauses, found) else 0


def _figure(clauses: Clauses, chunk: Chunk) -> int:
    """Where the number of a phrase that counts begins: "no fewer than 20 men"."""
    if chunk.first not in clauses.counted:
        return chunk.first
    unit = range(chunk.first, clauses.unit_end[chunk.first])
    return next((n for n in unit if clauses.words[n].number), chunk.first)


def _told_with_role(clauses: Clauses, mention: Mention) -> int:
    """Where a name begins with the office or title before it."""
    role = mention.role_start
    here = role is not None and clauses.span[0] <= role < mention.start
    inside = clauses.indices(role, role + 1) if here and role is not None else range(0)
    held = bool(inside) and clauses.mention[inside[0]] is mention
    return role if role is not None and held else mention.start


_ACTING = frozenset(("MIL", "COP", "REB", "PRM", "UAF"))


_WORDS = 5
