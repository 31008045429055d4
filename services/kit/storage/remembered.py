"""A copy in memory of something small in the database, read again when it is a few seconds old."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from pymongo.errors import PyMongoError

from services.kit.logs import log

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """Gives the value at once while it is young; stays with an old copy while the database is away.

    `load` must not return None. `seconds` is how old a copy may get.
    """

    def __init__(
        self, load: Callable[[], Value], seconds: float, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._load = load
        self._seconds = seconds
        self._monotonic = monotonic
        self._value: Value | None = None
        self._due = 0.0

    def get(self) -> Value:
        """Return the value. Raises pymongo's errors only when it was never read before."""
        value = self._value
        if value is None or self._monotonic() >= self._due:
            # Set first: other green threads go on with the old copy while this one reads.
            self._due = self._monotonic() + self._seconds
            value = self._value = self._refreshed(value)
        return value

    def peek(self) -> Value | None:
        """Return the copy as it is, without reading."""
        return self._value

    def forget(self) -> None:
        """Read again at the next call, because somebody here has just changed the value."""
        self._due = 0.0

    def _refreshed(self, old: Value | None) -> Value:
        try:
            return self._load()
        except PyMongoError as error:
            if old is None:
                raise
            log.warning("reference data not refreshed", error=type(error).__name__)
            return old
