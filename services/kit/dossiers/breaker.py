"""A circuit breaker: what has just failed several times is left alone for a while, so that nobody waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Breaker:
    """Opens after `failures` in a row and lets one caller try again after `seconds`. Thread-safe."""

    monotonic: Callable[[], float]
    failures: int = 3
    seconds: float = 15.0
    _count: int = 0
    _closed_again_at: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def may_ask(self) -> bool:
        """Return whether to ask now; while it is open, one caller in `seconds` may."""
        with self._lock:
            if self._count < self.failures:
                return True
            now = self.monotonic()
            if now < self._closed_again_at:
                return False
            self._closed_again_at = now + self.seconds
            return True

    def went_well(self) -> None:
        """Close it."""
        with self._lock:
            self._count = 0

    def failed(self) -> None:
        """Count a failure."""
        with self._lock:
            self._count += 1
            self._closed_again_at = self.monotonic() + self.seconds
