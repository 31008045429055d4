"""Say what a channel wants said to a citizen who has just written there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.kit.clock import Clock
from services.kit.events import Event, MessageRequested, encode
from services.kit.logs import log
from services.notify.domain.choice import Choice, latest
from services.notify.domain.message import CHATS, EMAIL, REQUESTED, Message, Route, ledger_key, tracking_id
from services.notify.usecases.deliver_messages import DeliverMessages
from services.notify.usecases.ports import Texts, Windows


@dataclass(frozen=True, slots=True)
class SayRequested:
    """Each request once, on its own channel, at once: the citizen waits for it. `domain` is that of our mail address.

    Nothing is chosen, merged or held for the morning; loop protection holds, because robots write to us, too.
    """

    windows: Windows
    choice: Choice
    texts: Texts
    deliver: DeliverMessages
    clock: Clock
    domain: str

    def __call__(self, events: Sequence[Event]) -> None:
        """Send the messages asked for."""
        heard = latest((_chat(each.data), each.data.heard_at) for each in events)
        if heard:
            self.windows.hear(heard)
        now = self.clock.now()
        self.deliver.new([self._message(each, now) for each in events if self._may_be_said(each)])

    def _may_be_said(self, event: Event) -> bool:
        own = self.choice.is_own(event.data.recipient)
        if own:
            log.warning("a message to ourselves is not sent", request=event.id, channel=event.data.channel)
        return not own

    def _message(self, event: Event, now: datetime) -> Message:
        data: MessageRequested = event.data
        code, mail = data.code or "", data.channel == EMAIL
        key = ledger_key(code, event.id)
        return Message(
            key=key,
            code=code,
            event=event.id,
            type=REQUESTED,
            channel=data.channel,
            recipient=data.recipient,
            recipient_name=data.name,
            language=data.language,
            message_id=tracking_id(key, code, self.domain if mail else ""),
            subject=data.subject,
            text=data.text,
            html=self.texts.letter(data.language, data.text) if mail else "",
            created_at=now,
            choices=tuple((each.title, each.payload) for each in data.choices),
            reply_to=data.reply_to,
            human=data.human,
            heard_at=data.heard_at,
            sources=(encode(event),),
        )


def _chat(data: MessageRequested) -> Route | None:
    return Route(data.channel, data.recipient) if data.channel in CHATS else None
