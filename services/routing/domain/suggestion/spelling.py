"""How a Vietnamese word is written: without any marks, and with them in one form whatever was typed."""

from __future__ import annotations

import re
import unicodedata

#: Combining marks of the five tones. The number is the key that types it in VNI.
TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}

_ONSET = "b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_NUCLEUS = (
    "ieu|yeu|oai|oay|oeo|uay|uoi|uou|uya|uye|uyu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ye|a|e|i|o|u|y"
)
_CODA = "ch|ng|nh|c|m|n|p|t"
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_NUCLEUS})(?:{_CODA})?")


def spelled(word: str) -> tuple[str, str]:
    """Return a word without marks, and with its tone as a digit behind: "đường" is ("duong", "đương2").

    The digit makes "hoà" and "hòa" the same word. A word without marks is twice the same.
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    tone = "".join(TONES.get(char, "") for char in decomposed)[:1]
    marked = unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in TONES))
    return without_marks(decomposed), marked + tone


def without_marks(text: str) -> str:
    """Return lower-case text without diacritics, đ as d."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def is_syllable(plain: str) -> bool:
    """Return whether a word without marks could be Vietnamese."""
    return _SYLLABLE.fullmatch(plain) is not None
