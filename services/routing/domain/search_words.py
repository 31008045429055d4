"""The words by which a case is found: folded, so that diacritics do not matter, alone and in pairs.

Vietnamese words are mostly pairs of syllables: `đèn đường` as one word finds few cases where `đèn` and `đường` each
find thousands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

_WORD = re.compile(r"[0-9a-z]+")
_PHRASE = re.compile(r'"([^"]+)"')
MOST_WORDS = 400
LONGEST = 40
#: Before the slug of an agency that may see the case, and the state: words that nobody can type.
HOLDER, STATE = "@", "="

Fold = Callable[[str], str]


def words_of(texts: Iterable[str], fold: Fold) -> list[str]:
    """Return the words and pairs of words of texts, each once, at most `MOST_WORDS`."""
    found: dict[str, None] = {}
    for text in texts:
        syllables = [word[:LONGEST] for word in _WORD.findall(fold(text))]
        found |= dict.fromkeys(syllables)
        found |= dict.fromkeys(_paired(syllables))
        if len(found) >= MOST_WORDS:
            break
    return list(found)[:MOST_WORDS]


def wanted(typed: str, fold: Fold) -> tuple[list[str], str | None]:
    """Return what must all be found (words, and pairs of quoted phrases), and the beginning of the last word.

    What is typed last may be unfinished: it counts as a beginning unless a blank or a quotation mark follows.
    """
    pairs = [pair for phrase in _PHRASE.findall(typed) for pair in _paired(_WORD.findall(fold(phrase)))]
    plain = _PHRASE.sub(lambda match: f" {match.group(1)} ", typed)
    syllables = _WORD.findall(fold(plain))
    unfinished = bool(syllables) and typed[-1:].isalnum()
    beginning = syllables.pop() if unfinished and len(syllables[-1]) < LONGEST else None
    return list(dict.fromkeys([*pairs, *syllables])), beginning


def _paired(syllables: list[str]) -> Iterator[str]:
    return (f"{one} {other}" for one, other in pairwise(syllables))
