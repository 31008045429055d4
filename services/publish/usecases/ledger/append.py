"""Put into the chain what waits for it."""

from __future__ import annotations

from services.kit.clock import Clock
from services.publish.domain.ledger.chain import chained
from services.publish.usecases.ledger.ports import Chain, Marks

AT_ONCE = 500


class AppendMarks:
    """Gives every mark its entry, exactly once, whoever else does the same at the same time.

    A number is taken once, so of two processes one is first and the other looks again; a mark is entered once, by its
    id. The steps can be repeated from any point, so dying between two of them costs nothing.
    """

    def __init__(self, marks: Marks, chain: Chain, clock: Clock) -> None:
        self._marks = marks
        self._chain = chain
        self._clock = clock

    def __call__(self) -> bool:
        """Append some; return whether there may be more."""
        marks = self._marks.waiting(AT_ONCE)
        if not marks:
            return False
        head = self._chain.head()
        entered = self._chain.entered([mark.id for mark in marks])
        new = [mark for mark in marks if mark.id not in entered]
        if not self._chain.append(list(chained(head, new, self._clock.now()))):
            return True
        self._chain.settle(marks)
        self._marks.clear(marks)
        return len(marks) == AT_ONCE
