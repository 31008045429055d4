"""What goes wrong at a provider, when a test or a person at the lab wants it to."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class _Planned:
    """A fault for the next `left` calls whose path holds `path`; `value` says more (a code, seconds)."""

    kind: str
    left: int
    path: str
    value: Any = None


class Faults:
    """Faults to come. Thread-safe; `path` narrows a fault to the calls whose path contains it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._planned: list[_Planned] = []
        self._outage = False
        self._per_minute: int | None = None
        self._calls: deque[float] = deque()

    def fail(self, code: int | str, times: int = 1, path: str = "") -> None:
        """Answer the next `times` calls with the provider's error `code`, and do nothing else."""
        self._plan(_Planned("fail", times, path, code))

    def slow(self, seconds: float, times: int = 1, path: str = "") -> None:
        """Do the next `times` calls, and answer `seconds` later."""
        self._plan(_Planned("slow", times, path, seconds))

    def swallow(self, times: int = 1, path: str = "") -> None:
        """Do the next `times` calls, and close the connection without an answer."""
        self._plan(_Planned("swallow", times, path))

    def hang_up(self, times: int = 1, path: str = "") -> None:
        """Do the next `times` calls, and close the connection without an answer. SMPP only: there, a swallowed call
        leaves the connection open. HTTP knows no difference.
        """
        self._plan(_Planned("hang-up", times, path))

    def drop(self, times: int = 1, path: str = "") -> None:
        """Close the connection of the next `times` calls before doing anything."""
        self._plan(_Planned("drop", times, path))

    def outage(self, on: bool = True) -> None:
        """Answer everything with a 503 page of no format at all until switched off."""
        with self._lock:
            self._outage = on

    def limit(self, per_minute: int | None) -> None:
        """Allow so many calls in any sixty seconds; None lifts the limit."""
        with self._lock:
            self._per_minute = per_minute
            self._calls.clear()

    def clear(self) -> None:
        """Let everything go well again."""
        with self._lock:
            self._planned, self._outage, self._per_minute = [], False, None
            self._calls.clear()

    def take(self, kind: str, path: str) -> Any:
        """Return the value of a fault of `kind` that is due for `path` and count it down; None when there is none."""
        with self._lock:
            for fault in self._planned:
                if fault.kind == kind and fault.path in path and fault.left > 0:
                    fault.left -= 1
                    return True if fault.value is None else fault.value
        return None

    def is_out(self) -> bool:
        """Tell whether there is an outage."""
        with self._lock:
            return self._outage

    def over_limit(self) -> bool:
        """Count a call and tell whether it is one too many."""
        with self._lock:
            now = time.monotonic()
            while self._calls and self._calls[0] < now - 60:
                self._calls.popleft()
            if self._per_minute is not None and len(self._calls) >= self._per_minute:
                return True
            self._calls.append(now)
            return False

    def quota(self) -> tuple[int | None, int]:
        """Return the calls allowed in a minute, None for any number, and how many of them are left."""
        with self._lock:
            allowed = self._per_minute
            return allowed, max(0, (allowed or 0) - len(self._calls))

    def as_json(self) -> dict[str, Any]:
        """Return what is still to go wrong."""
        with self._lock:
            waiting = [
                {"kind": each.kind, "left": each.left, "path": each.path, "value": each.value}
                for each in self._planned
                if each.left > 0
            ]
            return {"outage": self._outage, "per_minute": self._per_minute, "planned": waiting}

    def _plan(self, fault: _Planned) -> None:
        with self._lock:
            self._planned.append(fault)
