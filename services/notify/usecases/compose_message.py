"""Compose the message about an event, from the event and from who filed the case: never from how things stand now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.kit.events import Event
from services.notify.domain.addressee import Addressee
from services.notify.domain.message import EMAIL, Message, ledger_key, message_id
from services.notify.usecases.ports import Texts


@dataclass(frozen=True, slots=True)
class ComposeMessage:
    """`domain` is the mail domain of our own address; `own` that address, which we never write to."""

    texts: Texts
    domain: str
    own: str

    def __call__(self, event: Event, addressee: Addressee, now: datetime) -> Message | None:
        """Return the message, or None where there is nothing to say or no address to say it to.

        Writing to our own address would make two robots talk to each other.
        """
        address = addressee.email
        if not address or address.lower() == self.own.lower() or not self.texts.knows(event.type):
            return None
        key = ledger_key(addressee.code, event.id, EMAIL, address)
        subject, text, html = self.texts.render(
            event.type, addressee.language, {"event": event.data, "citizen": addressee}
        )
        return Message(
            key=key,
            code=addressee.code,
            event=event.id,
            type=event.type,
            channel=EMAIL,
            recipient=address,
            recipient_name=addressee.name,
            language=addressee.language,
            message_id=message_id(key, self.domain),
            subject=subject,
            text=text,
            html=html,
            created_at=now,
        )
