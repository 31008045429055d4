"""Try words on samples: what citizens would read, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.kit.text import visible_line
from services.notify.domain.sms.parts import Coding, coding_of, split, units
from services.notify.domain.sms.plain import plain
from services.notify.domain.sms.shorten import Style
from services.notify.domain.words.occasions import (
    CHAT_WORDS,
    LANGUAGES,
    LINES,
    MAIL_WORDS,
    OCCASIONS,
    PARTS,
    SMS_WORDS,
    SUBJECT,
)
from services.notify.domain.words.problems import (
    Problem,
    chat_problem,
    left_out_problem,
    nothing_said_problem,
    parts_problem,
    problem_of_letters,
    problems_of,
)
from services.notify.domain.words.unit import Place, Texts
from services.notify.usecases.wordings.ports import Tried, Writer
from services.notify.usecases.wordings.samples import ORDINARY, Sample, samples

CHAT_LENGTH = 2_000
_GAPS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sms:
    """A text message as the network gets it. `units` are septets, or UCS-2 units where `unicode`."""

    text: str
    unicode: bool
    units: int
    parts: int
    most_parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a citizen would read of one sample; `sms` for text messages only."""

    size: str
    language: str
    subject: str
    text: str
    html: str
    sms: Sms | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """`texts` are the words as they would be kept."""

    texts: Texts
    problems: tuple[Problem, ...]
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class TryWords:
    """`style` is how text messages are written on our network."""

    writer: Writer
    style: Style

    def __call__(self, place: Place, typed: Texts) -> Trial:
        """Return what becomes of the words; what cannot be shown has a problem that says why. Raises nothing."""
        texts, problems, shown = tidy(place, typed), [], []
        for language in LANGUAGES:
            faults = tuple(self._faults(place, language, texts))
            tries = [] if faults else [self._try(place, language, each, texts) for each in samples(place.occasion)]
            shown += [each for each, _ in tries]
            found = [problem for _, told in tries for problem in told]
            problems += [*faults, *dict.fromkeys(found)]
        return Trial(texts=texts, problems=tuple(problems), shown=tuple(shown))

    def _faults(self, place: Place, language: str, texts: Texts) -> Iterator[Problem]:
        occasion = OCCASIONS[place.occasion]
        for part in PARTS[place.kind]:
            words = texts[language][part]
            yield from problems_of(occasion, language, part, words)
            if part == SMS_WORDS and not self.style.unicode and plain(words).count("?") > words.count("?"):
                yield problem_of_letters(language)

    def _try(self, place: Place, language: str, sample: Sample, texts: Texts) -> tuple[Shown, list[Problem]]:
        tried = self.writer.tried(place.kind, language, sample.event, sample.citizen, texts)
        shown = Shown(
            size=sample.size,
            language=language,
            subject=tried.subject,
            text=tried.text,
            html=tried.html,
            sms=self._sms(tried.text) if place.kind == SMS_WORDS else None,
        )
        return shown, list(self._problems(place.kind, language, sample, tried))

    def _problems(self, kind: str, language: str, sample: Sample, tried: Tried) -> Iterator[Problem]:
        part = PARTS[kind][-1]
        yield from (left_out_problem(language, part, each) for each in tried.missing)
        if not tried.said:
            yield nothing_said_problem(language, part)
        if kind == MAIL_WORDS and not tried.title:
            yield nothing_said_problem(language, SUBJECT)
        if kind == CHAT_WORDS and len(tried.text) > CHAT_LENGTH:
            yield chat_problem(language, len(tried.text), CHAT_LENGTH)
        if kind == SMS_WORDS and sample.size == ORDINARY:
            whole = self._written(tried.text)
            if not self.style.fits(whole):
                yield parts_problem(language, len(split(whole)), self.style.most_parts)

    def _sms(self, text: str) -> Sms:
        sent, whole = self.style.written(text), self._written(text)
        coding = coding_of(sent)
        return Sms(
            text=sent,
            unicode=coding is Coding.UCS2,
            units=units(whole, coding_of(whole)),
            parts=len(split(sent)),
            most_parts=self.style.most_parts,
        )

    def _written(self, text: str) -> str:
        """Return a text message before any words are dropped to make it fit."""
        return replace(self.style, most_parts=0, most_characters=0).written(text)


def tidy(place: Place, typed: Texts) -> Texts:
    """Return words as they are kept: NFC, nothing that cannot be seen, no needless blanks; a line stays a line."""
    return {
        language: {part: _tidy(part, typed.get(language, {}).get(part, "")) for part in PARTS[place.kind]}
        for language in LANGUAGES
    }


def _tidy(part: str, words: str) -> str:
    if part in LINES:
        return visible_line(words)
    lines = (visible_line(each) for each in words.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()
