"""The notify process: what it consumes, what it does every few seconds, and the site of delivery webhooks."""

from __future__ import annotations

from nameko.timer import timer

from services.kit.events import Event, MessageReported
from services.kit.logs import log
from services.kit.loop import Loop
from services.kit.messaging.consumer import batch
from services.kit.service import Site, Wired
from services.kit.storage.mongo import is_outage
from services.notify.settings import load
from services.notify.web import create_site
from services.notify.wiring import Application, build

SWEEP_SECONDS = 2
UPKEEP_SECONDS = 20


class Notify:
    """Tells citizens what becomes of their case, and says what the channels want said.

    One use case takes all events of a queue together, because a batch then costs the same few round trips whatever it
    holds.
    """

    name = "notify"
    application: Application = Wired(build, load)
    site = Site(create_site)
    upkeep = Loop(lambda application: application.keep_up, pause=UPKEEP_SECONDS)

    @batch("notify.cases")
    def on_cases(self, events: list[Event]) -> None:
        """Tell the citizens these events concern."""
        self.application.announce_events(events)

    @batch("notify.messages")
    def on_messages(self, events: list[Event]) -> None:
        """Say what channels want said; take what providers report."""
        reports = [event for event in events if isinstance(event.data, MessageReported)]
        self.application.say_requested([event for event in events if not isinstance(event.data, MessageReported)])
        self.application.take_reports(reports)

    @timer(interval=SWEEP_SECONDS)
    def sweep(self) -> None:
        """Send what was deferred, settle what is uncertain, take next routes. An outage is waited out."""
        try:
            self.application.take_reports.again()
            self.application.fall_back()
            self.application.retry_deferred()
            self.application.settle_uncertain()
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("sweep skipped, database away", error=type(error).__name__)
