"""Send a message once more, by a person's explicit decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.notify.domain.message import EMAIL, Message, Route, State, Step, tracking_id
from services.notify.usecases.ports import Addressees, Ledger

_UNDER_WAY = frozenset({State.CLAIMED, State.DEFERRED})


@dataclass(frozen=True, slots=True)
class ResendMessage:
    """The copy has the key of the original and a counter, and is sent by the running service's sweep.

    A crash after the copy was stored leaves the counter as it was: asking again finds the copy there and only counts
    it. On another channel the words are made anew by the service, when the copy's time comes.
    """

    ledger: Ledger
    addressees: Addressees
    clock: Clock

    def plan(self, key: str, channel: str | None = None) -> Message:
        """Return the copy that would be sent. Changes nothing. Raises `Rejected`."""
        message = self.ledger.find(key)
        if message is None:
            raise Rejected("unknown-message", "Không có tin nhắn này.", "There is no such message.")
        if message.state in _UNDER_WAY:
            raise Rejected(
                "still-under-way",
                "Tin nhắn còn đang được gửi, chưa cần gửi lại.",
                "The message is still being sent; there is no need to send it again.",
            )
        return self._copy(message, self._route(message, channel or message.channel))

    def __call__(self, copy: Message, original: str) -> None:
        """Store the copy `plan` returned for the message `original`, due at once."""
        self.ledger.claim_new([copy])
        step = Step(self.clock.now(), copy.state, copy.channel, f"sent once more as {copy.key}", copy.attempts)
        self.ledger.note_resend(original, step, copy.resends)

    def _route(self, message: Message, channel: str) -> Route:
        if channel == message.channel:
            return Route(channel, message.recipient)
        addressee = self.addressees.find([message.code]).get(message.code)
        recipient = addressee.at(channel) if addressee and message.group else None
        if recipient is None:
            raise Rejected(
                "no-such-route",
                "Không biết địa chỉ của người nhận trên kênh này.",
                "Nobody knows where the citizen is reached on this channel.",
            )
        return Route(channel, recipient)

    def _copy(self, message: Message, route: Route) -> Message:
        same, resends, now = route.channel == message.channel, message.resends + 1, self.clock.now()
        key = f"{message.key}:r{resends}"
        domain = message.message_id.rpartition("@")[2] if same and route.channel == EMAIL else ""
        words: dict[str, Any] = {} if same else {"subject": "", "text": "", "html": "", "facts": {}}
        return replace(
            message,
            **words,
            key=key,
            channel=route.channel,
            recipient=route.recipient,
            message_id=tracking_id(key, message.code, domain),
            created_at=now,
            state=State.DEFERRED,
            next_step_at=now,
            attempts=0,
            holder="",
            reason="a person's decision",
            receipt=None,
            provider_id=None,
            routes=(),
            turn=1,
            group=None,
            merged_into=None,
            resends=resends,
            reports={},
            history=(),
        )
