"""Words that only a person may judge: complaints, denunciations, secrets."""

from __future__ import annotations

from collections.abc import Iterable

from services.routing.domain.suggestion.words import words_of


def cautions(text: str, phrases: Iterable[str]) -> tuple[str, ...]:
    """Return the phrases that a text contains, whole words in whatever spelling. `phrases` are without marks.

    It is better to ask a person once too often: "tố cáo" is found in "không phải tố cáo" too.
    """
    read = " " + " ".join(plain for plain, _ in words_of(text)) + " "
    return tuple(phrase for phrase in phrases if f" {phrase} " in read)
