"""What may be meant by a word that nobody wrote: syllables without a space between them, letters that sound alike."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

LONGEST_RUN = 60
_LONGEST_SYLLABLE, _SHORTEST_PIECE = 7, 2
#: Letters that sound alike in one part of the country or another, and are mistaken for each other in writing.
_ALIKE = (
    (re.compile("ngh"), "ng"),
    (re.compile("gh"), "g"),
    (re.compile("^tr"), "ch"),
    (re.compile("^(gi|r)"), "d"),
    (re.compile("^s"), "x"),
    (re.compile("^l"), "n"),
    (re.compile("^(k|q)"), "c"),
    (re.compile("y"), "i"),
    (re.compile("ng$"), "n"),
    (re.compile("(t|ch)$"), "c"),
)


def sound(word: str) -> str:
    """Return a folded word with all that sounds alike written alike."""
    for letters, one in _ALIKE:
        word = letters.sub(one, word)
    return word


def most_wrong(word: str) -> int:
    """Return how many letters may be wrong: in short words any letter makes another word."""
    return 0 if len(word) < 4 or not word.isalpha() else 1 if len(word) < 6 else 2


def likeliest(word: str, near: Iterable[tuple[str, int, int]], most: int) -> list[str]:
    """Return what was most likely meant by a folded word, of candidates with their distance and frequency.

    What sounds the same comes before what differs by a letter, and of equals what is written more often. So does what
    begins with the same letter: it is seldom the first that is wrong.
    """
    heard = sound(word)

    def order(candidate: tuple[str, int, int]) -> tuple[int, bool, int]:
        other, distance, frequency = candidate
        return (0 if sound(other) == heard else distance, other[:1] != word[:1], -frequency)

    return [other for other, _, _ in sorted(near, key=order)[:most]]


def by_frequency(word: str, all_cases: int, spelled: Mapping[str, int]) -> list[str]:
    """Return the spellings of a folded word, the most frequent first.

    In the cases that have the word and none of its other spellings, it stands as it is, such as "heo".
    """
    written = {**spelled, word: all_cases - sum(spelled.values())}
    return sorted((each for each, many in written.items() if many > 0), key=lambda each: -written[each])


def split(run: str, frequency: Mapping[str, int]) -> tuple[str, ...]:
    """Return the words that a run of folded letters is likeliest made of, or nothing: denduong is den and duong.

    The fewer and the more frequent they are, the likelier.
    """
    if len(run) > LONGEST_RUN or not run.isalpha():
        return ()
    total = math.log(sum(frequency.values()) + 1)
    best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())]
    for end in range(1, len(run) + 1):
        best.append(_best_until(run, end, best, frequency, total))
    found = best[-1]
    return found[1] if found and len(found[1]) > 1 else ()


def _best_until(
    run: str,
    end: int,
    best: list[tuple[float, tuple[str, ...]] | None],
    frequency: Mapping[str, int],
    total: float,
) -> tuple[float, tuple[str, ...]] | None:
    ways = []
    for start in range(max(0, end - _LONGEST_SYLLABLE), end - _SHORTEST_PIECE + 1):
        piece, before = run[start:end], best[start]
        if before and (known := frequency.get(piece)):
            ways.append((before[0] + total - math.log(known), (*before[1], piece)))
    return min(ways, default=None)
