"""Finding names in a text: the longest first, with the word before that says what kind of unit is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.routing.domain.gazetteer.names import Name, key_of, kind_before
from services.routing.domain.suggestion.keyboard import typed_raw
from services.routing.domain.suggestion.spelling import spelled, without_marks

MOST_WORDS = 400
LONGEST_NAME = 5

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
    """A text as words with their places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.matches = [match for match, _ in zip(_WORD.finditer(text), range(MOST_WORDS), strict=False)]
        read = [_read(match.group()) for match in self.matches]
        self.plain = [word[0] for word in read]
        self.marked = [word[1] for word in read]

    def between(self, first: int, last: int) -> str:
        """Return the text from one word to another, both included."""
        return self.text[self.matches[first].start() : self.matches[last].end()]

    def are_capital(self, first: int, last: int) -> bool:
        """Return whether each of the words begins with a large letter."""
        return all(match.group()[0].isupper() for match in self.matches[first : last + 1])


def mentions_in(text: str, index: Mapping[str, Sequence[Name]]) -> Iterator[Mention]:
    """Return the names in a text, first to last, none inside another."""
    words, at = Words(text), 0
    while at < len(words.plain):
        length = _longest(words.plain, at, index)
        if length:
            yield _mention(words, at, length, index)
        at += length or 1


def _longest(plain: list[str], at: int, index: Mapping[str, Sequence[Name]]) -> int:
    """A word of one or two letters is no name unless a word before says so: "Ia", "ka"."""
    for length in range(min(LONGEST_NAME, len(plain) - at), 0, -1):
        key = key_of(plain[at : at + length])
        if key in index and (len(key) > 2 or kind_before(plain, at)):
            return length
    return 0


def _mention(words: Words, at: int, length: int, index: Mapping[str, Sequence[Name]]) -> Mention:
    last = at + length - 1
    before = kind_before(words.plain, at)
    kind, level, taken = before or ("", "", 0)
    previous = words.plain[at - 1] if at else ""
    return Mention(
        names=tuple(index[key_of(words.plain[at : at + length])]),
        kind=kind,
        level=level,
        written=words.between(at - taken, last),
        marked=tuple(words.marked[at : at + length]),
        capital=words.are_capital(at, last),
        street=not kind and previous in _STREETS,
        house=not kind and previous in _HOUSES,
    )


def _read(word: str) -> tuple[str, str]:
    meant = typed_raw(word.lower())
    return (without_marks(meant.rstrip("12345")), meant) if meant else spelled(word)
