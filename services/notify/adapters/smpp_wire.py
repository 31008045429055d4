"""SMPP's units on a socket: cut out of the stream here, made and read by smpplib."""

from __future__ import annotations

import logging
import socket
import ssl
import struct
import threading
from contextlib import suppress
from typing import Any

from smpplib import smpp  # type: ignore[import-untyped]
from smpplib.client import SimpleSequenceGenerator  # type: ignore[import-untyped]

from services.notify.adapters.smpp_address import Smsc

# It would write whole units, with passwords and telephone numbers.
logging.getLogger("smpplib").setLevel(logging.CRITICAL)

#: Header and the longest body that anybody sends in good faith.
HEADER, MOST_OCTETS = 16, 70_000


class Hangup(OSError):  # noqa: N818
    """The other side has gone, or does not speak SMPP."""


class Wire:
    """Writing is for any thread, reading for one."""

    def __init__(self, smsc: Smsc, timeout: float) -> None:
        """Connect within `timeout` seconds. Raises OSError."""
        self._socket = _connected(smsc, timeout)
        self._timeout = timeout
        self._writing = threading.Lock()
        self._buffer = b""
        self._sequence = SimpleSequenceGenerator()

    @property
    def sequence(self) -> int:
        """The number last given; what smpplib asks a client for."""
        return int(self._sequence.sequence)

    def next_sequence(self) -> int:
        """Return a number that no unit of ours has had lately."""
        with self._writing:
            return int(self._sequence.next_sequence())

    def make(self, command: str, **fields: Any) -> Any:
        """Return a unit; a request gets its number, an answer must be given one."""
        return smpp.make_pdu(command, client=self, **fields)

    def write(self, unit: Any) -> None:
        """Send a unit. Raises OSError, and then the other side cannot have got all of it."""
        octets = unit.generate()
        with self._writing:
            self._socket.settimeout(self._timeout)
            self._socket.sendall(octets)

    def read(self, seconds: float) -> Any:
        """Return the next unit; None for one that cannot be read. Raises TimeoutError, which loses nothing; OSError."""
        self._fill(4, seconds)
        length = struct.unpack(">L", self._buffer[:4])[0]
        if not HEADER <= length <= MOST_OCTETS:
            raise Hangup("not SMPP")
        self._fill(length, seconds)
        octets, self._buffer = self._buffer[:length], self._buffer[length:]
        try:
            return smpp.parse_pdu(octets, client=self, allow_unknown_opt_params=True)
        except Exception:  # noqa: BLE001 - the library raises whatever it stumbles over
            return None

    def close(self) -> None:
        """Hang up; whoever reads wakes up."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _fill(self, count: int, seconds: float) -> None:
        while len(self._buffer) < count:
            self._socket.settimeout(seconds)
            more = self._socket.recv(65_536)
            if not more:
                raise Hangup("closed")
            self._buffer += more


def _connected(smsc: Smsc, timeout: float) -> socket.socket:
    plain = socket.create_connection((smsc.host, smsc.port), timeout)
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if smsc.scheme == "smpp":
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=smsc.host)
    except BaseException:
        plain.close()
        raise
