"""What a process remembers of what it sent: the numbers that join parts, and which id belongs to which message."""

from __future__ import annotations

import threading
from collections import OrderedDict
from hashlib import sha256

MOST = 10_000


class References:
    """Bounded; what is forgotten here is still found by other names."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: OrderedDict[str, int] = OrderedDict()
        self._tracking: OrderedDict[str, str] = OrderedDict()

    def next(self, phone: str, tracking: str) -> int:
        """Return an 8-bit number unlike the last 255 for this telephone, which joins parts by it.

        The first one is drawn from the message, so that two replicas rarely begin alike.
        """
        with self._lock:
            last = self._last.pop(phone, None)
            number = sha256(tracking.encode()).digest()[0] if last is None else (last + 1) % 256
            self._last[phone] = number
            _shrink(self._last)
            return number

    def note(self, id_: str, tracking: str) -> None:
        """Remember which message an id of the SMSC's belongs to: every part has one."""
        with self._lock:
            self._tracking[id_] = tracking
            _shrink(self._tracking)

    def tracking(self, id_: str) -> str | None:
        """Return our own id of the message, None when another process sent it, or an earlier life of this one."""
        with self._lock:
            return self._tracking.get(id_)


def _shrink(known: OrderedDict[str, int] | OrderedDict[str, str]) -> None:
    while len(known) > MOST:
        known.popitem(last=False)
