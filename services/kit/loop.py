"""A loop beside nameko's entrypoints: work that is found, not delivered, such as an inbox in the database or a mailbox.

nameko's own `timer` cannot be woken and catches up on late ticks; this one goes on at once while there is more to do,
sleeps while there is not, and can be rung awake by a request of the same process.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import Any

import eventlet
from eventlet.event import Event as Signal
from nameko.extensions import DependencyProvider

from services.kit.failures import Retryable
from services.kit.logs import log
from services.kit.service import Wired
from services.kit.storage.mongo import is_outage

BACK_OFF_SECONDS = (0.5, 1.0, 2.0, 5.0)
STEP_SECONDS = 0.1

#: One turn of the work; returns whether there may be more to do at once.
Turn = Callable[[], bool]


class Bell:
    """Wakes a loop of the same process. Ringing twice before it wakes is ringing once."""

    def __init__(self) -> None:
        self._rung = threading.Event()

    def ring(self) -> None:
        """Wake the loop."""
        self._rung.set()

    def wait(self, seconds: float) -> bool:
        """Return True when it was rung within `seconds`."""
        rung = self._rung.wait(seconds)
        self._rung.clear()
        return rung


class Loop(DependencyProvider):
    """Runs `turn(application)` over and over in a thread of nameko's keeping, until the process drains.

    `turn` and `bell` get the wired application; `pause` is the seconds between two turns that found nothing. An outage
    of the database or a `Retryable` is waited out with growing pauses; any other error is logged as the bug it is and
    waited out too, because a loop that has ended looks alive and does nothing.
    """

    def __init__(
        self,
        turn: Callable[[Any], Turn],
        *,
        pause: float = 1.0,
        bell: Callable[[Any], Bell] | None = None,
    ) -> None:
        self.turn = turn
        self.pause = pause
        self.bell = bell
        self._stopping = False
        self._over = Signal()

    def start(self) -> None:
        """Begin."""
        self.container.spawn_managed_thread(self._run, identifier=f"loop:{self.attr_name}")

    def stop(self) -> None:
        """Let the turn in progress finish, at most `drain_seconds`."""
        self._stopping = True
        with eventlet.Timeout(self.container.config["settings"].drain_seconds, False):
            self._over.wait()

    def get_dependency(self, _: Any) -> None:
        """Workers have no use for the loop."""

    def _run(self) -> None:
        application = next(each.application for each in self.container.dependencies if isinstance(each, Wired))
        turn, bell = self.turn(application), self.bell(application) if self.bell else Bell()
        failures = 0
        while not self._stopping:
            try:
                more, failures = turn(), 0
            except Exception as error:  # noqa: BLE001 - see the class
                more = False
                self._note(error)
                failures = min(failures + 1, len(BACK_OFF_SECONDS))
            if not more:
                self._sleep(bell, BACK_OFF_SECONDS[failures - 1] if failures else self.pause)
        self._over.send(None)

    def _note(self, error: Exception) -> None:
        if isinstance(error, Retryable) or is_outage(error):
            log.warning("loop waits", loop=self.attr_name, error=type(error).__name__)
        else:
            where = "".join(traceback.format_tb(error.__traceback__))
            log.error("loop failed", loop=self.attr_name, error=type(error).__name__, where=where)

    def _sleep(self, bell: Bell, seconds: float) -> None:
        """Sleep in small steps so that a stop does not have to wait."""
        for _ in range(max(1, round(seconds / STEP_SECONDS))):
            if self._stopping or bell.wait(min(seconds, STEP_SECONDS)):
                return
