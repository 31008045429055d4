"""The virus scanner: clamd's protocol, over TCP or a socket of this machine. Without one, nothing is scanned.

Source: clamd(8), "INSTREAM": pieces with their length before them (32 bits, network order), ended by an empty one.
"""

from __future__ import annotations

import socket
import struct
from urllib.parse import urlsplit

from services.kit.failures import Retryable
from services.kit.logs import log

SECONDS = 30.0
PIECE_BYTES = 256 * 1024
DEFAULT_PORT = 3310
_MOST_ANSWER = 4096


class NoScanner:
    """Finds nothing, because nobody looks."""

    def finding(self, content: bytes) -> str | None:
        """Return None."""
        return None


class Clamd:
    """`address` is `tcp://host:port` or `unix:///path`."""

    def __init__(self, address: str, seconds: float = SECONDS) -> None:
        self._address = urlsplit(address)
        self._seconds = seconds

    def finding(self, content: bytes) -> str | None:
        """Return the name of what was found, None when clean. Raises `Retryable` for every other answer, or none."""
        try:
            with self._connected() as connection:
                answer = _asked(connection, content)
        except OSError as error:
            log.warning("virus scanner away", error=type(error).__name__)
            raise Retryable("the virus scanner is away") from None
        return _read(answer)

    def _connected(self) -> socket.socket:
        if self._address.scheme == "tcp":
            place = (self._address.hostname or "", self._address.port or DEFAULT_PORT)
            return socket.create_connection(place, timeout=self._seconds)
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(self._seconds)
        try:
            connection.connect(self._address.path)
        except OSError:
            connection.close()
            raise
        return connection


def scanner(address: str) -> Clamd | NoScanner:
    """Return the scanner at `address`; none where it is empty."""
    return Clamd(address) if address else NoScanner()


def _asked(connection: socket.socket, content: bytes) -> bytes:
    """Send the content and return the answer. A scanner that has seen enough answers early and hangs up."""
    try:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE_BYTES):
            piece = content[start : start + PIECE_BYTES]
            connection.sendall(struct.pack("!L", len(piece)) + piece)
        connection.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _MOST_ANSWER:
        more = connection.recv(_MOST_ANSWER)
        if not more:
            break
        answer += more
    return answer


def _read(answer: bytes) -> str | None:
    text = answer.rstrip(b"\0\n").decode("utf-8", "replace")
    if text.endswith(" OK"):
        return None
    if text.endswith(" FOUND"):
        return text.removesuffix(" FOUND").partition(": ")[2]
    log.error("virus scanner did not scan", answer=text[:100])
    raise Retryable("the virus scanner did not scan")
