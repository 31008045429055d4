"""How people type: some without diacritics, some with a wrong letter here and there."""

from __future__ import annotations

from random import Random

from services.kit.text import fold

PLAIN, WRONG, WRONG_WORDS = 0.08, 0.06, 0.05
_LETTERS = "abcdeghiklmnopqrstuvxy"


def as_typed(chance: Random, title: str, text: str) -> tuple[str, str]:
    """Return a title and a text as somebody would type them."""
    manner = chance.random()
    if manner < PLAIN:
        return fold(title), fold(text)
    if manner < PLAIN + WRONG:
        return title, " ".join(_wrong(chance, word) if chance.random() < WRONG_WORDS else word for word in text.split())
    return title, text


def _wrong(chance: Random, word: str) -> str:
    """Return a word with one letter too few, too many, or another one."""
    at = chance.randrange(len(word))
    return chance.choice((word[:at] + word[at + 1 :], word[:at] + chance.choice(_LETTERS) + word[at:])) or word
