"""A view of Vietnamese text for matching: lower case, without diacritics, every character at its own place."""

from __future__ import annotations

import re
import unicodedata

#: Ranges that hold the Latin letters with diacritics, and the full-width digits some phones type.
_LETTERS = (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00), *range(0xFF10, 0xFF1A))
_STROKED = {"đ": "d", "Đ": "d"}
_WORD = re.compile(r"[^\W_]+")


def _base(char: str) -> str:
    """Return the one letter or digit that `char` is built on, or `char` where it is built on none."""
    base = _STROKED.get(char) or unicodedata.normalize("NFKD", char)[0].lower()
    return base if len(base) == 1 and base.isascii() else char


_FOLDED = {code: _base(chr(code)) for code in _LETTERS} | {code: chr(code + 32) for code in range(65, 91)}


def view(text: str) -> str:
    """Return `text` (NFC) folded for matching; same length, so that positions in both are the same.

    view("Đường Hùng Vương") == "duong hung vuong". Combining marks that NFC could not compose stay where they are.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def distinct_words(*texts: str) -> str:
    """Return the words of all texts, folded, each once, in the order they first appear: what search compares."""
    return " ".join(dict.fromkeys(_WORD.findall(view(" ".join(texts)))))


def words_in(text: str) -> list[str]:
    """Return all words of a text in their order, folded."""
    return _WORD.findall(view(unicodedata.normalize("NFC", text)))


def search_words(query: str, most: int = 8) -> tuple[str, ...]:
    """Return the first `most` distinct words of a search, folded like the texts they are compared with."""
    return tuple(dict.fromkeys(words_in(query)))[:most]
