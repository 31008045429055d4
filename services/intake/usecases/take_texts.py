"""Take text messages into the inbox, from a gateway's webhook or from the connection that notify holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

import orjson

from services.intake.usecases.ports import Arrival, Inbox
from services.kit.clock import Clock
from services.kit.events import Event

INBOX = "sms"
MOST_ID = 150
#: Far more than a telephone sends in one piece.
MOST_TEXT = 2_000


class TakeTexts:
    """The use case. What comes again under the same id is the same message."""

    def __init__(self, inbox: Inbox, clock: Clock) -> None:
        self._inbox = inbox
        self._clock = clock

    def from_gateway(self, message: str, sender: str, text: str, sent_at: datetime) -> None:
        """Store one message, majority-acknowledged."""
        self._inbox.put([self._arrival("http", message, sender, text, sent_at)])

    def from_connection(self, events: Iterable[Event]) -> None:
        """Store what `message.arrived` events bring, in one round trip."""
        found = [event.data for event in events if event.type == "message.arrived" and event.data.channel == "sms"]
        self._inbox.put(self._arrival("smpp", each.message, each.sender, each.text, each.arrived_at) for each in found)

    def _arrival(self, way: str, message: str, sender: str, text: str, sent_at: datetime) -> Arrival:
        return Arrival(
            id=f"{way}:{message if len(message) <= MOST_ID else hashlib.sha256(message.encode()).hexdigest()}",
            channel=INBOX,
            thread=sender,
            sent_at=sent_at,
            received_at=self._clock.now(),
            body=orjson.dumps({"id": message, "from": sender, "text": text[:MOST_TEXT]}),
        )
