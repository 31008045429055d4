"""An SMSC, our sender bound to it, and what came in: reports remembered, texts in a real database."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from services.kit.clock import FixedClock
from services.kit.events import Event
from services.notify.adapters.provider_sender import ProviderSender
from services.notify.adapters.smpp_address import Smsc
from services.notify.adapters.smpp_inbound import SmppInbound
from services.notify.adapters.smpp_link import SmppLink
from services.notify.adapters.smpp_references import References
from services.notify.adapters.smpp_sender import SmppSender
from services.notify.adapters.sms_arrivals import SmsArrivals
from services.notify.adapters.sms_trace import SmsTrace
from services.notify.domain.message import Message
from services.notify.domain.outcome import Outcome
from services.notify.domain.sms.receipt import BASES
from services.notify.domain.sms.shorten import Style
from tests.simulators.smsc import SmscSimulator
from tests.unit.notify.builders import NOW, a_message
from tests.waiting import eventually

TRACKING = "1022.2611234829170.0123456789abcdef01234567"


class Carrier:
    """`broken` makes taking reports fail, as when the database is away."""

    def __init__(self, smsc: SmscSimulator, database: Database[Any]) -> None:
        self.smsc, self.database, self.clock = smsc, database, FixedClock(NOW)
        self.reports: list[Event] = []
        self.broken = False
        self._links: list[SmppLink] = []
        self.use()

    def use(
        self,
        *,
        style: Style | None = None,
        timeout: float = 5.0,
        enquire_seconds: float = 10.0,
        receipt_ids: str = "same",
        password: str = "",
        wait: bool = True,
    ) -> None:
        """Bind anew, with other settings; what was bound before hangs up."""
        self.close()
        style = style or Style()
        self.arrivals = SmsArrivals(self.database, self.clock)
        self.arrivals.prepare()
        references, bases = References(), BASES[receipt_ids]
        trace = SmsTrace(self.database, style)
        inbound = SmppInbound(self._take, self.arrivals, references, trace, self.clock, bases)
        link = SmppLink(
            self._address(password), enquire_seconds=enquire_seconds, handler=inbound.handle, late=inbound.late
        )
        sender = SmppSender(link, "1022GIALAI", style, references, timeout=timeout, base=bases[0])
        self.sender = ProviderSender("sms", sender.try_one, connections=10, clock=self.clock, ready=link.bound)
        self._links.append(link)
        link.start()
        if wait:
            eventually(self.sender.ready)

    def send(self, **facts: Any) -> Outcome:
        """Deliver one message, with a sender that has forgotten every pause."""
        self.sender._away = None
        return self.sender.deliver([a_text(**facts)], 10.0)[0]

    def arrived(self) -> list[Any]:
        """Return the events that wait to go out, oldest first."""
        found = self.database["arrivals"].find({"told": True}, sort=[("told_at", 1)])
        return [entry for document in found for entry in document["outbox"]]

    def close(self) -> None:
        """Hang up."""
        while self._links:
            self._links.pop().stop()

    def _take(self, events: list[Event]) -> None:
        if self.broken:
            raise RuntimeError("the database is away")
        self.reports += events

    def _address(self, password: str) -> Smsc:
        credentials = self.smsc.credentials
        return Smsc("smpp", "127.0.0.1", self.smsc.port, credentials.system_id, password or credentials.password)


def a_text(**facts: Any) -> Message:
    """A text message to a mobile telephone."""
    defaults = {"channel": "sms", "recipient": "+84905000011", "text": "Đã nhận phản ánh.", "message_id": TRACKING}
    return a_message(**(defaults | facts))
