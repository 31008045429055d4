"""The header in front of a part of a long message (3GPP TS 23.040): which message, how many parts, which one."""

from __future__ import annotations

from dataclasses import dataclass

#: Information elements: concatenation with a reference of 8 or of 16 bits.
_SHORT, _LONG = 0x00, 0x08


@dataclass(frozen=True, slots=True)
class Place:
    """Part `number` (from 1) of `total`, of the message `reference` between these two numbers."""

    reference: int
    total: int
    number: int


def header(place: Place) -> bytes:
    """Return the six octets in front of a part, with an 8-bit reference."""
    return bytes((5, _SHORT, 3, place.reference & 0xFF, place.total, place.number))


def parse(octets: bytes) -> tuple[Place | None, bytes]:
    """Return where a part belongs and what it says. A header that makes no sense counts as none and is dropped."""
    if not octets or octets[0] + 1 > len(octets):
        return None, octets
    elements, content = octets[1 : octets[0] + 1], octets[octets[0] + 1 :]
    while len(elements) >= 2:
        kind, length = elements[0], elements[1]
        place = _place(kind, elements[2 : 2 + length])
        if place:
            return place, content
        elements = elements[2 + length :]
    return None, content


def _place(kind: int, value: bytes) -> Place | None:
    if kind == _SHORT and len(value) == 3:
        place = Place(value[0], value[1], value[2])
    elif kind == _LONG and len(value) == 4:
        place = Place(int.from_bytes(value[:2]), value[2], value[3])
    else:
        return None
    return place if 1 <= place.number <= place.total else None
