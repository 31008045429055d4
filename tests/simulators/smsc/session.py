"""One connection: bind first, then submit and receive, until either side ends it."""

from __future__ import annotations

import hmac
import itertools
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from tests.simulators.smsc import pdu
from tests.simulators.smsc.deliveries import Waiting
from tests.simulators.smsc.pdu import HEADER, MOST_OCTETS, RESPONSE, Command, MalformedError, Pdu, Reader, Status
from tests.simulators.smsc.texts import RefusedError

if TYPE_CHECKING:
    from tests.simulators.smsc.simulator import SmscSimulator

BINDS = (Command.BIND_RECEIVER, Command.BIND_TRANSMITTER, Command.BIND_TRANSCEIVER)
SENDING = (Command.BIND_TRANSMITTER, Command.BIND_TRANSCEIVER)
RECEIVING = (Command.BIND_RECEIVER, Command.BIND_TRANSCEIVER)


class Session:
    """Serves one client in the calling thread; what it says to the client may come from any thread."""

    def __init__(self, smsc: SmscSimulator, connection: socket.socket) -> None:
        self._smsc, self._connection = smsc, connection
        self._write = threading.Lock()
        self._numbers = itertools.count(1)
        self._asked: dict[int, Callable[[int], None]] = {}
        self.bound: int | None = None
        self._alive_at = time.monotonic()
        self._enquired_at: float | None = None
        self._answers: dict[int, Callable[[Pdu], None]] = {
            Command.SUBMIT_SM: self._submit,
            Command.QUERY_SM: self._query,
            Command.ENQUIRE_LINK: lambda asked: self._answer(asked, Status.OK),
            Command.UNBIND: self._unbind,
        } | dict.fromkeys(BINDS, self._bind)

    @property
    def receives(self) -> bool:
        """Tell whether deliver_sm may be sent to it."""
        return self.bound in RECEIVING

    def serve(self) -> None:
        """Read until the connection ends."""
        with suppress(OSError, MalformedError):
            while (unit := self._read()) is not None:
                self._alive_at = time.monotonic()
                if unit.command & RESPONSE:
                    self._answered(unit)
                else:
                    self._answers.get(unit.command, self._nack)(unit)
        self.close()

    def close(self) -> None:
        """End the connection without a word."""
        self.bound = None
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)
        self._connection.close()

    def deliver(self, waiting: Waiting) -> None:
        """Send a deliver_sm; its answer settles it."""

        def settled(status: int) -> None:
            waiting.statuses.append(status)
            if status == Status.OK:
                waiting.done.set()

        self._ask(Command.DELIVER_SM, waiting.message.body(), settled)

    def enquire(self) -> None:
        """Ask whether the client is still there."""
        self._enquired_at = time.monotonic()
        self._ask(Command.ENQUIRE_LINK, b"", lambda _: None)

    def is_dead(self) -> bool:
        """Tell whether nothing has come since it was asked for a sign of life."""
        return self._enquired_at is not None and self._alive_at < self._enquired_at

    def unbind(self) -> None:
        """Ask the client to go, as before maintenance."""
        self._ask(Command.UNBIND, b"", lambda _: self.close())

    def _ask(self, command: int, body: bytes, answered: Callable[[int], None]) -> None:
        sequence = next(self._numbers)
        self._asked[sequence] = answered
        with suppress(OSError):
            self._send(Pdu(command, 0, sequence, body))

    def _answered(self, unit: Pdu) -> None:
        answered = self._asked.pop(unit.sequence, None)
        if answered is not None:
            answered(unit.status)

    def _bind(self, asked: Pdu) -> None:
        reader = Reader(asked.body)
        system_id, password = reader.c_string(16), reader.c_string(9)
        status = self._bind_status(system_id, password)
        version = pdu.parameter(pdu.SC_INTERFACE_VERSION, b"\x34")
        self._answer(asked, status, pdu.c_string("SIMULATOR") + version if status == Status.OK else b"")
        if status == Status.OK:
            self.bound = asked.command
            self._smsc.bound(self)

    def _bind_status(self, system_id: str, password: str) -> int:
        credentials = self._smsc.credentials
        if self.bound is not None:
            return Status.ALREADY_BOUND
        if self._smsc.faults.is_out():
            return Status.BIND_FAILED
        if (code := self._smsc.faults.take("fail", "bind")) is not None:
            return int(code)
        if system_id != credentials.system_id:
            return Status.INVALID_SYSTEM_ID
        right = hmac.compare_digest(password.encode(), credentials.password.encode())
        return Status.OK if right else Status.INVALID_PASSWORD

    def _submit(self, asked: Pdu) -> None:
        faults = self._smsc.faults
        if faults.take("drop", "submit_sm"):
            self.close()
            return
        message_id, status = "", self._submit_status()
        if status == Status.OK:
            message_id, status = self._taken(asked.body)
        if faults.take("swallow", "submit_sm"):
            return
        if faults.take("hang-up", "submit_sm"):
            self.close()
            return
        time.sleep(faults.take("slow", "submit_sm") or 0)
        self._answer(asked, status, pdu.c_string(message_id) if status == Status.OK else b"")

    def _submit_status(self) -> int:
        if self.bound not in SENDING:
            return Status.WRONG_BIND_STATE
        if self._smsc.faults.over_limit():
            return Status.THROTTLED
        code = self._smsc.faults.take("fail", "submit_sm")
        return Status.OK if code is None else int(code)

    def _taken(self, body: bytes) -> tuple[str, int]:
        try:
            return self._smsc.take(pdu.short(body)), Status.OK
        except RefusedError as refusal:
            return "", refusal.status
        except MalformedError:
            return "", Status.INVALID_TLV

    def _query(self, asked: Pdu) -> None:
        message_id = Reader(asked.body).c_string(65)
        state = self._smsc.state_of(message_id)
        if self.bound not in SENDING or state is None:
            self._answer(asked, Status.WRONG_BIND_STATE if self.bound not in SENDING else Status.QUERY_FAILED)
            return
        self._answer(asked, Status.OK, pdu.c_string(message_id) + pdu.c_string("") + bytes((state, 0)))

    def _unbind(self, asked: Pdu) -> None:
        self._answer(asked, Status.OK)
        self.close()

    def _nack(self, asked: Pdu) -> None:
        self._send(Pdu(Command.GENERIC_NACK, Status.INVALID_COMMAND, asked.sequence))

    def _answer(self, asked: Pdu, status: int, body: bytes = b"") -> None:
        self._send(Pdu(asked.command | RESPONSE, status, asked.sequence, body))

    def _send(self, unit: Pdu) -> None:
        with self._write:
            self._connection.sendall(unit.octets())

    def _read(self) -> Pdu | None:
        header = self._exactly(HEADER.size)
        if header is None:
            return None
        length, command, status, sequence = HEADER.unpack(header)
        if not HEADER.size <= length <= MOST_OCTETS:
            self._send(Pdu(Command.GENERIC_NACK, Status.INVALID_COMMAND_LENGTH, sequence))
            return None
        body = self._exactly(length - HEADER.size)
        return None if body is None else Pdu(command, status, sequence, body)

    def _exactly(self, count: int) -> bytes | None:
        octets = b""
        while len(octets) < count:
            more = self._connection.recv(count - len(octets))
            if not more:
                return None
            octets += more
        return octets
