"""Understand what somebody types into the search field: as it stands, and as it may have been meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from services.publish.domain.keyboards import meant_by
from services.publish.domain.spelling import likeliest, most_wrong, split
from services.publish.domain.words import EXACT, folded, meanings

#: What to look for instead of a word, the likeliest first; each may be several words.
Choices = Sequence[tuple[str, ...]]
CORRECTIONS = 3
#: How many readings are tried before a search finds nothing.
MOST_READINGS = 5
#: So many times more frequent is a word that another one may be a mistake for.
FAR_MORE = 20


class Vocabulary(Protocol):
    """The words that published cases are found by."""

    def frequencies(self, words: Iterable[str]) -> Mapping[str, int]:
        """Return by about how many cases each of these is found, without those that none has."""

    def frequent(self) -> Mapping[str, int]:
        """Return the most frequent folded words, with about how many cases have each."""

    def near(self, word: str, most_wrong: int) -> Sequence[tuple[str, int, int]]:
        """Return frequent folded words with so many wrong letters at most: word, wrong letters, frequency."""

    def spellings(self, word: str) -> Sequence[str]:
        """Return the spellings of a folded word, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a search may mean: its words, and how they are shown where they are others than those that were typed."""

    words: tuple[str, ...]
    shown: str | None = None


class ReadQuery:
    """Reads searches by the words that really occur."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def __call__(self, words: tuple[str, ...], *, exact: bool = False) -> Iterator[Reading]:
        """Yield readings, the likeliest first; the first is the words as they are, with `exact` the only one.

        Then come words that nobody wrote, put right; then all without diacritics; then words that were written, taken
        for others that are near. A word that cannot be put right is left out while others remain.
        """
        yield Reading(words)
        if exact or not words:
            return
        seen = {words}
        typed = frozenset(words) | {folded(word) for word in words}
        for reading in islice(self._others(words), MOST_READINGS):
            if reading and reading not in seen:
                seen.add(reading)
                yield Reading(reading, self._shown(reading, typed))

    def _others(self, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        asked = frozenset().union(*map(meanings, words)) | {folded(word) for word in words}
        known = self._vocabulary.frequencies(asked)
        choices = [self._choices(word, known) for word in words]
        yield from _varied(choices)
        yield _joined([tuple(folded(word) for word in each[0])] for each in choices if each)
        for at, word in enumerate(words):
            if list(choices[at]) == [(word,)]:
                for other in self._mistaken(folded(word)):
                    yield _joined([*choices[:at], [(other,)], *choices[at + 1 :]])

    def _choices(self, word: str, known: Mapping[str, int]) -> Choices:
        """Return what to look for instead of a word, the likeliest first: the word itself where somebody wrote it."""
        if any(meaning in known for meaning in meanings(word)):
            return [(word,)]
        plain = folded(word)
        if plain in known:
            return [(plain,)]
        return self._typed(word) or self._parted(plain) or [(each,) for each in self._near(plain)]

    def _typed(self, word: str) -> Choices:
        """Return what the keys mean, as it is spelled where somebody spelled it so, or else without diacritics."""
        meant = list(meant_by(word))
        known = self._vocabulary.frequencies([name for each in meant for name in (EXACT + each, folded(each))])
        spelled = [(each,) for each in meant if EXACT + each in known]
        return spelled or [(folded(each),) for each in meant if folded(each) in known]

    def _parted(self, plain: str) -> Choices:
        parts = split(plain, self._vocabulary.frequent())
        return [parts] if parts else []

    def _near(self, plain: str) -> list[str]:
        wrong = most_wrong(plain)
        near = self._vocabulary.near(plain, wrong) if wrong else ()
        return likeliest(plain, (each for each in near if each[0] != plain), CORRECTIONS)

    def _mistaken(self, plain: str) -> list[str]:
        """Return what a word that some wrote may be a mistake for: words that are far more frequent."""
        frequent = self._vocabulary.frequent()
        many = frequent.get(plain, 1) * FAR_MORE
        if many > max(frequent.values(), default=0):
            return []
        return [other for other in self._near(plain) if frequent[other] >= many]

    def _shown(self, words: tuple[str, ...], typed: frozenset[str]) -> str:
        """Return a reading as people would write it: words that nobody typed in their most frequent spelling."""
        return " ".join(self._as_written(word, typed) for word in words)

    def _as_written(self, word: str, typed: frozenset[str]) -> str:
        if word in typed or folded(word) != word:
            return word
        return next(iter(self._vocabulary.spellings(word)), word)


def _varied(choices: Sequence[Choices]) -> Iterator[tuple[str, ...]]:
    """Yield the likeliest choices of all words, and then others for one word at a time."""
    yield _joined(choices)
    for at, of_word in enumerate(choices):
        for other in of_word[1:]:
            yield _joined([*choices[:at], [other], *choices[at + 1 :]])


def _joined(choices: Iterable[Choices]) -> tuple[str, ...]:
    """Return the words of the first choice for each, every word once."""
    return tuple(dict.fromkeys(word for each in choices if each for word in each[0]))
