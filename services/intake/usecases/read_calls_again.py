"""Read again what no mapping understood, after somebody has corrected the mapping."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from services.intake.domain.calls.signal import Signal
from services.intake.usecases.call_ports import NotUnderstood, UnreadCalls

#: Returns the signal of a body that came at a moment. Raises `NotUnderstood`.
ReadSignal = Callable[[bytes, datetime], Signal]
MOST_AT_ONCE = 10_000


class ReadCallsAgain:
    """The use case. A delivery is forgotten only after its signal is stored; stored twice, it counts once."""

    def __init__(
        self, unread: UnreadCalls, readers: Mapping[str, ReadSignal], record: Callable[[Signal, str], bool]
    ) -> None:
        self._unread = unread
        self._readers = readers
        self._record = record

    def __call__(self) -> tuple[int, int]:
        """Return how many were understood now, and how many still are not."""
        understood = 0
        found = self._unread.some(MOST_AT_ONCE)
        for each in found:
            read = self._readers.get(each.vendor)
            if read is None:
                continue
            try:
                signal = read(each.body, each.received_at)
            except NotUnderstood:
                continue
            self._record(signal, each.delivery)
            self._unread.forget(each)
            understood += 1
        return understood, len(found) - understood
