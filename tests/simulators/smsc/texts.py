"""From octets to what a telephone shows, and back."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from tests.simulators.base import gsm
from tests.simulators.smsc.pdu import SAR_NUMBER, SAR_REFERENCE, SAR_TOTAL, Short, Status

UDHI, RECEIPT = 0x40, 0x04
GSM7, LATIN1, UCS2 = 0, 3, 8
#: Octets of user data in one message over the air.
MOST_OCTETS = 140


class RefusedError(Exception):
    """A message that the SMSC does not take; `status` says why."""

    def __init__(self, status: Status) -> None:
        super().__init__(status.name)
        self.status = status


@dataclass(frozen=True, slots=True)
class Part:
    """One of `total` parts that share `reference`; a message that came alone is 1 of 1."""

    text: str
    reference: int
    total: int
    number: int


def part(message: Short) -> Part:
    """Return the text of a message and its place among its fellows. Raises RefusedError."""
    header, content = _split(message)
    if _too_long(message.data_coding, header, content):
        raise RefusedError(Status.INVALID_LENGTH)
    reference, total, number = _place(header, message)
    if not 1 <= number <= total:
        raise RefusedError(Status.INVALID_ESM_CLASS)
    return Part(_decoded(message.data_coding, content), reference, total, number)


def parts(text: str, reference: int) -> list[tuple[int, int, bytes]]:
    """Return (esm_class, data_coding, octets) for each message that carries `text` from a telephone."""
    plain = gsm.septets(text) is not None
    octets = gsm.encode(text) if plain else text.encode("utf-16-be")
    coding, alone, each = (GSM7, 160, 153) if plain else (UCS2, MOST_OCTETS, 134)
    if len(octets) <= alone:
        return [(0, coding, octets)]
    pieces = list(_pieces(octets, each, coding))
    heads = (bytes((5, 0, 3, reference & 0xFF, len(pieces), number)) for number in range(1, len(pieces) + 1))
    return [(UDHI, coding, head + piece) for head, piece in zip(heads, pieces, strict=True)]


def _pieces(octets: bytes, most: int, coding: int) -> Iterator[bytes]:
    """Yield pieces of at most so many octets; what two of them say together is not cut in two."""
    while octets:
        length = most
        if len(octets) > most:
            last = octets[most - 2] if coding == UCS2 else octets[most - 1]
            begun = 0xD8 <= last <= 0xDB if coding == UCS2 else last == gsm.ESCAPE
            length -= (2 if coding == UCS2 else 1) * begun
        yield octets[:length]
        octets = octets[length:]


def _split(message: Short) -> tuple[bytes, bytes]:
    if not message.esm_class & UDHI:
        return b"", message.octets
    if not message.octets or len(message.octets) <= message.octets[0]:
        raise RefusedError(Status.INVALID_ESM_CLASS)
    length = message.octets[0] + 1
    return message.octets[:length], message.octets[length:]


def _too_long(coding: int, header: bytes, content: bytes) -> bool:
    """Count over the air: GSM-7 is packed there, and its header fills whole septets."""
    if coding != GSM7:
        return len(header) + len(content) > MOST_OCTETS
    return -(-len(header) * 8 // 7) + len(content) > MOST_OCTETS * 8 // 7


def _place(header: bytes, message: Short) -> tuple[int, int, int]:
    parameters = message.parameters
    if SAR_TOTAL in parameters:
        reference = int.from_bytes(parameters.get(SAR_REFERENCE, b"\0"))
        return reference, parameters[SAR_TOTAL][0], parameters.get(SAR_NUMBER, b"\0")[0]
    elements = header[1:]
    while len(elements) >= 2:
        kind, length = elements[0], elements[1]
        value = elements[2 : 2 + length]
        if (kind, len(value)) == (0x00, 3):
            return value[0], value[1], value[2]
        if (kind, len(value)) == (0x08, 4):
            reference, total, number = struct.unpack(">HBB", value)
            return reference, total, number
        elements = elements[2 + length :]
    return 0, 1, 1


def _shown(content: bytes) -> str:
    """Return UCS-2 as a telephone shows it: half a character is none. ValueError for half an octet pair."""
    if len(content) % 2:
        raise ValueError("UCS-2 comes in pairs of octets")
    return content.decode("utf-16-be", "replace")


def _decoded(coding: int, content: bytes) -> str:
    try:
        match coding:
            case 0:
                return gsm.decode(content)
            case 3:
                return content.decode("latin-1")
            case 8:
                return _shown(content)
    except ValueError as wrong:
        raise RefusedError(Status.SUBMIT_FAILED) from wrong
    raise RefusedError(Status.SUBMIT_FAILED)
