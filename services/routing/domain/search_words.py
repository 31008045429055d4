"""The words by which a case is found: without diacritics, and put right where the keyboard program was off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from services.routing.domain.suggestion.keyboard import typed_raw
from services.routing.domain.suggestion.spelling import without_marks

#: Of one case, and of one search. Who writes more is found by what they wrote first.
MOST_WORDS, MOST_SOUGHT = 400, 8
#: People quote a code by its end.
ENDS = (4, 5, 6)
#: A single letter is the beginning of half of all words.
SHORTEST_BEGINNING = 2
_LONGEST = 40
_WORD = re.compile(r"[0-9a-z]+")
_PHRASE = re.compile(r'"([^"]+)"')
_MARKS = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for: each of `words` in one of its spellings, what begins so, and phrases word for word."""

    words: tuple[tuple[str, ...], ...] = ()
    beginning: str | None = None
    phrases: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Return whether there is nothing to look for."""
        return not self.words and self.beginning is None


def words_of(texts: Iterable[str]) -> list[str]:
    """Return the words of texts in all their spellings, each once, at most `MOST_WORDS`."""
    found: dict[str, None] = {}
    for text in texts:
        for word in _words(text):
            found |= dict.fromkeys(spellings(word[:_LONGEST]))
        if len(found) >= MOST_WORDS:
            break
    return list(found)[:MOST_WORDS]


def words_of_code(code: str) -> list[str]:
    """Return what finds a case by its code: the whole of it, or its end."""
    return [code, *(code[-length:] for length in ENDS)]


def sought(typed: str) -> Sought:
    """Read what was typed into the search field, at most `MOST_SOUGHT` words of it.

    The last word counts as a beginning unless a blank or a quotation mark follows: it may be unfinished. Numbers are
    always whole. A single letter is a word.
    """
    phrases = tuple(" ".join(_words(each)) for each in _PHRASE.findall(typed))
    words = _words(typed)[:MOST_SOUGHT]
    beginning = words.pop() if _is_unfinished(words, typed) else None
    return Sought(
        tuple(spellings(word[:_LONGEST]) for word in dict.fromkeys(words)),
        beginning,
        tuple(each for each in phrases if " " in each),
    )


def has_phrases(texts: Iterable[str], phrases: Iterable[str]) -> bool:
    """Return whether each phrase stands in one of the texts, word for word."""
    said = [f" {' '.join(_words(text))} " for text in texts]
    return all(any(f" {phrase} " in text for text in said) for phrase in phrases)


@lru_cache(maxsize=50_000)
def spellings(word: str) -> tuple[str, ...]:
    """Return a plain word as it stands, and what was meant where it was typed raw: "duwowngf" is also "duong"."""
    meant = typed_raw(word)
    plain = without_marks(meant.rstrip("12345")) if meant else word
    return (word,) if plain == word else (word, plain)


def _words(text: str) -> list[str]:
    """Split a text into words without marks; for whole texts, so it runs in a tenth of `without_marks`' time."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _WORD.findall(_MARKS.sub("", decomposed))


def _is_unfinished(words: list[str], typed: str) -> bool:
    last = words[-1] if words else ""
    return typed[-1:].isalnum() and last.isalpha() and SHORTEST_BEGINNING <= len(last) < _LONGEST
