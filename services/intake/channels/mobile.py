"""The mobile channel: GeoReport v2, and the reference data it keeps. It goes on accepting while the broker is away."""

from __future__ import annotations

from services.intake.settings.mobile import load
from services.intake.web.open311.site import mobile_site
from services.intake.wiring.mobile import build
from services.kit.events import Event
from services.kit.messaging.consumer import batch
from services.kit.messaging.reactions import react
from services.kit.service import Site, Wired


class IntakeMobile:
    """Programs of telephones file and follow cases."""

    name = "intake-mobile"
    application = Wired(build, load)
    site = Site(mobile_site)

    @batch("intake.reference", vital=False)
    def on_reference(self, events: list[Event]) -> None:
        """Keep the catalogue and the accounts up to date."""
        react(self.application.reactions, events)
