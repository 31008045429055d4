"""A clock that a test may move."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta


class Clock:
    """Runs with the machine's clock, `shift` away from it, or stands still once it is set with `stop`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shift = timedelta()
        self._stopped: datetime | None = None

    def now(self) -> datetime:
        """Return the simulated time, UTC."""
        with self._lock:
            return self._stopped or datetime.now(UTC) + self._shift

    def millis(self) -> int:
        """Return the simulated time in milliseconds since 1970."""
        return int(self.now().timestamp() * 1000)

    def set(self, moment: datetime) -> None:
        """Make it `moment` now; time goes on from there. `moment` has a time zone."""
        with self._lock:
            self._stopped, self._shift = None, moment.astimezone(UTC) - datetime.now(UTC)

    def stop(self, moment: datetime) -> None:
        """Make it `moment` until it is set again."""
        with self._lock:
            self._stopped = moment.astimezone(UTC)

    def advance(self, **by: float) -> None:
        """Move on, or back: `advance(hours=49)`."""
        with self._lock:
            if self._stopped is None:
                self._shift += timedelta(**by)
            else:
                self._stopped += timedelta(**by)

    def reset(self) -> None:
        """Show the machine's time again."""
        with self._lock:
            self._stopped, self._shift = None, timedelta()
