"""The SMSC: listens, takes messages for telephones, hands receipts and citizens' texts to whoever is bound."""

from __future__ import annotations

import itertools
import re
import secrets
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from tests.simulators.base.clock import Clock
from tests.simulators.base.faults import Faults
from tests.simulators.smsc import texts
from tests.simulators.smsc.credentials import SmscCredentials
from tests.simulators.smsc.deliveries import STATES, Queue, Waiting, receipt
from tests.simulators.smsc.pdu import Short, Status
from tests.simulators.smsc.phones import Phones
from tests.simulators.smsc.session import Session
from tests.simulators.smsc.texts import RefusedError

PHONE = re.compile(r"\+?84\d{9}|0\d{9}")
ALPHANUMERIC = 5


@dataclass(frozen=True, slots=True)
class Taken:
    """A message with its id."""

    message: Short
    text: str
    at: datetime


class SmscSimulator:
    """`receipts` says whether a wanted receipt comes by itself; telephones in `unreachable` get UNDELIV.

    Every `enquire_every` seconds clients are asked for a sign of life; one that has given none until the next time is
    dropped. `redeliver_every` seconds pass before what was not acknowledged is delivered again. Numbers are `84…`.
    """

    def __init__(self, credentials: SmscCredentials | None = None) -> None:
        self.credentials = credentials or SmscCredentials()
        self.clock, self.faults, self.phones, self.queue = Clock(), Faults(), Phones(), Queue()
        self.receipts, self.unreachable = True, set[str]()
        self.enquire_every, self.redeliver_every = 15.0, 2.0
        self.number = "1022"
        self.port = 0
        self._lock = threading.RLock()
        self._sessions: list[Session] = []
        self._taken: dict[str, Taken] = {}
        self._states: dict[str, str] = {}
        self._references = itertools.count(1)
        self._prefix = secrets.token_hex(4)
        self._closed = threading.Event()
        self._listener: socket.socket | None = None

    def start(self, port: int = 0, host: str = "127.0.0.1") -> Self:
        """Listen on `port` of `host`; 0 is a free one."""
        self._listener = socket.create_server((host, port))
        self.port = self._listener.getsockname()[1]
        for work in (self._accept, self._tick):
            threading.Thread(target=work, daemon=True).start()
        return self

    def stop(self) -> None:
        """Stop listening and drop everybody."""
        self._closed.set()
        if self._listener is not None:
            with suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
        self.hang_up()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, _type: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self.stop()

    def env(self) -> dict[str, str]:
        """Return the account's variables and address for a process under test."""
        account = f"{self.credentials.system_id}:{self.credentials.password}"
        return self.credentials.env() | {"SMPP_URL": f"smpp://{account}@127.0.0.1:{self.port}"}

    def say(self, phone: str, text: str, *, to: str = "", times: int = 1) -> list[Waiting]:
        """Send a text from a telephone, in as many parts as it needs, `times` over. They wait for a receiver."""
        reference = next(self._references)
        sent = []
        for _ in range(times):
            for esm_class, coding, octets in texts.parts(text, reference):
                message = Short(_international(phone), to or self.number, octets, esm_class, coding, source_ton=1)
                sent.append(self.queue.add(message, "mo"))
        self._hand_over()
        return sent

    def report(self, message_id: str, stat: str = "DELIVRD") -> Waiting:
        """Send a receipt for a message: DELIVRD, UNDELIV, EXPIRED, REJECTD, … KeyError for no message."""
        taken = self._taken[message_id]
        self._states[message_id] = stat
        told = receipt(taken.message, message_id, stat, taken.at, self.clock.now(), taken.text)
        waiting = self.queue.add(told, "receipt")
        self._hand_over()
        return waiting

    def inbox(self, phone: str) -> list[dict[str, Any]]:
        """Return the texts a telephone shows, oldest first, each put together from its parts."""
        return self.phones.inbox(_international(phone))

    def sent(self, to: str = "") -> list[dict[str, Any]]:
        """Return the texts accepted so far, complete ones only."""
        return self.phones.inbox(_international(to) if to else "")

    def sessions(self) -> int:
        """Return how many clients are bound."""
        with self._lock:
            return sum(each.bound is not None for each in self._sessions)

    def receivers(self) -> int:
        """Return how many clients take deliver_sm."""
        with self._lock:
            return sum(each.receives for each in self._sessions)

    def hang_up(self) -> None:
        """Drop all connections without a word."""
        with self._lock:
            sessions, self._sessions = self._sessions, []
        for each in sessions:
            each.close()

    def unbind_all(self) -> None:
        """Ask all clients to go, politely."""
        with self._lock:
            for each in self._sessions:
                each.unbind()

    def take(self, message: Short) -> str:
        """Accept a submit_sm and return its id. Raises RefusedError."""
        if not PHONE.fullmatch(message.destination):
            raise RefusedError(Status.INVALID_DESTINATION)
        if not message.source or (message.source_ton == ALPHANUMERIC and len(message.source) > 11):
            raise RefusedError(Status.INVALID_SOURCE)
        part = texts.part(message)
        phone = _international(message.destination)
        with self._lock:
            message_id = f"{self._prefix}{len(self._taken) + 1:06x}"
            self._taken[message_id] = Taken(message, part.text, self.clock.now())
        stat = "UNDELIV" if phone in {_international(each) for each in self.unreachable} else "DELIVRD"
        if stat == "DELIVRD":
            self.phones.receive(_towards(message, phone), part, message_id)
        self._states[message_id] = stat
        if self.receipts and message.registered_delivery & 0x01:
            threading.Timer(0.05, self.report, (message_id, stat)).start()
        return message_id

    def state_of(self, message_id: str) -> int | None:
        """Return the message_state of a message; None for no message."""
        return STATES[self._states[message_id]] if message_id in self._states else None

    def bound(self, session: Session) -> None:
        """Give a client that has just bound what waited for it."""
        self._hand_over()

    def _hand_over(self) -> None:
        with self._lock:
            receiver = next((each for each in self._sessions if each.receives), None)
            pending = self.queue.pending() if receiver is not None else []
            due = [each for each in pending if each.due(receiver, self.redeliver_every)]
        for waiting in due:
            receiver.deliver(waiting)  # type: ignore[union-attr]

    def _accept(self) -> None:
        while not self._closed.is_set() and self._listener is not None:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            session = Session(self, connection)
            with self._lock:
                self._sessions = [*(each for each in self._sessions if each is not session), session]
            threading.Thread(target=self._serve, args=(session,), daemon=True).start()

    def _serve(self, session: Session) -> None:
        session.serve()
        with self._lock:
            self._sessions = [each for each in self._sessions if each is not session]

    def _tick(self) -> None:
        """Now and then: deliver again, ask clients whether they live, drop the dead."""
        asked = time.monotonic()
        while not self._closed.wait(self.redeliver_every):
            self._hand_over()
            if time.monotonic() - asked < self.enquire_every:
                continue
            asked = time.monotonic()
            with self._lock:
                sessions = list(self._sessions)
            for each in sessions:
                if each.is_dead():
                    each.close()
                elif each.bound is not None:
                    each.enquire()


def _international(phone: str) -> str:
    digits = phone.removeprefix("+")
    return f"84{digits[1:]}" if digits.startswith("0") else digits


def _towards(message: Short, phone: str) -> Short:
    return Short(message.source, phone, message.octets, message.esm_class, message.data_coding)
