"""The hotline channel: its site, the calls it settles, and what it keeps. It goes on accepting without the broker."""

from __future__ import annotations

from services.intake.settings.hotline import load_hotline
from services.intake.web.site import hotline_site
from services.intake.wiring.hotline import build_hotline
from services.kit.events import Event
from services.kit.loop import Loop
from services.kit.messaging.consumer import batch
from services.kit.messaging.reactions import react
from services.kit.service import Site, Wired

MEASURE_SECONDS = 5.0


class IntakeHotline:
    """The telephone system tells of calls, operators file for callers and call back, voicemail becomes cases."""

    name = "intake-hotline"
    application = Wired(build_hotline, load_hotline)
    site = Site(hotline_site)
    settle = Loop(lambda application: application.calls.settle.turn)
    voicemail = Loop(lambda application: application.calls.voicemail.turn)
    measure = Loop(lambda application: application.calls.measure.turn, pause=MEASURE_SECONDS)

    @batch("intake.reference", vital=False)
    def on_reference(self, events: list[Event]) -> None:
        """Keep the catalogue and the accounts up to date."""
        react(self.application.reactions, events)

    @batch("intake.progress", vital=False)
    def on_progress(self, events: list[Event]) -> None:
        """Follow what becomes of the cases."""
        self.application.follow_progress(events)
