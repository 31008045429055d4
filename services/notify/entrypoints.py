"""The notify process: what it consumes, and what it does every few seconds."""

from __future__ import annotations

from nameko.timer import timer

from services.kit.events import Event
from services.kit.logs import log
from services.kit.messaging.consumer import batch
from services.kit.service import Wired
from services.kit.storage.mongo import is_outage
from services.notify.settings import load
from services.notify.wiring import Application, build

SWEEP_SECONDS = 2


class Notify:
    """Tells citizens by e-mail that their case was received, routed, answered.

    One use case takes all three events together, because a batch then costs the same few round trips whatever it holds.
    """

    name = "notify"
    application: Application = Wired(build, load)

    @batch("notify.cases")
    def on_cases(self, events: list[Event]) -> None:
        """Tell the citizens these events concern."""
        self.application.announce_events(events)

    @timer(interval=SWEEP_SECONDS)
    def sweep(self) -> None:
        """Send what was deferred, settle what is uncertain. During an outage the next turn will do."""
        try:
            self.application.retry_deferred()
            self.application.settle_uncertain()
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("sweep skipped, database away", error=type(error).__name__)
