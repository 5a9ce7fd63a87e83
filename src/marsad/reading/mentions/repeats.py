"""Names that an article tells more than once: told in full in one place, they are found where they were cut or missed.

A name that grammar or tagger reads in one sentence is often left open in another, whose words around it say less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from marsad.reading.mentions.scene import TAGGED, Found, Scene
from marsad.reading.mentions.units import CONJUNCTIONS, SPACE, readings
from marsad.reading.mentions.words import Class

_NAMING = (Class.GIVEN, Class.PROPER, Class.FAMILY)


def repeated(scenes: Sequence[Scene], found: Sequence[list[Found]]) -> list[list[Found]]:
    """The mentions of each stretch; persons grow to their full name where it stands, and are added where missed."""
    told: dict[str, dict[tuple[str, ...], Found]] = {}
    for scene, mentions in zip(scenes, found, strict=True):
        for mention in mentions:
            if mention.kind == "person" and mention.length > 1 and not mention.office:
                keys = scene.key_of(mention).split()
                told.setdefault(keys[0], {}).setdefault(tuple(keys), mention)
    if not told:
        return list(found)
    return [_in_scene(scene, mentions, told) for scene, mentions in zip(scenes, found, strict=True)]


def _in_scene(scene: Scene, mentions: list[Found], told: Mapping[str, Mapping[tuple[str, ...], Found]]) -> list[Found]:
    names = [m for m in mentions if not m.office]
    holder = {at: m for m in names for at in range(m.first, m.last)}
    added: list[Found] = []
    gone: list[Found] = []
    for at, unit in enumerate(scene.units):
        lead, key = 0, unit.key
        if key not in told and key[0] in CONJUNCTIONS:
            lead, key = 1, key[1:]
        if key not in told or at + 1 == len(scene):
            continue
        for keys, name in told[key].items():
            last = at + len(keys)
            if not _stands(scene, at, keys[1:]):
                continue
            held = {holder[n] for n in range(at, last) if n in holder}
            if all(h.kind == "person" and h.first >= at and h.last <= last and h.length < len(keys) for h in held):
                old = holder.get(at)
                ids = old.ids if old is not None and old.ids else name.ids
                role = old.role if old is not None else None
                added.append(Found(at, last, lead, "person", name.evidence, ids, role=role))
                gone.extend(held)
                break
    return [*(m for m in mentions if m not in gone), *added] if added else mentions


def _stands(scene: Scene, at: int, rest: Sequence[str]) -> bool:
    """Whether the further keys of a name stand after its first word."""
    if at + 1 + len(rest) > len(scene):
        return False
    beside = scene.units[at + 1 : at + 1 + len(rest)]
    return all(unit.key == key and unit.gap == SPACE for unit, key in zip(beside, rest, strict=True))


def again(scenes: Sequence[Scene], found: Sequence[list[Found]]) -> list[list[Found]]:
    """The mentions, and the unlisted single words that the tagger found elsewhere in the article."""
    told: dict[str, Found] = {}
    for scene, mentions in zip(scenes, found, strict=True):
        for mention in mentions:
            if mention.evidence == (TAGGED,) and mention.length == 1:
                key = scene.key_of(mention)
                if scene.book.of_key(key) in _NAMING:
                    told.setdefault(key, mention)
    if not told:
        return list(found)
    return [[*ms, *_words(scene, ms, told)] for scene, ms in zip(scenes, found, strict=True)]


def _words(scene: Scene, mentions: Sequence[Found], told: Mapping[str, Found]) -> Iterator[Found]:
    taken = {at for m in mentions if not m.office for at in range(m.first, m.last)}
    for at, unit in enumerate(scene.units):
        if at in taken:
            continue
        reading = next((r for r in readings(unit.key) if r.key in told), None)
        if reading is not None:
            yield told[reading.key]._replace(first=at, last=at + 1, lead=reading.lead, score=1.0)
