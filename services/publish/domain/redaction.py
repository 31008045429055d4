"""Hides personal data in what the public may read, so that nobody can lead the text back to a person.

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: de-identified data is free, pseudonyms are not. So what was found is replaced
by a fixed mark; nothing of it remains, neither a hash nor last digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from services.publish.domain import patterns
from services.publish.domain.contact_names import ContactName, introduced_names
from services.publish.domain.folding import view
from services.publish.domain.marks import EMAIL, HOUSE, MARK, MARKS, NAME, PHONE
from services.publish.domain.own_number import OwnNumber
from services.publish.domain.person_names import person_names

#: After hiding, what stood in the way of another match may be gone: look again, but not for ever.
_ROUNDS = 6
_BLANK = "\x00"

Found = tuple[int, int, str]
Look = Callable[[str, str], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the original (positions in its NFC form) and the kind of data that was hidden there.

    `own`: it is what the author gave as contact, so nobody may show it again.
    """

    start: int
    end: int
    kind: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text for the public, and what was hidden in the original."""

    text: str
    spans: tuple[Span, ...] = ()


class Redactor:
    """Hides what every citizen would want hidden, and what this one gave as contact: name, phone (E.164), e-mail."""

    def __init__(self, name: str | None = None, phone: str | None = None, email: str | None = None) -> None:
        self._name = ContactName(name or "")
        self._phone = OwnNumber(phone or "")
        self._email = view(unicodedata.normalize("NFC", email or "")).strip()

    def text(self, original: str) -> Redacted:
        """Redact running text. Redacting twice is redacting once."""
        return self._redacted(original, (_emails, self._own, _numbers, _houses, _names))

    def address(self, original: str) -> Redacted:
        """Redact an address: the house number goes as well, street and commune stay."""
        return self._redacted(original, (_emails, self._own, _numbers, _house_of_address, _names))

    def _redacted(self, original: str, looks: Sequence[Look]) -> Redacted:
        text = unicodedata.normalize("NFC", original)
        folded = view(text)
        hidden = _found(text, folded, looks)
        own = [(start, end) for start, end, _ in self._own(text, folded)]
        return rendered(text, tuple(Span(*each, own=_touches(each, own)) for each in hidden))

    def _own(self, _: str, folded: str) -> Iterator[Found]:
        yield from ((start, end, NAME) for start, end in self._name.find(folded))
        if patterns.LONG_NUMBER.search(folded):
            yield from ((start, end, PHONE) for start, end in self._phone.find(folded))
        if self._email:
            literal = re.escape(self._email)
            yield from ((match.start(), match.end(), EMAIL) for match in re.finditer(literal, folded))


def rendered(text: str, spans: Sequence[Span]) -> Redacted:
    """Return `text` (NFC) with the spans, in order and apart, replaced by the mark of their kind."""
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], MARKS[span.kind]]
        at = span.end
    return Redacted("".join((*parts, text[at:])), tuple(spans))


def _found(text: str, folded: str, looks: Sequence[Look]) -> list[Found]:
    if "[" in text:
        folded = _blanked(folded, [(*match.span(), "") for match in MARK.finditer(text)])
    hidden: list[Found] = []
    for _ in range(_ROUNDS):
        before = len(hidden)
        for look in looks:
            found = _apart(look(text, folded))
            folded = _blanked(folded, found)
            hidden += found
        if len(hidden) == before:
            break
    return sorted(hidden)


def _touches(found: Found, others: Iterable[tuple[int, int]]) -> bool:
    return any(found[0] < end and start < found[1] for start, end in others)


def _emails(_: str, folded: str) -> Iterator[Found]:
    if any(sign in folded for sign in patterns.AT_SIGNS):
        yield from _one_by_one(patterns.EMAILS, folded)


def _numbers(text: str, folded: str) -> Iterator[Found]:
    """Yield long numbers that are somebody's; dates, sums, case codes and public lines are blanked for this look."""
    spoken = list(_spoken(folded))
    yield from spoken
    folded = _blanked(folded, spoken)
    yield from _long_numbers(text, folded)
    if patterns.SHORT_NUMBER.search(folded):
        yield from _one_by_one(patterns.PLATES, folded)


def _spoken(folded: str) -> Iterator[Found]:
    if patterns.SPOKEN_ZERO.search(folded):
        yield from _matches(patterns.DICTATED, folded)
    yield from _matches(patterns.LOOKALIKES, folded)


def _may_be_personal(run: str) -> bool:
    """Return False for the long numbers most texts have: dates and case codes. Cheaper than looking for everything."""
    return not any(kept.fullmatch(run) for kept in patterns.KEPT)


def _without_kept(text: str, folded: str) -> str:
    for kept in patterns.KEPT:
        folded = _blanked(folded, [(*match.span(), "") for match in kept.finditer(folded)])
    return _blanked(folded, [(*match.span(), "") for match in patterns.SUMS.finditer(text)])


def _long_numbers(text: str, folded: str) -> Iterator[Found]:
    """Yield first what is called by its name, whatever it looks like, then what looks like somebody's number."""
    runs = patterns.LONG_NUMBER.findall(folded)
    called = list(_matches(patterns.CALLED, folded)) if runs else []
    yield from called
    if not any(_may_be_personal(run) for run in runs):
        return
    folded = _without_kept(text, _blanked(folded, called))
    if patterns.LONG_NUMBER.search(folded):
        yield from _one_by_one(patterns.NUMBERS, folded)


def _houses(text: str, folded: str) -> Iterator[Found]:
    for sign, kind in patterns.HOUSES:
        if sign in folded:
            yield from _matches((kind,), folded)
    for match in patterns.LIVES_AT.finditer(folded):
        if text[match.start("street")].isupper():
            yield (*match.span("hidden"), HOUSE)


def _house_of_address(_: str, folded: str) -> Iterator[Found]:
    return _matches(patterns.ADDRESS, folded)


def _names(text: str, folded: str) -> Iterator[Found]:
    yield from ((start, end, NAME) for start, end in introduced_names(text, folded))
    yield from ((start, end, NAME) for start, end in person_names(text, folded))


def _matches(kinds: Iterable[tuple[str, re.Pattern[str]]], folded: str) -> Iterator[Found]:
    for kind, pattern in kinds:
        part = "hidden" if "hidden" in pattern.groupindex else 0
        yield from ((*match.span(part), kind) for match in pattern.finditer(folded))


def _one_by_one(kinds: Iterable[tuple[str, re.Pattern[str]]], folded: str) -> Iterator[Found]:
    """Yield the matches of each kind in what the kinds before it left."""
    for kind in kinds:
        found = list(_matches((kind,), folded))
        folded = _blanked(folded, found)
        yield from found


def _apart(found: Iterable[Found]) -> list[Found]:
    """Return the spans in order, without those that overlap one before them."""
    apart: list[Found] = []
    for span in sorted(found):
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    return apart


def _blanked(folded: str, found: Sequence[Found]) -> str:
    """Return `folded` with the spans made unmatchable, every other character at its place."""
    for start, end, _ in found:
        folded = folded[:start] + _BLANK * (end - start) + folded[end:]
    return folded
