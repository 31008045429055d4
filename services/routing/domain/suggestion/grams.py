"""The features of a text: words and pairs of words without marks and with them, and pieces of words.

Pieces forgive typing errors; words with marks tell "đèn" from "đến"; words without marks are all that many write.
Training and guessing use this one function, so that they cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from services.routing.domain.suggestion.words import words_of

SIZES = (3, 4)


def grams_of(text: str) -> list[str]:
    """Return the features, each as often as it occurs. The first letter says of which kind it is."""
    words = words_of(text)
    plain = [word[0] for word in words]
    found = [*plain, *_pairs(plain)]
    found.extend(_marked([word[1] for word in words], plain))
    for word in plain:
        found.extend(_pieces(word))
    return found


def _pairs(words: list[str]) -> Iterator[str]:
    return (f"{first} {second}" for first, second in pairwise(words))


def _marked(marked: list[str], plain: list[str]) -> Iterator[str]:
    for at, word in enumerate(marked):
        if word != plain[at]:
            yield word
        if at and (word != plain[at] or marked[at - 1] != plain[at - 1]):
            yield f"{marked[at - 1]} {word}"


def _pieces(word: str) -> Iterator[str]:
    framed = f"_{word}_"
    for size in SIZES:
        for start in range(len(framed) - size + 1):
            yield f"#{framed[start : start + size]}"
