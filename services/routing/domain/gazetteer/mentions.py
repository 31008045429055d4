"""Finding names in a text: the longest first, with the word before that says what kind of unit is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.routing.domain.gazetteer.names import Name, key_of, kind_at
from services.routing.domain.suggestion.keyboard import typed_raw
from services.routing.domain.suggestion.spelling import spelled, without_marks

MOST_WORDS = 400
LONGEST_NAME = 5
SHORTEST_BARE = 3

_WORD = re.compile(r"[^\W_]+")
#: A name behind one of these is a street's, a market's or a company's.
_STREETS = frozenset({"duong", "pho", "hem", "ngo", "ngach", "kiet", "so", "nga", "hien"})
_HOUSES = frozenset(
    {"cho", "truong", "thcs", "thpt", "cau", "vien", "xe", "san", "ty", "hang", "quan", "ho", "cang", "park"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text. `kind` is what the words before say (empty: nothing); `written` what stands there.

    `marked` are its words, `capital` whether each began large, `street` that it is a street's name, `house` that a
    place is called by it.
    """

    names: tuple[Name, ...]
    kind: str
    level: str
    written: str
    marked: tuple[str, ...]
    capital: bool
    street: bool
    house: bool


class Words:
    """A text as words with their places: as they stand there, and as they were meant where typed raw."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._matches = [match for match, _ in zip(_WORD.finditer(text), range(MOST_WORDS), strict=False)]
        written = [match.group() for match in self._matches]
        self.as_written = [spelled(word) for word in written]
        self.as_meant = [_meant(word) for word in written]
        self.plain = [word[0] for word in self.as_meant]

    def between(self, first: int, last: int) -> str:
        """Return the text from one word to another, both included."""
        return self._text[self._matches[first].start() : self._matches[last].end()]

    def are_capital(self, first: int, last: int) -> bool:
        """Return whether each of the words begins with a large letter."""
        return all(match.group()[0].isupper() for match in self._matches[first : last + 1])


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name of the index from word `first` to word `last`."""

    first: int
    last: int
    key: str
    marked: tuple[str, ...]


def mentions_in(text: str, index: Mapping[str, Sequence[Name]]) -> Iterator[Mention]:
    """Return the names in a text, first to last, none inside another."""
    words, at = Words(text), 0
    while at < len(words.plain):
        kind, level, taken = kind_at(words.plain, at)
        hit = _longest(words, at + taken, index, shortest=1) if taken else None
        if hit is None:
            kind, level, taken = "", "", 0
            hit = _longest(words, at, index, shortest=SHORTEST_BARE)
        if hit is None:
            at += 1
            continue
        yield _mention(words, at, hit, kind, level, index)
        at = hit.last + 1


def _longest(words: Words, at: int, index: Mapping[str, Sequence[Name]], shortest: int) -> _Hit | None:
    """Return the longest name that begins at a word, with at least so many letters: a bare "Ia" is no name."""
    for length in range(min(LONGEST_NAME, len(words.plain) - at), 0, -1):
        for read in (words.as_written, words.as_meant):
            part = read[at : at + length]
            key = key_of([word[0] for word in part])
            if len(key) >= shortest and key in index:
                return _Hit(at, at + length - 1, key, tuple(word[1] for word in part))
    return None


def _mention(
    words: Words, start: int, hit: _Hit, kind: str, level: str, index: Mapping[str, Sequence[Name]]
) -> Mention:
    previous = words.plain[start - 1] if start and not kind else ""
    return Mention(
        names=tuple(index[hit.key]),
        kind=kind,
        level=level,
        written=words.between(start, hit.last),
        marked=hit.marked,
        capital=words.are_capital(hit.first, hit.last),
        street=previous in _STREETS,
        house=previous in _HOUSES,
    )


def _meant(word: str) -> tuple[str, str]:
    meant = typed_raw(word.lower())
    return (without_marks(meant.rstrip("12345")), meant) if meant else spelled(word)
