"""Time as a dependency: use cases ask a clock, tests bring a fixed one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the current moment as an aware datetime in UTC."""


class SystemClock:
    """The machine's clock, cut to milliseconds because MongoDB keeps no more."""

    def now(self) -> datetime:
        """Return the current moment in UTC, whole milliseconds."""
        moment = datetime.now(UTC)
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


class FixedClock:
    """A clock for tests: stands still until `at` is changed."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the moment the test chose."""
        return self.at
