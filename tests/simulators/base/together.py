"""Several things at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

Result = TypeVar("Result")


def at_the_same_time(works: Sequence[Callable[[], Result]]) -> list[Result]:
    """Do all works in threads that start together, and return their results in order."""
    start = Barrier(len(works))

    def begun(work: Callable[[], Result]) -> Result:
        start.wait(10)
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begun, works))
