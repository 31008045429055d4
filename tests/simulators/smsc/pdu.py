"""SMPP 3.4 on the wire, by the specification's tables: headers, C strings, optional parameters."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from enum import IntEnum

HEADER = struct.Struct(">IIII")
#: No PDU of this size is honest.
MOST_OCTETS = 70_000


class Command(IntEnum):
    """command_id of requests; an answer has the highest bit set as well."""

    GENERIC_NACK = 0x80000000
    BIND_RECEIVER = 0x01
    BIND_TRANSMITTER = 0x02
    QUERY_SM = 0x03
    SUBMIT_SM = 0x04
    DELIVER_SM = 0x05
    UNBIND = 0x06
    BIND_TRANSCEIVER = 0x09
    ENQUIRE_LINK = 0x15


class Status(IntEnum):
    """command_status."""

    OK = 0x00
    INVALID_LENGTH = 0x01
    INVALID_COMMAND_LENGTH = 0x02
    INVALID_COMMAND = 0x03
    WRONG_BIND_STATE = 0x04
    ALREADY_BOUND = 0x05
    SYSTEM_ERROR = 0x08
    INVALID_SOURCE = 0x0A
    INVALID_DESTINATION = 0x0B
    BIND_FAILED = 0x0D
    INVALID_PASSWORD = 0x0E
    INVALID_SYSTEM_ID = 0x0F
    QUEUE_FULL = 0x14
    INVALID_ESM_CLASS = 0x43
    SUBMIT_FAILED = 0x45
    THROTTLED = 0x58
    QUERY_FAILED = 0x67
    INVALID_TLV = 0xC2


RESPONSE = 0x80000000
MESSAGE_PAYLOAD, SAR_REFERENCE, SAR_TOTAL, SAR_NUMBER = 0x0424, 0x020C, 0x020E, 0x020F
RECEIPTED_MESSAGE_ID, MESSAGE_STATE, SC_INTERFACE_VERSION = 0x001E, 0x0427, 0x0210


class MalformedError(Exception):
    """Octets that are no PDU."""


@dataclass(frozen=True, slots=True)
class Pdu:
    """One unit: command, status, sequence number, body."""

    command: int
    status: int
    sequence: int
    body: bytes = b""

    def octets(self) -> bytes:
        """Return what goes over the wire."""
        return HEADER.pack(HEADER.size + len(self.body), self.command, self.status, self.sequence) + self.body


@dataclass(slots=True)
class Reader:
    """Takes fields from a body, in order. Raises MalformedError when it ends too early."""

    octets: bytes
    position: int = 0

    def c_string(self, most: int) -> str:
        """Return a text that ends with a zero octet; `most` counts that octet."""
        end = self.octets.find(b"\0", self.position)
        if end < 0 or end - self.position + 1 > most:
            raise MalformedError("a C string does not end")
        text = self.octets[self.position : end].decode("ascii", "replace")
        self.position = end + 1
        return text

    def octet(self) -> int:
        """Return one octet."""
        return self.take(1)[0]

    def take(self, count: int) -> bytes:
        """Return `count` octets."""
        taken = self.octets[self.position : self.position + count]
        if len(taken) < count:
            raise MalformedError("the body ends too early")
        self.position += count
        return taken

    def parameters(self) -> dict[int, bytes]:
        """Return the optional parameters that are left, by tag."""
        found = {}
        while self.position < len(self.octets):
            tag, length = struct.unpack(">HH", self.take(4))
            found[tag] = self.take(length)
        return found


@dataclass(frozen=True, slots=True)
class Short:
    """submit_sm or deliver_sm. `octets` are the message with its user data header, if `esm_class` says so."""

    source: str
    destination: str
    octets: bytes
    esm_class: int = 0
    data_coding: int = 0
    registered_delivery: int = 0
    source_ton: int = 0
    destination_ton: int = 1
    parameters: dict[int, bytes] = field(default_factory=dict)

    def body(self) -> bytes:
        """Return the body of a PDU."""
        start = b"\0" + bytes((self.source_ton, 1)) + c_string(self.source) + bytes((self.destination_ton, 1))
        middle = c_string(self.destination) + bytes((self.esm_class, 0, 0)) + b"\0\0"
        end = bytes((self.registered_delivery, 0, self.data_coding, 0, len(self.octets))) + self.octets
        return start + middle + end + b"".join(parameter(tag, value) for tag, value in self.parameters.items())


def short(body: bytes) -> Short:
    """Read submit_sm or deliver_sm. Raises MalformedError."""
    reader = Reader(body)
    reader.c_string(6)
    source_ton, _ = reader.octet(), reader.octet()
    source = reader.c_string(21)
    destination_ton, _ = reader.octet(), reader.octet()
    destination = reader.c_string(21)
    esm_class, _, _ = reader.octet(), reader.octet(), reader.octet()
    reader.c_string(17)
    reader.c_string(17)
    registered, _, coding, _ = reader.octet(), reader.octet(), reader.octet(), reader.octet()
    octets = reader.take(reader.octet())
    parameters = reader.parameters()
    if MESSAGE_PAYLOAD in parameters:
        if octets:
            raise MalformedError("short_message and message_payload exclude one another")
        octets = parameters[MESSAGE_PAYLOAD]
    return Short(source, destination, octets, esm_class, coding, registered, source_ton, destination_ton, parameters)


def parameter(tag: int, value: bytes) -> bytes:
    """Return an optional parameter."""
    return struct.pack(">HH", tag, len(value)) + value


def c_string(text: str) -> bytes:
    """Return `text` with the zero octet that ends it."""
    return text.encode("ascii") + b"\0"
