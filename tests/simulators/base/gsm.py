"""GSM 03.38: which characters fit into seven bits, and how many messages a text takes."""

from __future__ import annotations

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: Second octet after an escape → character.
EXTENSION = {
    0x0A: "\f",
    0x14: "^",
    0x28: "{",
    0x29: "}",
    0x2F: "\\",
    0x3C: "[",
    0x3D: "~",
    0x3E: "]",
    0x40: "|",
    0x65: "€",
}
ESCAPE = 0x1B
_EXTENDED = frozenset(EXTENSION.values())


def septets(text: str) -> int | None:
    """Return how many septets `text` takes; None when a character does not exist in GSM-7."""
    if any(char not in BASIC and char not in _EXTENDED for char in text) or "\x1b" in text:
        return None
    return sum(2 if char in _EXTENDED else 1 for char in text)


def decode(octets: bytes) -> str:
    """Return the text of unpacked GSM-7: one septet in each octet. ValueError for what is none."""
    text, position = [], 0
    while position < len(octets):
        septet = octets[position]
        if septet > 0x7F:
            raise ValueError(f"octet {septet:#x} is no septet")
        if septet == ESCAPE:
            position += 1
            text.append(EXTENSION.get(octets[position] if position < len(octets) else -1, " "))
        else:
            text.append(BASIC[septet])
        position += 1
    return "".join(text)


def encode(text: str) -> bytes:
    """Return `text` as unpacked GSM-7. ValueError for characters that do not exist there."""
    escaped = {char: bytes((ESCAPE, code)) for code, char in EXTENSION.items()}
    if septets(text) is None:
        raise ValueError("not in GSM-7")
    return b"".join(escaped[char] if char in escaped else bytes((BASIC.index(char),)) for char in text)


def segments(text: str, unicode: bool) -> int:
    """Return how many messages carry `text`: 160 or 153 septets each, or 70 or 67 UTF-16 units."""
    size = len(text.encode("utf-16-be")) // 2 if unicode else septets(text) or 0
    alone, part = (70, 67) if unicode else (160, 153)
    return 1 if size <= alone else -(-size // part)
