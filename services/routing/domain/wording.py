"""The words of officers and operators: citizens read them, and the public too."""

from __future__ import annotations

import re
import unicodedata

# Control characters but tab and line feed, and marks that reverse or hide text: they carry no meaning in Vietnamese and
# can make a published answer say something else than it shows.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")


def clean(text: str) -> str:
    """Return the text in NFC, with line feeds only, without invisible characters and blanks around it."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))).strip()
