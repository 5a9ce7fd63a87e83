"""Speech: every quote of an article, with its cue, speaker and content, and the way by which it reached the page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

import msgspec

from marsad.reading.attribution import Chains, Said
from marsad.reading.segmentation import sentence_splitter
from marsad.reading.speech.acts import Content, Frame
from marsad.reading.speech.cues import Words
from marsad.reading.speech.forms import Cue
from marsad.reading.speech.headlines import headline_quote
from marsad.reading.speech.passage import COLON, Pair, Passage, sentences
from marsad.reading.speech.references import Voice
from marsad.reading.speech.scan import Scanner
from marsad.reading.speech.stance import stance_of, unchecked
from marsad.reading.speech.voices import Context, Voices
from marsad.records import Article, Attribution, Block, Credit, Mention, Quote, QuoteKind, Record
from marsad.stage import Layers, made_by, record_id

BODY = ("paragraph",)
APART = ("headline", "subheading", "caption")
_NEAR = 20
"""Quotes of one sentence that may share their way."""
_CREDIT = 5
_REPEATED = 7
_MARKS = 3
"""Characters that may stand between a quotation and the end of its paragraph."""
_TOLD = 4
_MIXED = 3
"""Words from which a quotation within reported speech makes it mixed."""


class SpeechStage:
    """Reads speech and its attribution. Headlines and subheadings are read after the body, each for itself."""

    name = "speech"
    version = "4"
    reads: tuple[type[Record], ...] = (Block, Credit, Mention)
    writes: tuple[type[Record], ...] = (Quote, Attribution)

    def __init__(self) -> None:
        self._words = Words()
        self._scanner = Scanner(self._words)
        self._splitter = sentence_splitter()
        self._chains = Chains()

    def __call__(self, article: Article, layers: Layers) -> Iterator[Record]:
        """Yield each quote and, right after it, its attribution."""
        reading = _Reading(self, article, layers)
        blocks = sorted(layers.of(Block), key=lambda block: block.start)
        for block in (b for b in blocks if b.kind in BODY):
            reading.block(block)
        for block in (b for b in blocks if b.kind in APART):
            reading.apart(block)
        standing = self._chains.standing(layers.of(Credit))
        for quote, voice in sorted(reading.found, key=lambda pair: (pair[0].start, pair[0].end)):
            yield quote
            yield self._chains.of(quote, (voice.vehicle, voice.relays), standing)


class _Reading:
    """One article being read."""

    def __init__(self, stage: SpeechStage, article: Article, layers: Layers) -> None:
        self.article = article
        self.mark = made_by(stage)
        self.mentions = sorted(layers.of(Mention), key=lambda m: m.start)
        self.found: list[tuple[Quote, Voice]] = []
        self._words, self._scanner, self._splitter = stage._words, stage._scanner, stage._splitter
        self.voices = Voices(self._words, self._scanner)
        self._ids: set[str] = set()
        self.sentence = 0
        self.past = 0
        self.coming: Voice | None = None
        self.heard_from: tuple[Said, ...] = ()

    def block(self, block: Block) -> None:
        """Read the sentences of a block of the body."""
        passage = self._passage(block)
        if self._announced(passage) or self._continued(passage):
            self.past = block.end
            return
        for first, stop in sentences(passage):
            self.sentence += 1
            self._sentence(passage, first, stop)
        self.past = block.end
        self.coming = self._announcing(passage)

    def _announcing(self, passage: Passage) -> Voice | None:
        """Who is said to speak by the verb that a colon ends a paragraph after: "and the paper wrote:"."""
        last = len(passage.words)
        if not last or passage.words[-1].text != COLON:
            return None
        first = passage.sentence_start(last - 1)
        for at in range(last - 2, first - 1, -1):
            cue = self._words.cue(passage.words[at].text)
            if cue is None or cue.kind != "verb" or cue.frames.isdisjoint(("say", "quote")):
                continue
            subject = self._scanner.nouns.phrase(passage, at + 1, last - 1)
            if subject is None or subject.first > at + 1 or passage.quotation(at) is not None:
                continue
            frame = Frame(at, at + 1, cue, subject, None, None, (), None)
            voice = self.voices.settle(passage, frame, Context(self.sentence, first, first, told=False))
            return None if voice.kind == "pronoun" else voice
        return None

    def _announced(self, passage: Passage) -> bool:
        """Make a quote of a paragraph that opens with a quotation, where the one before ends in "X wrote:"."""
        voice, self.coming = self.coming, None
        pair = passage.pairs.get(0)
        if voice is None or pair is None or voice.words is None or passage.spoken(0, pair.close) < _MIXED:
            return False
        self.sentence += 1
        cue = Cue("quotation", frozenset(("follow",)), "said", None, plural=False, row="quotation")
        frame = Frame(0, 1, cue, None, None, None, (), Content(0, 1, pair.close, pair, "quote"))
        self._make(passage, frame, voice._replace(sentence=self.sentence), passage.span(1, pair.close))
        return True

    def _continued(self, passage: Passage) -> bool:
        """Make a quote of a paragraph that is one quotation and follows a quote: its speaker goes on."""
        pair, last = passage.pairs.get(0), self.voices.last()
        if pair is None or last is None or not self.found or self.sentence > last.sentence:
            return False
        whole = passage.spoken(pair.close, len(passage.words)) == 0 and passage.spoken(0, pair.close) >= _MIXED
        if not whole or self.found[-1][0].end + _MARKS < self.past or self._drawn_out(passage, pair):
            return False
        self.sentence += 1
        cue = Cue("quotation", frozenset(("follow",)), "said", None, plural=False, row="quotation")
        content = Content(0, 1, pair.close, pair, "quote")
        frame = Frame(0, 1, cue, None, None, None, (), content)
        return self._told(passage, frame, Context(self.sentence, 0, 0, told=True)) > 0

    def _drawn_out(self, passage: Passage, pair: Pair) -> bool:
        """Whether a quotation only repeats in large letters what the text has too."""
        start, end = passage.span(1, min(pair.close, _REPEATED))
        return self.article.text.count(self.article.text[start:end]) > 1

    def _passage(self, block: Block) -> Passage:
        within = [m for m in self.mentions if block.start <= m.start and m.end <= block.end]
        return Passage(self.article.text, block, self._splitter, within, self._words.spelled)

    def apart(self, block: Block) -> None:
        """Read a headline or caption, which neither continues the body nor is continued by it."""
        kept = self.voices
        self.voices = Voices(self._words, self._scanner)
        passage = self._passage(block)
        speakers = [quote.speaker for quote, _ in self.found if quote.speaker]
        told = headline_quote(passage, self._words, self._scanner, speakers)
        if told is not None:
            self._told(passage, told, Context(0, 0, 0, told=False))
        else:
            for first, stop in sentences(passage):
                self._sentence(passage, first, stop)
        self.voices = kept

    def _sentence(self, passage: Passage, first: int, stop: int) -> None:
        doubt = unchecked(passage, first, stop, self._words)
        frames = self._scanner.read(passage, first, stop)
        if doubt is not None:
            frames = [
                self._scanner.endings.cut(passage, frame, doubt) if frame.first < doubt else frame for frame in frames
            ]
        made = 0
        floor = first
        self.heard_from = ()
        for index, frame in enumerate(frames):
            context = Context(self.sentence, first, floor, told=made > 0)
            if frame.trails:
                coming = frames[index + 1].first if index + 1 < len(frames) else stop
                made += self._trailing(passage, frame, context, (coming, coming < stop, made))
            else:
                made += self._told(passage, frame, context)
            floor = frame.content.last if frame.content else frame.last
        if doubt is not None:
            self._not_checked(passage.words[doubt].start)
        if not made:
            self.voices.note(passage, first, stop, self.sentence)

    def _not_checked(self, before: int) -> None:
        """What was told last before an offset, in this sentence or the one before, could not be checked."""
        near = range(len(self.found) - 1, max(-1, len(self.found) - _NEAR), -1)
        told = [index for index in near if self.found[index][0].start < before]
        last = self.found[told[0]][1].sentence if told else 0
        for index in told:
            quote, voice = self.found[index]
            if voice.sentence == last and self.sentence - last <= 1:
                self.found[index] = msgspec.structs.replace(quote, stance="unconfirmed"), voice

    def _told(self, passage: Passage, frame: Frame, context: Context) -> int:
        content = frame.content
        if content is None:
            return 0
        start, end = passage.span(content.first, content.last)
        if start >= end:
            return 0
        voice = self.voices.settle(passage, frame, context)
        heard = tuple(
            h for h in self.heard_from if voice.words is None or not self.voices.same(h.text, voice.words.text)
        )
        self._make(passage, frame, voice._replace(relays=(*voice.relays, *heard)), (start, end))
        return 1

    def _trailing(self, passage: Passage, frame: Frame, context: Context, place: tuple[int, bool, int]) -> int:
        """Words that attribute what stands around them: one more relay of the quote before, or a quote of their own."""
        stop, more, made = place
        if made:
            self._relay_last(passage, frame, context)
            return 0
        bounds = (self._after_credit(passage, context.first), frame.first)
        then = self._scanner.endings.then(passage, frame.last, stop)
        if then > frame.last:
            bounds = (then, then)
        if passage.spoken(*bounds) < _MIXED:
            if more and not self._tells(passage, frame.last, stop):
                told = self.voices.settle(passage, frame, context).words if frame.subject else None
                self.heard_from = (told,) if told else ()
                return 0
            bounds = (self._scanner.endings.then(passage, frame.last, stop), stop)
        start, end = passage.span(bounds[0], self._scanner.endings.unled(passage, *bounds))
        if start >= end:
            return 0
        voice = self.voices.settle(passage, frame, context)
        self._make(passage, frame, voice, (start, end))
        return 1

    def _tells(self, passage: Passage, first: int, stop: int) -> bool:
        """Whether what stands between words that attribute and the next report is told on their word: it has a verb."""
        if self._scanner.endings.goes_on(passage, first):
            return True
        between = range(first, stop)
        verbs = (n for n in between if n not in passage.mentioned and self._words.is_verb(passage.words[n].text))
        return passage.spoken(first, stop) > _TOLD and next(verbs, None) is not None

    def _after_credit(self, passage: Passage, first: int) -> int:
        """Past a credit that opens a sentence: "Agencies:"."""
        colon = next(
            (n for n in range(first, min(first + _CREDIT, len(passage.words))) if passage.words[n].text == COLON), None
        )
        return self._scanner.clauses.after_dateline(passage, first) if colon is None else colon + 1

    def _relay_last(self, passage: Passage, frame: Frame, context: Context) -> None:
        if frame.subject is None and frame.vehicle is None:
            return
        told = self.voices.settle(passage, frame, context)
        for index, (quote, voice) in self._of_sentence():
            if voice.words == self.found[-1][1].words:
                relays, vehicle = (*voice.relays, *self._added(told, voice)), told.vehicle
                if vehicle is not None and vehicle == told.words and self.voices.is_report(vehicle):
                    relays, vehicle = (*relays, vehicle), None
                voice = voice._replace(relays=relays, vehicle=vehicle or voice.vehicle)
                self.found[index] = quote, voice
        self.voices.remember(self.found[-1][1])

    def _added(self, told: Voice, voice: Voice) -> tuple[Said, ...]:
        """Whom words that attribute a quote name anew: not its speaker again, and not only the statement."""
        if told.words is None or told.words == told.vehicle:
            return ()
        again = voice.words is not None and self.voices.same(told.words.text, voice.words.text)
        return () if again else (told.words, *told.relays)

    def _of_sentence(self) -> list[tuple[int, tuple[Quote, Voice]]]:
        """The quotes of this sentence, with their places among those found."""
        backwards = zip(range(len(self.found) - 1, -1, -1), reversed(self.found), strict=True)
        near = islice(backwards, _NEAR)
        return list(takewhile(lambda found: found[1][1].sentence == self.sentence, near))

    def _share_vehicle(self, voice: Voice) -> None:
        """One sentence, one speaker, one vehicle: what was told before it was named came by it too."""
        for index, (quote, other) in self._of_sentence():
            same = other.words == voice.words
            if same and other.vehicle is None and voice.vehicle is not None:
                self.found[index] = quote, other._replace(vehicle=voice.vehicle, relays=other.relays or voice.relays)

    def _make(self, passage: Passage, frame: Frame, voice: Voice, span: tuple[int, int]) -> None:
        cue_start = passage.words[frame.first].start
        cue_end = max(passage.span(frame.first, max(frame.last, frame.first + 1))[1], passage.words[frame.first].end)
        words = voice.words
        quote = Quote(
            id=record_id(self.article, "quote", *span),
            article_id=self.article.id,
            made_by=self.mark,
            start=span[0],
            end=span[1],
            cue_start=cue_start,
            cue_end=cue_end,
            kind=_kind(passage, frame, span),
            speaker_kind=voice.kind,
            speaker=words and words.text,
            speaker_start=words and words.start,
            speaker_end=words and words.end,
            speaker_mention=words and self._mention(words.start, words.end),
            stance=stance_of(passage, frame, words and words.text, self._words),
            continues=voice.continues,
            evidence=(frame.cue.row,),
        )
        if quote.id in self._ids:
            return
        self._ids.add(quote.id)
        voice = voice._replace(quote=quote.id)
        self.found.append((quote, voice))
        self._share_vehicle(voice)
        self.voices.remember(voice)

    def _mention(self, start: int, end: int) -> str | None:
        """The mention that the speaker's words hold: the last that stands in them, as the name follows the office."""
        inside = [m for m in self.mentions if start <= m.start and m.end <= end]
        people = [m for m in inside if m.kind == "person"]
        best = people[:1] or inside[:1] or [m for m in self.mentions if m.start < end and start < m.end][:1]
        return best[0].id if best else None


def _kind(passage: Passage, frame: Frame, span: tuple[int, int]) -> QuoteKind:
    if frame.content is not None and frame.content.pair is not None:
        return "direct"
    for pair in passage.pairs_within(*span):
        if passage.spoken(pair.open, pair.close) >= _MIXED:
            return "mixed"
    return "reported"
