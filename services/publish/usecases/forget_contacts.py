"""Forget who asked, once no answer has to be cleaned of their name any more."""

from __future__ import annotations

from datetime import timedelta

from services.kit.clock import Clock
from services.kit.logs import log
from services.publish.usecases.ports import Cases


class ForgetContacts:
    """Removes contacts some days after the answer. An answer that comes even later waits for an editor."""

    def __init__(self, cases: Cases, clock: Clock, keep: timedelta) -> None:
        self._cases = cases
        self._clock = clock
        self._keep = keep

    def __call__(self) -> None:
        """Forget what is old enough."""
        forgotten = self._cases.forget_contacts(self._clock.now() - self._keep)
        if forgotten:
            log.info("contacts forgotten", cases=forgotten)
