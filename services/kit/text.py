"""Vietnamese text: one normal form for storing, one folded form for searching."""

from __future__ import annotations

import unicodedata

# đ and Đ have no decomposition, so NFD alone leaves them.
_STROKED = str.maketrans({"đ": "d", "Đ": "D"})


def nfc(text: str) -> str:
    """Return `text` in NFC, the form TCVN 6909:2001 prescribes for exchange (precomposed letters)."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics: "Đường Hùng Vương" becomes "duong hung vuong"."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKED))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
