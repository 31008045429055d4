"""Vietnamese text: one normal form for storing, one folded form for searching."""

from __future__ import annotations

import re
import unicodedata

# đ and Đ have no decomposition, so NFD alone leaves them.
_STROKED = str.maketrans({"đ": "d", "Đ": "D"})

# Control characters but blanks, marks that reverse or hide text, halves of surrogate pairs.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]"
)
_BLANKS = re.compile(r"\s+")


def visible_line(text: str) -> str:
    """Return `text` as one line in NFC: nothing that cannot be seen, every run of blanks as one space."""
    return _BLANKS.sub(" ", nfc(_INVISIBLE.sub("", text))).strip()


def nfc(text: str) -> str:
    """Return `text` in NFC, the form TCVN 6909:2001 prescribes for exchange (precomposed letters)."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics: "Đường Hùng Vương" becomes "duong hung vuong"."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKED))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
