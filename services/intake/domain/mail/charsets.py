"""Bytes as text, whatever their label says: labels of real mails are missing, wrong, or a habit of the program."""

from __future__ import annotations

import codecs
import re

from services.intake.domain.mail.mending import mended
from services.intake.domain.mail.syllables import likeness

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
#: Seven-bit encodings that look like ASCII, and wide ones whose bytes may look like anything.
_BELIEVED = re.compile(r"iso-?2022|utf-?7|utf-?16|utf-?32|hz", re.IGNORECASE)
_ALIASES = {
    "x-windows-1258": "windows-1258",
    "viet": "windows-1258",
    "x-viet-vni": "windows-1252",
    "x-viet-tcvn": "windows-1252",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    # Programs that say Latin-1 mean Microsoft's superset of it.
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
}
#: Python's text codecs that no mail is written in.
_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"})
_GUESSES = ("windows-1252", "windows-1258")
#: How much more Vietnamese another reading must be than what the label says, and how much at least.
_MARGIN = 0.1
_LEAST = 0.6


def decoded(data: bytes, declared: str | None = None) -> str:
    """Return the text in `data`, NFC. Never fails: what no table knows becomes U+FFFD."""
    return mended(_read(data, _known(declared)))


def _read(data: bytes, declared: str | None) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    if declared and _BELIEVED.match(declared):
        text = _strictly(data, declared)
        if text is not None:
            return text
    if data.isascii():
        return data.decode("ascii")
    # That bytes beyond ASCII are UTF-8 by chance hardly ever happens: this outweighs any label.
    text = _strictly(data, "utf-8")
    return text if text is not None else _guessed(data, declared)


def _guessed(data: bytes, declared: str | None) -> str:
    labelled = _strictly(data, declared) if declared else None
    readings = [text for name in _GUESSES if (text := _strictly(data, name)) is not None]
    best = max(readings, key=_vietnamese, default=None)
    if labelled is None:
        return best if best is not None else _somehow(data, declared)
    clearly = best is not None and _vietnamese(best) >= max(_LEAST, _vietnamese(labelled) + _MARGIN)
    return best if best is not None and clearly else labelled


def _vietnamese(text: str) -> float:
    return likeness(mended(text))


def _somehow(data: bytes, declared: str | None) -> str:
    """Mostly UTF-8 with a few broken bytes is still UTF-8; else every byte is some letter of Windows-1252."""
    text = data.decode("utf-8", "replace")
    beyond = sum(byte >= 0x80 for byte in data)
    if text.count("\ufffd") * 4 <= beyond:
        return text
    return data.decode(declared or "windows-1252", "replace")


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return None


def _known(declared: str | None) -> str | None:
    """Return a name that Python knows as a text encoding, or None."""
    name = (declared or "").strip().strip("\"'").lower().replace("_", "-").partition("*")[0]
    name = _ALIASES.get(name, name)
    try:
        found = codecs.lookup(name) if name else None
    except (LookupError, ValueError):
        return None
    if found is None or not found._is_text_encoding or found.name.replace("_", "-") in _NO_CHARSETS:  # noqa: SLF001
        return None
    return name
