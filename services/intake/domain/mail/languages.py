"""Vietnamese or English: Vietnamese unless the text is clearly English."""

from __future__ import annotations

import re

from services.intake.domain.mail.syllables import is_syllable

_ENGLISH = frozenset(
    "the and of to is are was were have has been this that there with for not from please in on at it my our".split()  # noqa: SIM905
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 3
_SHARE = 0.15


def language(text: str) -> str:
    """Return "en" when the text has English's small words and nothing of Vietnamese, else "vi"."""
    words = [word.lower() for word in _WORD.findall(text)]
    english = sum(word in _ENGLISH for word in words)
    vietnamese = sum(not word.isascii() and is_syllable(word) for word in words)
    return "en" if english >= _LEAST and english >= _SHARE * len(words) and not vietnamese else "vi"
