"""Counts kept in memory, because everybody who looks at a month looks at the same figures."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Mapping

from services.reporting.domain.counting import Key, Question
from services.reporting.domain.indicators import Tally
from services.reporting.usecases.ports import Part

MOST = 200
Count = Callable[[Question, Collection[Part]], Mapping[Key, Tally]]
_Asked = tuple[Question, frozenset[Part]]


class RememberedCounts:
    """Port `Counts`. One count at a time: a crowd that asks the same waits for one answer; the database is spared."""

    def __init__(self, count: Count, seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._count = count
        self._seconds = seconds
        self._monotonic = monotonic
        self._counting = threading.Lock()
        self._known: dict[_Asked, tuple[float, Mapping[Key, Tally]]] = {}

    def count(self, question: Question, by: Collection[Part]) -> Mapping[Key, Tally]:
        """Return the tallies, at most `seconds` old. Raises what counting raises, and remembers nothing then."""
        asked = (question, frozenset(by))
        with self._counting:
            self._forget_old()
            if asked not in self._known:
                self._known[asked] = (self._monotonic(), self._count(question, by))
            return self._known[asked][1]

    def _forget_old(self) -> None:
        """Questions come in the order of time, so the oldest answers are in front."""
        oldest = self._monotonic() - self._seconds
        for asked, (since, _) in list(self._known.items()):
            if since > oldest and len(self._known) < MOST:
                return
            del self._known[asked]
