"""One bound connection to an SMSC: answers find their questions by number, what comes in goes to a handler."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from typing import Any

from services.kit.logs import log
from services.notify.adapters.provider_http import NoAnswer, NotSent
from services.notify.adapters.smpp_address import Smsc
from services.notify.adapters.smpp_wire import Hangup, Wire

OK = 0x00
#: "Temporary application error": the SMSC keeps what it wanted to deliver, and tries again.
TRY_AGAIN = 0x64
#: What comes in is stored by so many at once.
HANDLERS = 4

#: Stores a deliver_sm and returns the status of the answer.
Handler = Callable[[Any], int]
#: Hears of an answer that came after its question had been given up: (tracking, status, message_id).
Late = Callable[[str, int, str], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the SMSC said to a submit_sm."""

    status: int
    message_id: str


class BindRefused(Exception):  # noqa: N818
    """The SMSC does not let us in. `status` is its command_status."""

    def __init__(self, status: int) -> None:
        super().__init__(f"bind refused with 0x{status:02X}")
        self.status = status


class SmppSession:
    """Bound from the moment it is made; `serve` reads until the connection ends."""

    def __init__(self, smsc: Smsc, *, timeout: float, enquire_seconds: float, handler: Handler, late: Late) -> None:
        """Connect and bind, each within `timeout` seconds. Raises OSError or `BindRefused`."""
        self._handler, self._late = handler, late
        self._enquire_seconds = enquire_seconds
        self._lock = threading.Lock()
        self._waiting: dict[int, Future[Answer]] = {}
        self._given_up: dict[int, str] = {}
        self._lost = False
        self._threads = ThreadPoolExecutor(HANDLERS, thread_name_prefix="smpp")
        self._wire = Wire(smsc, timeout)
        try:
            self._bind(smsc, timeout)
        except BaseException:
            self._wire.close()
            raise

    def submit(self, fields: dict[str, Any], tracking: str, timeout: float) -> Answer:
        """Hand over one part. Raises `NotSent`, or `NoAnswer` when nobody knows."""
        unit = self._wire.make("submit_sm", **fields)
        future: Future[Answer] = Future()
        with self._lock:
            if self._lost:
                raise NotSent("not bound")
            self._waiting[unit.sequence] = future
        try:
            self._wire.write(unit)
        except OSError as error:
            self.close()
            raise NotSent(type(error).__name__) from error
        return self._awaited(unit.sequence, future, tracking, timeout)

    def serve(self) -> None:
        """Read until the connection ends; then nothing that was asked will be answered any more."""
        silent = False
        try:
            while True:
                try:
                    self._take(self._wire.read(self._enquire_seconds))
                    silent = False
                except TimeoutError:
                    if silent:
                        raise Hangup("silent") from None
                    silent = True
                    self._wire.write(self._wire.make("enquire_link"))
        except OSError as error:
            log.warning("smsc connection ended", reason=type(error).__name__)
        finally:
            self.close()

    def close(self) -> None:
        """Hang up and let everybody who waits know."""
        self._wire.close()
        with self._lock:
            self._lost = True
            waiting, self._waiting = self._waiting, {}
        for future in waiting.values():
            future.set_exception(NoAnswer("connection lost"))
        self._threads.shutdown(wait=False)

    def _bind(self, smsc: Smsc, timeout: float) -> None:
        names = {"system_id": smsc.system_id, "password": smsc.password, "system_type": smsc.system_type}
        self._wire.write(self._wire.make("bind_transceiver", interface_version=0x34, **names))
        answer = self._wire.read(timeout)
        if answer is None or answer.command != "bind_transceiver_resp" or answer.status != OK:
            raise BindRefused(answer.status if answer is not None else 0xFF)

    def _awaited(self, sequence: int, future: Future[Answer], tracking: str, timeout: float) -> Answer:
        try:
            return future.result(timeout)
        except FutureTimeout:
            with self._lock:
                self._waiting.pop(sequence, None)
                self._given_up[sequence] = tracking
            if future.done():
                return future.result()
            raise NoAnswer("no answer in time") from None

    def _take(self, unit: Any) -> None:
        match unit.command if unit is not None else None:
            case "submit_sm_resp" | "generic_nack":
                self._answered(unit)
            case "deliver_sm":
                self._threads.submit(self._deliver, unit)
            case "enquire_link":
                self._reply(unit, "enquire_link_resp")
            case "unbind":
                self._reply(unit, "unbind_resp")
                raise Hangup("unbound")
            case None:
                log.warning("smsc said something that cannot be read")

    def _answered(self, unit: Any) -> None:
        answer = Answer(unit.status, _text(getattr(unit, "message_id", None)))
        with self._lock:
            future = self._waiting.pop(unit.sequence, None)
            tracking = self._given_up.pop(unit.sequence, None)
        if future:
            future.set_result(answer)
        elif tracking:
            self._threads.submit(self._late, tracking, answer.status, answer.message_id)

    def _deliver(self, unit: Any) -> None:
        """Answer once it is stored, and with "try again" when that failed."""
        try:
            status = self._handler(unit)
        except Exception as error:  # noqa: BLE001 - whatever it is, the SMSC must keep the message
            log.error("delivery not stored", error=type(error).__name__)
            status = TRY_AGAIN
        self._reply(unit, "deliver_sm_resp", status)

    def _reply(self, unit: Any, command: str, status: int = OK) -> None:
        answer = self._wire.make(command, status=status)
        # The library takes a number only afterwards.
        answer.sequence = unit.sequence
        try:
            self._wire.write(answer)
        except OSError:
            self.close()


def _text(value: Any) -> str:
    """Return what smpplib gives as octets or text."""
    return (value.decode("latin-1") if isinstance(value, bytes) else value or "").rstrip("\0")
