"""The reporting process: which events it counts, and the site that shows the figures."""

from __future__ import annotations

from services.kit.events import Event
from services.kit.loop import Loop
from services.kit.messaging.consumer import batch
from services.kit.service import Site, Wired
from services.reporting.settings import load
from services.reporting.usecases.reading import READERS
from services.reporting.web.site import create_site
from services.reporting.wiring import Application, build

#: Event type → use case. Types that are not here say nothing that is counted yet.
REACTIONS = dict.fromkeys(READERS, "record_facts") | {
    "catalog.changed": "keep_catalog",
    "call.ended": "record_calls",
    "incident.changed": "record_incidents",
}
FOLLOWING_SECONDS = 2.0
#: How often somebody looks whether a rebuild was killed before it had caught up.
CATCHING_UP_SECONDS = 30.0
#: How often somebody looks whether a report is due.
MAILING_SECONDS = 60.0
#: Each day has one forecast; this is how long after midnight, or after the first figures, it may be missing.
FORECASTING_SECONDS = 60.0
#: Outbreaks are seen in whole quarters of an hour.
WATCHING_SECONDS = 120.0


class Reporting:
    """Counts what happened to cases, and shows it by agency, category, channel and month."""

    name = "reporting"
    application: Application = Wired(build, load)
    site = Site(create_site)
    following = Loop(lambda application: application.follow, pause=FOLLOWING_SECONDS)

    forecasting = Loop(lambda application: application.forecasting.issue, pause=FORECASTING_SECONDS)
    watching = Loop(lambda application: application.forecasting.watch, pause=WATCHING_SECONDS)
    mailing = Loop(lambda application: application.exporting.send_reports, pause=MAILING_SECONDS)
    catching_up = Loop(lambda application: application.archiving.catch_up, pause=CATCHING_UP_SECONDS)

    @batch("reporting.cases")
    def on_cases(self, events: list[Event]) -> None:
        """Archive the batch; then hand each use case all its events at once: one write per batch, not one per type.

        What is handed on is what was archived: nothing personal is left in it.
        """
        kept = self.application.archiving.keep(events)
        for usecase in ("keep_catalog", "record_facts", "record_calls", "record_incidents"):
            together = [event for event in kept if REACTIONS.get(event.type) == usecase]
            if together:
                getattr(self.application, usecase)(together)
