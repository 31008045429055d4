"""Text messages of citizens: stored as they come, by webhook or over notify's connection, and answered one by one."""

from __future__ import annotations

from services.intake.settings.sms import load_sms
from services.intake.web.sms_webhook import sms_site
from services.intake.wiring.sms import build_sms
from services.kit.events import Event
from services.kit.loop import Loop
from services.kit.messaging.consumer import batch
from services.kit.messaging.reactions import react
from services.kit.service import Site, Wired

LOOK_SECONDS = 1.0
MEASURE_SECONDS = 5.0


class IntakeSms:
    """Citizens ask by text message what became of their cases."""

    name = "intake-sms"
    application = Wired(build_sms, load_sms)
    site = Site(sms_site)
    worker = Loop(
        lambda application: application.take.turn, pause=LOOK_SECONDS, bell=lambda application: application.bell
    )
    measure = Loop(lambda application: application.measure.turn, pause=MEASURE_SECONDS)

    @batch("intake.sms", vital=False)
    def on_sms(self, events: list[Event]) -> None:
        """Take what came over notify's connection."""
        self.application.take_texts.from_connection(events)
        self.application.bell.ring()

    @batch("intake.reference", vital=False)
    def on_reference(self, events: list[Event]) -> None:
        """Keep the catalogue and the accounts up to date."""
        react(self.application.reactions, events)
