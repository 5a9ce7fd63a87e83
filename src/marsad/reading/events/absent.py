"""Parties that do not stand beside their trigger: dropped subjects, the doers of masdars, whom pronouns stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.reading.events.agreement import Agreement, agrees, may_follow, may_precede, of_phrase, of_word
from marsad.reading.events.around import OPENING, PREP
from marsad.reading.events.clauses import Chunk, Clauses
from marsad.reading.events.matching import Trigger
from marsad.reading.events.persons import acts, is_counted, is_somebody, parties_of, party_of
from marsad.reading.events.words import PRONOUNS, Form, folded
from marsad.records import Party

WITH = "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER AIN}"
_HELD = frozenset(("CONSULT", "AGREE", "ASSAULT", "PROTEST"))
_HARM = frozenset(("ASSAULT", "ACCIDENT", "PROTEST", "ACCUSE"))
"""Types whose masdars are told of by others than who acts."""
_GOVERNED = 8
_SUFFIXED = 4
"""Words between a verb and the masdar that it governs; between a trigger and the preposition with a pronoun."""
_SHAPES = (("masculine", "singular"), ("feminine", "singular"), ("masculine", "plural"), (None, "dual"))
_PRONOUNS = dict(zip(PRONOUNS, _SHAPES, strict=True))


def governor(clauses: Clauses, trigger: Trigger) -> tuple[Party, ...]:
    """Who does what a masdar says: the subject of the verb before it, "began to", "announced", "held", "managed to"."""
    if trigger.verbal and not clauses.words[trigger.first].form.nominal:
        return ()
    low, _ = clauses.clause(trigger.first, trigger.last)
    verb = next((n for n in range(trigger.first - 1, low - 1, -1) if clauses.verb[n]), None)
    if verb is None or clauses.words[verb].form.lemmas.isdisjoint(_governing(clauses, trigger)):
        return ()
    near = [c for c in clauses.chunks if low <= c.first and c.last <= trigger.first and not (c.prep or c.joined)]
    near.sort(key=lambda c: c.first < verb)
    found = next((c for c in near if is_somebody(clauses, c)), None)
    if found is None or clauses.words[found.first].form.nouns & clauses.lexis.reporting:
        return ()
    return tuple(parties_of(clauses, found))


def performer(clauses: Clauses, trigger: Trigger) -> tuple[Party, ...]:
    """Who is told in the relative clause of what he did: "an attack (that) gunmen carried out", "a strike by them"."""
    after = range(trigger.last, min(trigger.last + _SUFFIXED, len(clauses.words)))
    verb = next((n for n in after if clauses.verb[n]), None)
    if trigger.verbal or verb is None or not clauses.words[verb].form.suffix:
        return ()
    if clauses.words[verb].form.lemmas.isdisjoint(clauses.lexis.holding):
        return ()
    if trigger.frame.type == "PROTEST" and any(_is_crowd(clauses, c) for c in clauses.chunks):
        return ()
    doer = next((c for c in clauses.chunks if verb < c.first <= verb + 2 and not c.prep), None)
    return tuple(parties_of(clauses, doer)) if doer is not None else ()


def opponent(clauses: Clauses, trigger: Trigger) -> tuple[Party, ...]:
    """Who has a battle "with" another that is told beside what he does: the armed subject of the clause."""
    after = trigger.last < len(clauses.words) and clauses.words[trigger.last].form.text == WITH
    if trigger.frame.type != "ASSAULT" or not after:
        return ()
    low, _ = clauses.clause(trigger.first, trigger.last)
    near = [c for c in clauses.chunks if low <= c.first and c.last <= trigger.first and not (c.prep or c.joined)]
    return next((tuple(parties_of(clauses, c)) for c in near if acts(clauses, c)), ())


def _governing(clauses: Clauses, trigger: Trigger) -> frozenset[str]:
    """The verbs whose subject does what this masdar says."""
    lexis = clauses.lexis
    held = trigger.frame.type in _HELD and not clauses.words[trigger.first].form.prep
    verbs = lexis.achieving | (lexis.holding if held else frozenset())
    return verbs if trigger.frame.type in _HARM else verbs | lexis.doing


def dropped(clauses: Clauses, trigger: Trigger, remembered: Sequence[Party]) -> tuple[Party, ...]:
    """The last subject, for a verb that names none, where it agrees with it in gender and number.

    The verb opens its sentence, or is the first one in it.
    """
    lemma = trigger.frame.elements[0].lemma
    here = [c for c in clauses.chunks if c.last <= trigger.first and _is_subject(clauses, c)]
    here = [c for c in here if trigger.frame.type not in _HARM or _may_harm(clauses, c)]
    near = next((c for c in reversed(here) if may_precede(clauses, trigger.first, lemma, of_phrase(clauses, c))), None)
    sure = not clauses.words[trigger.first].form.nominal
    if near is not None and sure and not (remembered and remembered[0].start > clauses.words[near.first].start):
        return tuple(parties_of(clauses, near))
    if not remembered:
        return ()
    told_before = remembered[0].start < clauses.span[0] and not clauses.dropping
    if told_before and any(clauses.verb[n] for n in range(OPENING, trigger.first)):
        return ()
    if not may_precede(clauses, trigger.first, lemma, _of_parties(clauses, remembered)):
        return ()
    clauses.dropping = True
    return tuple(remembered)


def _may_harm(clauses: Clauses, chunk: Chunk) -> bool:
    """Whether a phrase names a body, group or armed men, or some of theirs ("cells of the organization")."""
    kinds = {m.kind for m in clauses.mention[chunk.first : chunk.last] if m is not None}
    return bool(kinds & {"organization", "group"}) or acts(clauses, chunk)


def _is_subject(clauses: Clauses, chunk: Chunk) -> bool:
    """Whether a phrase is somebody right after a verb that it agrees with."""
    verb = chunk.first - 1
    if chunk.prep or chunk.joined or verb < 0 or not clauses.verb[verb] or clauses.words[verb].form.suffix:
        return False
    lemmas = clauses.words[verb].form.lemmas
    if is_counted(clauses, chunk) or not is_somebody(clauses, chunk):
        return False
    return any(may_follow(clauses, verb, lemma, chunk) for lemma in lemmas)


def _of_parties(clauses: Clauses, parties: Sequence[Party]) -> Agreement:
    if len(parties) > 1:
        return Agreement(None, "plural")
    party = parties[0]
    inside = clauses.indices(party.start, party.end)
    here = [c for c in clauses.chunks if inside and c.first <= inside[0] < c.last]
    if here and here[0].first == inside[0]:
        return of_phrase(clauses, here[0])
    words = party.text.split()
    found = of_word(clauses.lexis.form(words[0]), clauses.lexis)
    named = party.mention is not None and found.gender is None
    return found._replace(number="singular") if named and found.number is None else found


def antecedent(
    clauses: Clauses, trigger: Trigger, actors: Sequence[Party], remembered: Sequence[Party]
) -> tuple[Party, ...]:
    """Whom the pronoun of a trigger's object stands for: the nearest party before that it agrees with, no actor."""
    pronoun = next(_pronouns(clauses, trigger), "")
    if pronoun not in _PRONOUNS:
        return ()
    before = [c for c in clauses.chunks if c.last <= trigger.first and not c.joined and is_somebody(clauses, c)]
    for chunk in reversed(before):
        parties = tuple(parties_of(clauses, chunk))
        own = any(is_same(p, a) for p in parties for a in actors)
        if parties and not own and agrees(of_phrase(clauses, chunk), *_PRONOUNS[pronoun]):
            return parties
    last = tuple(p for p in remembered if not any(is_same(p, a) for a in actors))
    return last if last and agrees(_of_parties(clauses, last), *_PRONOUNS[pronoun]) else ()


def is_same(one: Party, other: Party) -> bool:
    """Whether two parties are one: the same words, or one stretch of text inside the other, or a name that goes on."""
    if one.start < other.end and other.start < one.end:
        return True
    short, long = sorted(([folded(w) for w in p.text.split()] for p in (one, other)), key=len)
    named = bool(one.mention and other.mention)
    return short == long or (named and short == long[-len(short) :])


def takes_pronoun(clauses: Clauses, trigger: Trigger) -> bool:
    """Whether right after a trigger a preposition of its frame holds a pronoun: "the charging of him"."""
    if trigger.last >= len(clauses.words) or trigger.verbal:
        return False
    prep, suffix = held(clauses.words[trigger.last].form)
    return bool(suffix) and prep in _prepositions(trigger)


def _prepositions(trigger: Trigger) -> set[str]:
    """The prepositions after which the recipient of a frame may stand."""
    return {folded(slot.removeprefix(PREP)) for slot in trigger.frame.recipient if slot.startswith(PREP)}


def _pronouns(clauses: Clauses, trigger: Trigger) -> Iterator[str]:
    """The pronoun written together with the trigger, or with the preposition after it that its frame has."""
    frame, words = trigger.frame, clauses.words
    own = "object" in frame.recipient if trigger.verbal else "genitive" in frame.recipient
    if own and (len(trigger.words) == 1 or not trigger.verbal) and words[trigger.first].form.suffix:
        yield words[trigger.first].form.suffix
    wanted = _prepositions(trigger)
    for index in range(trigger.first + 1, min(trigger.last + _SUFFIXED, len(words))):
        if clauses.cut[index] or (clauses.verb[index] and index not in trigger.words):
            return
        prep, suffix = held(words[index].form)
        if suffix and prep in wanted:
            yield suffix


def held(form: Form) -> tuple[str, str]:
    """The preposition and the pronoun that make up a word; empty where it is none."""
    if form.kind == "preposition" and form.suffix:
        return folded(form.stem), form.suffix
    return (form.text[:1], form.text[1:]) if form.kind == "pronoun" else ("", "")


def protesters(clauses: Clauses, actors: tuple[Party, ...]) -> tuple[Party, ...]:
    """Who protests: no country or town by its name; where nobody is named, the demonstrators of the sentence."""
    places = {m.id for m in clauses.mention if m is not None and m.kind == "place"}
    actors = tuple(a for a in actors if a.mention not in places)
    if actors:
        return actors
    crowds = (c for c in clauses.chunks if _is_crowd(clauses, c))
    return next((tuple(party_of(clauses, c)) for c in crowds), ())


def _is_crowd(clauses: Clauses, chunk: Chunk) -> bool:
    inside = [clauses.words[n].form for n in range(chunk.first, chunk.last)]
    return any(form.nouns & clauses.lexis.protesters and not form.accusative for form in inside)


def unfolded(clauses: Clauses, actors: tuple[Party, ...], remembered: Sequence[Party]) -> tuple[Party, ...]:
    """Words like "his forces", "its aircraft" stand for whose they are: the party before, else the last subject."""
    if len(actors) != 1:
        return actors
    inside = clauses.indices(actors[0].start, actors[0].end)
    form = clauses.words[inside[0]].form if inside else None
    if form is None or not form.suffix or form.nouns.isdisjoint(clauses.lexis.own) or len(inside) > 1:
        return actors
    before = [c for c in clauses.chunks if c.last <= inside[0] and not c.prep and is_somebody(clauses, c)]
    return tuple(parties_of(clauses, before[-1])) if before else tuple(remembered) or actors
