"""Where heavy work is done: beside the green threads of a service, or at once where there are none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from eventlet import patcher, tpool
from eventlet.semaphore import Semaphore

Result = TypeVar("Result")

#: Pictures of 50 megapixels at once would need 150 MB each.
MOST_AT_ONCE = 2


class DirectWorkbench:
    """Does the work where it is asked for."""

    def do(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Return what the work returns."""
        return work(*arguments)


class ThreadWorkbench:
    """Does the work in threads of the operating system, a few at a time; green threads go on meanwhile.

    The work must not touch what eventlet patched: no sockets, no locks, no logs.
    """

    def __init__(self, most_at_once: int = MOST_AT_ONCE) -> None:
        self._places = Semaphore(most_at_once)

    def do(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Return what the work returns, once there was a place for it."""
        with self._places:
            result: Result = tpool.execute(work, *arguments)
            return result


def workbench() -> DirectWorkbench | ThreadWorkbench:
    """Return the one that fits this process."""
    return ThreadWorkbench() if patcher.is_monkey_patched("thread") else DirectWorkbench()
