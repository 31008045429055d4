"""The notify process: what it consumes, what it does every few seconds, and its site."""

from __future__ import annotations

import traceback
from collections.abc import Callable

from nameko.timer import timer

from services.kit.events import Event, MessageReported
from services.kit.failures import Retryable
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

    @batch("notify.reference", vital=False)
    def on_reference(self, events: list[Event]) -> None:
        """Know the accounts of those who may change the words."""
        if self.application.accounts:
            self.application.accounts.record(events)

    @timer(interval=SWEEP_SECONDS)
    def sweep(self) -> None:
        """Send what was deferred, take next routes, settle what is uncertain, look at reports again."""
        application = self.application
        for step in (
            application.retry_deferred,
            application.fall_back,
            application.settle_uncertain,
            application.take_reports.again,
        ):
            _try(step)


def _try(step: Callable[[], object]) -> None:
    """Run a step of the sweep; whatever it meets, the next turn tries again and the other steps have their turn."""
    name = type(getattr(step, "__self__", step)).__name__
    try:
        step()
    except Exception as error:  # noqa: BLE001 - a bug in one step must not stop the others for ever
        if is_outage(error) or isinstance(error, Retryable):
            log.warning("sweep waits", step=name, error=type(error).__name__)
        else:
            where = "".join(traceback.format_tb(error.__traceback__))
            log.error("sweep failed", step=name, error=type(error).__name__, where=where)
