"""An Official Account at the simulator, and our senders for it on a real database."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock, FixedClock
from services.notify.adapters.provider_sender import ProviderSender
from services.notify.adapters.token_keeper import TokenKeeper
from services.notify.adapters.zalo_oauth import ZaloApp
from services.notify.adapters.zns_templates import Parameter, Template
from services.notify.domain.message import Message
from services.notify.domain.outcome import Outcome
from services.notify.settings.zalo import ZaloSettings
from services.notify.wiring.zalo import keeper, zalo
from tests.simulators.zalo import ZaloSimulator
from tests.unit.notify.builders import NOW, a_message, settings

TIMEOUT = 1.0
TEMPLATE = Template("77001", {"ma": Parameter("code"), "noi_dung": Parameter("title", 30)})


class Account:
    """Everything stands still at `NOW`, by day, unless a test moves `clock`."""

    def __init__(self, simulator: ZaloSimulator, database: Database[Any]) -> None:
        self.simulator, self.database, self.clock = simulator, database, FixedClock(NOW)
        simulator.clock.stop(NOW)
        simulator.register_template("77001", {"ma": 20, "noi_dung": 30})
        self.settings = _settings(simulator)
        self.senders = zalo(settings(zalo=self.settings), database, self.clock)

    def keeper(self, clock: Clock | None = None) -> TokenKeeper:
        """Another replica's keeper of the same tokens."""
        return keeper(self.settings, self.database, clock or self.clock)

    def send(self, *messages: Message, channel: str = "zalo") -> list[Outcome]:
        """Deliver as the core does, with a sender that has forgotten every pause."""
        sender = self.senders[channel]
        assert isinstance(sender, ProviderSender)
        sender._away = None
        return sender.deliver(messages, 10.0)

    def one(self, **facts: Any) -> Outcome:
        """Deliver one message to a user who has just written."""
        return self.send(a_text(**facts))[0]


def a_text(**facts: Any) -> Message:
    """A message in Zalo's chat."""
    defaults = {"channel": "zalo", "recipient": "u1", "text": "Đã nhận phản ánh.", "message_id": "1022.0.ab"}
    return a_message(**(defaults | facts))


def _settings(simulator: ZaloSimulator) -> ZaloSettings:
    credentials = simulator.credentials
    return ZaloSettings(
        app=ZaloApp(simulator.oauth_url, credentials.app_id, credentials.app_secret),
        api_url=simulator.openapi_url,
        zns_url=simulator.business_url,
        refresh_token=credentials.refresh_token,
        timeout_seconds=TIMEOUT,
        button="oa.query.show",
        templates={"case.received": TEMPLATE},
        zns_mode=None,
    )
