"""Reading a text as words: without marks, and with them."""

from __future__ import annotations

import re
from functools import lru_cache

from services.routing.domain.suggestion.keyboard import typed_raw
from services.routing.domain.suggestion.short_words import SHORT_WORDS
from services.routing.domain.suggestion.spelling import spelled, without_marks

#: A citizen says in the first sentences what it is about; what follows costs time and adds little.
MOST_WORDS = 220

_WORD = re.compile(r"[^\W_]+")
_NO_WORDS = re.compile(r"https?://\S+|\S+@\S+")

#: A word without marks, and as it was written or meant.
Word = tuple[str, str]


def words_of(text: str) -> list[Word]:
    """Return the words of a text, what was typed raw or short put right; numbers and addresses of mails left out."""
    found: list[Word] = []
    for match in _WORD.finditer(_NO_WORDS.sub(" ", text.lower())):
        found.extend(_read(match.group()))
        if len(found) >= MOST_WORDS:
            break
    return found


@lru_cache(maxsize=20_000)
def _read(word: str) -> tuple[Word, ...]:
    if word.isdigit():
        return ()
    if word in SHORT_WORDS:
        return tuple((each, each) for each in SHORT_WORDS[word].split())
    meant = typed_raw(word)
    if meant:
        return ((without_marks(meant.rstrip("12345")), meant),)
    plain, marked = spelled(word)
    return tuple((each, each if plain != each else marked) for each in SHORT_WORDS.get(plain, plain).split())
