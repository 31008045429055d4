"""What waits for a receiver of ours: receipts, and texts from citizens. Each stays until it is acknowledged."""

from __future__ import annotations

import itertools
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime

from tests.simulators.smsc.pdu import MESSAGE_STATE, RECEIPTED_MESSAGE_ID, Short
from tests.simulators.smsc.texts import RECEIPT

#: stat of a receipt → message_state.
STATES = {"DELIVRD": 2, "EXPIRED": 3, "DELETED": 4, "UNDELIV": 5, "ACCEPTD": 6, "UNKNOWN": 7, "REJECTD": 8}


@dataclass(slots=True)
class Waiting:
    """One deliver_sm. `statuses` are the answers to it so far."""

    number: int
    message: Short
    kind: str
    statuses: list[int] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)
    _asked: tuple[object, float] | None = None

    @property
    def accepted(self) -> bool:
        """Tell whether our side has taken it."""
        return self.done.is_set()

    def due(self, receiver: object, again_after: float) -> bool:
        """Tell whether to hand it to `receiver` now, and note that: once, and again after seconds of silence."""
        now = time.monotonic()
        if self._asked is not None and self._asked[0] is receiver and now - self._asked[1] < again_after:
            return False
        self._asked = (receiver, now)
        return True


class Queue:
    """Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._all: list[Waiting] = []

    def add(self, message: Short, kind: str) -> Waiting:
        """Let a message wait for a receiver."""
        with self._lock:
            waiting = Waiting(next(self._numbers), message, kind)
            self._all.append(waiting)
            return waiting

    def pending(self) -> list[Waiting]:
        """Return what is not acknowledged yet, oldest first."""
        with self._lock:
            return [each for each in self._all if not each.accepted]

    def all(self) -> list[Waiting]:
        """Return everything so far, oldest first."""
        with self._lock:
            return list(self._all)


def receipt(sent: Short, message_id: str, stat: str, submitted: datetime, done: datetime, text: str) -> Short:
    """Return the receipt for a message, in the form that most carriers use."""
    error, delivered = ("000", 1) if stat == "DELIVRD" else ("001", 0)
    words = (
        f"id:{message_id} sub:001 dlvrd:{delivered:03} submit date:{submitted:%y%m%d%H%M} done date:{done:%y%m%d%H%M} "
        f"stat:{stat} err:{error} text:{text[:20]}"
    )
    parameters = {RECEIPTED_MESSAGE_ID: message_id.encode() + b"\0", MESSAGE_STATE: bytes((STATES[stat],))}
    return Short(
        source=sent.destination,
        destination=sent.source,
        octets=words.encode("ascii", "replace"),
        esm_class=RECEIPT,
        source_ton=1,
        destination_ton=sent.source_ton,
        parameters=parameters,
    )
