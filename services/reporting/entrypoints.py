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
REACTIONS = dict.fromkeys(READERS, "record_facts") | {"catalog.changed": "keep_catalog"}
FOLLOWING_SECONDS = 2.0


class Reporting:
    """Counts what happened to cases, and shows it by agency, category, channel and month."""

    name = "reporting"
    application: Application = Wired(build, load)
    site = Site(create_site)
    following = Loop(lambda application: application.follow, pause=FOLLOWING_SECONDS)

    @batch("reporting.cases")
    def on_cases(self, events: list[Event]) -> None:
        """Hand each use case all its events at once, whatever their types: one write per batch, not one per type."""
        for usecase in ("keep_catalog", "record_facts"):
            together = [event for event in events if REACTIONS.get(event.type) == usecase]
            if together:
                getattr(self.application, usecase)(together)
