"""Heavy work beside green threads: in threads of the operating system, which the green ones do not wait for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from eventlet import tpool
from eventlet.semaphore import Semaphore

Result = TypeVar("Result")

#: Pictures of 50 megapixels need up to 200 MB each while they are drawn.
MOST_AT_ONCE = 2


class ThreadWorkbench:
    """Does a few things at once; who comes later waits without stopping anybody else.

    The work must not touch what eventlet patched: no sockets, no locks, no logs.
    """

    def __init__(self, most_at_once: int = MOST_AT_ONCE) -> None:
        self._places = Semaphore(most_at_once)

    def do(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Return what the work returns, once there was a place for it."""
        with self._places:
            result: Result = tpool.execute(work, *arguments)
            return result
