"""One message as it came from the broker, with what the broker vouches for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from amqp import Message

from services.kit.events.envelope import Event, decode

# Headers of our own; a message keeps them on its way through the retry ladder and the parking queue.
ATTEMPTS = "x-attempts"
ROUTING_KEY = "x-routing-key"
USER = "x-user-id"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message and its place: `tag` settles it, `body` is as the sender wrote it.

    `user_id` is the sender's broker user, or None. The broker has verified it, so it may be trusted.
    """

    tag: int
    body: bytes
    routing_key: str
    user_id: str | None
    message_id: str | None
    content_type: str | None
    attempts: int
    headers: dict[str, Any]

    @classmethod
    def of(cls, message: Message) -> Delivery:
        """Read a py-amqp message."""
        place, properties = message.delivery_info, message.properties
        headers = dict(properties.get("application_headers") or {})
        # Only the rungs of the retry ladder and the operator's replay lead through the default exchange: what comes
        # from there has our own headers, which nobody else may be believed to have written.
        ours = place["exchange"] == ""
        return cls(
            tag=place["delivery_tag"],
            body=_as_bytes(message.body),
            routing_key=str(headers.get(ROUTING_KEY, place["routing_key"])) if ours else place["routing_key"],
            user_id=headers.get(USER) if ours else properties.get("user_id"),
            message_id=properties.get("message_id"),
            content_type=properties.get("content_type"),
            attempts=_whole(headers.get(ATTEMPTS)) if ours else 0,
            headers=headers,
        )

    def event(self) -> Event:
        """Return the event in the body. Raises `Undecodable`."""
        return decode(self.body)

    def onward(self, **extra: Any) -> Message:
        """Return a persistent copy to send on. The user id moves to a header: the broker checks the property
        against the sender, and the sender is now us.
        """
        headers = {**self.headers, ROUTING_KEY: self.routing_key, **extra}
        headers.pop(USER, None)  # the sender may have written one itself; only what the broker has verified goes on
        if self.user_id:
            headers[USER] = self.user_id
        return Message(
            self.body,
            delivery_mode=2,
            content_type=self.content_type,
            message_id=self.message_id,
            application_headers=headers,
        )


def _as_bytes(body: bytes | str | memoryview) -> bytes:
    return body.encode() if isinstance(body, str) else bytes(body)


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and value >= 0 else 0
