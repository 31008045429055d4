"""The portal's process: which events it shows, what it does in the background, and its site."""

from __future__ import annotations

from nameko.timer import timer

from services.kit.events import Event
from services.kit.loop import Loop
from services.kit.messaging.consumer import batch
from services.kit.service import Site, Wired
from services.publish.settings import load
from services.publish.web.site import create_site
from services.publish.wiring import Application, build

#: Event type → what the service does with it. The order of handling within a batch is the order here.
REACTIONS = {
    "account.changed": "on_accounts",
    "catalog.changed": "on_catalog",
    "knowledge.changed": "on_knowledge",
    "case.received": "on_cases",
    "case.routed": "on_cases",
    "case.answered": "on_cases",
    "case.reopened": "on_cases",
    "case.progressed": "on_cases",
    "case.accepted": "on_cases",
    "case.info_requested": "on_cases",
    "case.resumed": "on_cases",
    "case.extended": "on_cases",
    "case.moved": "on_cases",
    "case.merged": "on_cases",
    "case.supplemented": "on_cases",
    "case.withdrawn": "on_cases",
}
HOUSEKEEPING_SECONDS = 60


class Publish:
    """Shows the public what was asked and answered."""

    name = "publish"
    application: Application = Wired(build, load)
    portal = Site(create_site)
    search = Loop(lambda application: application.keep_search, pause=1.0)
    ledger = Loop(lambda application: application.ledger.append, pause=1.0)
    past = Loop(lambda application: application.ledger.adopt, pause=1.0)

    @batch("publish.cases")
    def on_events(self, events: list[Event]) -> None:
        """Hand each use case all its events at once, whatever their types: one write per batch, not one per type."""
        for reaction in dict.fromkeys(REACTIONS.values()):
            together = [event for event in events if REACTIONS.get(event.type) == reaction]
            if together:
                getattr(self.application, reaction)(together)

    @timer(HOUSEKEEPING_SECONDS)
    def keep_house(self) -> None:
        """Forget contacts in time; settle what waited for the catalogue; close the days of the ledger."""
        self.application.keep_house()
