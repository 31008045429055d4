"""Where a text names its own author: the name the citizen gave, in any case, with or without diacritics."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.publish.domain.folding import view

_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*){0,20}")
_MARKS = re.compile(r"[\u0300-\u036f]+")
_INITIAL = re.compile(r"[a-z]{1,2}\.\s{0,2}")

#: Words after which a given name alone is a name: "anh An", "bà An", "Mr An".
TITLES = frozenset(
    {"anh", "chi", "ong", "ba", "co", "chu", "bac", "em", "di", "cau", "mo", "thim", "duong", "gia", "ten", "la"}
    | {"mr", "mrs", "ms", "miss", "dong", "cu", "chau", "ban"}
)
#: Characters at most between two words of one name.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class _Word:
    letters: str
    start: int
    end: int


class ContactName:
    """The name a citizen gave as contact, ready to be looked for."""

    def __init__(self, name: str) -> None:
        composed = unicodedata.normalize("NFC", name)
        words = [word.letters for word in _words(view(composed))]
        self._family, self._given = words[:-1], words[-1] if words else ""
        self._joined = "".join(words)
        # How far a whole name with its gaps and a title reaches to either side of its last word.
        self._reach = len(self._joined) + _NEAR * len(words) + 10

    def find(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) wherever `folded` (see `folding.view`) has the name: whole, shortened ("Văn An",
        "N.V. An"), turned round ("An Nguyễn"), written in one word, or the given name after a title ("anh An").
        """
        if self._given:
            for around in self._neighbourhoods(folded):
                yield from self._among(list(_words(folded, around)), folded)

    def _neighbourhoods(self, folded: str) -> Iterator[slice]:
        """Yield the parts worth a closer look. Most texts have none, and this is asked of every text."""
        if _MARKS.search(folded):
            yield slice(0, len(folded))  # loose marks may stand between the letters of the name
            return
        for spelling, bare in ((self._given, True), (self._joined, False)):
            until = at = 0
            while (at := folded.find(spelling, at)) >= 0:
                end = at + len(spelling)
                if end > until and not (bare and _inside_word(folded, at, end)):
                    until = end + self._reach
                    yield slice(max(0, at - self._reach), until)
                at = end

    def _among(self, words: Sequence[_Word], folded: str) -> Iterator[tuple[int, int]]:
        for at, word in enumerate(words):
            if word.letters == self._given:
                yield from self._around(words, at, folded)
            elif self._family and self._joined in word.letters:
                yield word.start, word.end

    def _around(self, words: Sequence[_Word], at: int, folded: str) -> Iterator[tuple[int, int]]:
        start, end = self._leftmost(words, at, folded), self._rightmost(words, at)
        titled = at > 0 and words[at - 1].letters in TITLES and _gap(words, at) <= _NEAR
        if start < words[at].start or end > words[at].end or titled:
            yield start, end

    def _leftmost(self, words: Sequence[_Word], at: int, folded: str) -> int:
        """Walk left over the middle and family names; each may be written out or be an initial with a dot."""
        while at > 0 and _gap(words, at) <= _NEAR and self._is_part(words[at - 1], words[at], folded):
            at -= 1
        return words[at].start

    def _is_part(self, word: _Word, following: _Word, folded: str) -> bool:
        if word.letters in self._family or word.letters == "".join(self._family):
            return True
        initial = any(part.startswith(word.letters) for part in self._family)
        return initial and bool(_INITIAL.fullmatch(folded, word.start, following.start))

    def _rightmost(self, words: Sequence[_Word], at: int) -> int:
        """Walk right over the other names, for those who put the given name first."""
        while at + 1 < len(words) and _gap(words, at + 1) <= _NEAR and words[at + 1].letters in self._family:
            at += 1
        return words[at].end


def _words(folded: str, part: slice = slice(None)) -> Iterator[_Word]:
    for match in _WORD.finditer(folded, part.start or 0, len(folded) if part.stop is None else part.stop):
        letters = match.group()
        if not letters.isascii():
            letters = _MARKS.sub("", letters)
        yield _Word(letters, match.start(), match.end())


def _inside_word(folded: str, start: int, end: int) -> bool:
    return folded[start - 1 : start].isalpha() or folded[end : end + 1].isalpha()


def _gap(words: Sequence[_Word], at: int) -> int:
    """Return how many characters lie between a word and the one before it."""
    return words[at].start - words[at - 1].end


_INTRODUCED = re.compile(
    r"\b(?:toi ten(?: la)?|ten (?:toi|em|minh|chau|la)(?: la)?|ho (?:va )?ten(?: toi)?(?: la)?"
    r"|nguoi (?:phan anh|lien he|gui)"
    r"|(?P<plain>(?:toi|em|minh|chau) la))(?:\s?:\s?|\s)(?=\w)"
)
_LONGEST_NAME = 5
#: Names of the Jrai and Bahnar have an apostrophe: H'Lan.
_CAPITAL = re.compile(rf"{_WORD.pattern}(?:['’]{_WORD.pattern})?")


def introduced_names(text: str, folded: str) -> Iterator[tuple[int, int]]:
    """Yield the names by which authors introduce themselves ("tôi tên là Trần Thị Bé"), told by their capitals.

    After a bare "tôi là" two capitals are needed, because a trade may follow as well.
    """
    for phrase in _INTRODUCED.finditer(folded):
        names = _capitals(text, folded, phrase.end())
        if len(names) >= (2 if phrase["plain"] else 1):
            yield names[0].start, names[-1].end


def _capitals(text: str, folded: str, at: int) -> list[_Word]:
    found: list[_Word] = []
    while len(found) < _LONGEST_NAME and (match := _CAPITAL.match(folded, at)) and text[match.start()].isupper():
        found.append(_Word(match.group(), match.start(), match.end()))
        at = match.end() + 1 if folded[match.end() : match.end() + 1] == " " else len(folded)
    return found
