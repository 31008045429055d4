"""Words as they are compared: without diacritics, case and punctuation."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_STROKED = str.maketrans({"đ": "d", "Đ": "D"})


def plain(text: str) -> str:
    """Return the words of `text` with single spaces: "Huỷ!" and "HỦY" are "huy"."""
    letters = unicodedata.normalize("NFD", text.translate(_STROKED))
    return " ".join(_WORD.findall("".join(char for char in letters if not unicodedata.combining(char)).casefold()))


def nfc_lower(text: str) -> str:
    """Return the text in small letters, each with its marks as one character."""
    return unicodedata.normalize("NFC", text).lower()


def has_diacritics(text: str) -> bool:
    """Return whether any letter carries a mark that English has no use for."""
    return any(unicodedata.combining(char) for char in unicodedata.normalize("NFD", text)) or "đ" in text.lower()
