"""The alphabet of GSM phones (3GPP TS 23.038): 128 characters of seven bits, ten more behind an escape."""

from __future__ import annotations

#: By its place in the table. The escape stands where the standard has it and is no character.
BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = {
    "\f": 0x0A,
    "^": 0x14,
    "{": 0x28,
    "}": 0x29,
    "\\": 0x2F,
    "[": 0x3C,
    "~": 0x3D,
    "]": 0x3E,
    "|": 0x40,
    "€": 0x65,
}
ESCAPE = 0x1B

_CODES = {letter: bytes([place]) for place, letter in enumerate(BASIC) if place != ESCAPE}
_CODES |= {letter: bytes([ESCAPE, place]) for letter, place in EXTENSION.items()}
_EXTENDED = {place: letter for letter, place in EXTENSION.items()}


def is_gsm(text: str) -> bool:
    """Return whether a phone can show the text without Unicode."""
    return all(letter in _CODES for letter in text)


def septets(letter: str) -> int:
    """Return how many of a part's septets a character takes: 1, or 2 behind the escape. Raises KeyError."""
    return len(_CODES[letter])


def encode(text: str) -> bytes:
    """Return one octet per septet, unpacked, as SMPP carries the default alphabet. Raises KeyError."""
    return b"".join(_CODES[letter] for letter in text)


def decode(octets: bytes) -> str:
    """Return the text of unpacked septets. What the tables do not have becomes a space, as phones do."""
    letters, escaped = [], False
    for octet in octets:
        if octet == ESCAPE and not escaped:
            escaped = True
            continue
        letters.append(_EXTENDED.get(octet, " ") if escaped else _letter(octet))
        escaped = False
    return "".join(letters)


def _letter(octet: int) -> str:
    return BASIC[octet] if octet < len(BASIC) else " "
