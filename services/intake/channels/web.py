"""The web channel: its site, and the reference data it keeps. It goes on accepting while the broker is away."""

from __future__ import annotations

from services.intake.settings import load
from services.intake.web.site import web_site
from services.intake.wiring import build
from services.kit.events import Event
from services.kit.loop import Loop
from services.kit.messaging.consumer import batch
from services.kit.messaging.reactions import react
from services.kit.service import Site, Wired

#: Files wait a day for their case; some minutes more are nobody's loss.
SWEEP_SECONDS = 600.0


class IntakeWeb:
    """Citizens file by form and by JSON."""

    name = "intake-web"
    application = Wired(build, load)
    site = Site(web_site)
    sweep = Loop(lambda application: application.sweep_attachments, pause=SWEEP_SECONDS)

    @batch("intake.reference", vital=False)
    def on_reference(self, events: list[Event]) -> None:
        """Keep the catalogue and the accounts up to date."""
        react(self.application.reactions, events)

    @batch("intake.progress", vital=False)
    def on_progress(self, events: list[Event]) -> None:
        """Follow what becomes of the cases."""
        self.application.follow_progress(events)
