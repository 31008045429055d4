"""Counts kept in memory, because everybody who looks at a month looks at the same figures."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from services.reporting.domain.counting import Counted
from services.reporting.domain.late import LateCase
from services.reporting.domain.question import Part, Question
from services.reporting.usecases.ports import Counts

MOST = 200


class RememberedCounts:
    """Port `Counts`. One count at a time: a crowd that asks the same waits for one answer."""

    def __init__(self, counts: Counts, seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._counts = counts
        self._seconds = seconds
        self._monotonic = monotonic
        self._counting = threading.Lock()
        self._known: dict[Any, tuple[float, Any]] = {}

    def count(self, question: Question, by: Sequence[Part]) -> Counted:
        """Return the figures, at most `seconds` old. Raises what counting raises, and remembers nothing then."""
        by = tuple(by)
        counted: Counted = self._remembered((question, by), lambda: self._counts.count(question, by))
        return counted

    def late(self, question: Question, most: int) -> Sequence[LateCase]:
        """Return the list, at most `seconds` old, as above."""
        found: Sequence[LateCase] = self._remembered((question, most), lambda: self._counts.late(question, most))
        return found

    def _remembered(self, asked: Any, count: Callable[[], Any]) -> Any:
        with self._counting:
            self._forget_old()
            if asked not in self._known:
                self._known[asked] = (self._monotonic(), count())
            return self._known[asked][1]

    def _forget_old(self) -> None:
        """Questions come in the order of time, so the oldest answers are in front."""
        oldest = self._monotonic() - self._seconds
        for asked, (since, _) in list(self._known.items()):
            if since > oldest and len(self._known) < MOST:
                return
            del self._known[asked]
