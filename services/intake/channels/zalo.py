"""The Zalo channel: its webhook, the workers behind it, and the reference data it keeps."""

from __future__ import annotations

from services.intake.channels.chat import MEASURE_SECONDS, SILENCE_SECONDS, worker
from services.intake.settings.zalo import load_zalo
from services.intake.web.chat_site import zalo_site
from services.intake.wiring.zalo import build_zalo
from services.kit.events import Event
from services.kit.loop import Loop
from services.kit.messaging.consumer import batch
from services.kit.messaging.reactions import react
from services.kit.service import Site, Wired


class IntakeZalo:
    """Citizens write to the Official Account. Stored at once, understood by three workers, each on another citizen."""

    name = "intake-zalo"
    application = Wired(build_zalo, load_zalo)
    site = Site(zalo_site)
    first_worker = worker()
    second_worker = worker()
    third_worker = worker()
    silence = Loop(lambda application: application.silence.turn, pause=SILENCE_SECONDS)
    measure = Loop(lambda application: application.measure.turn, pause=MEASURE_SECONDS)

    @batch("intake.reference", vital=False)
    def on_reference(self, events: list[Event]) -> None:
        """Keep the catalogue and the accounts up to date."""
        react(self.application.reactions, events)
