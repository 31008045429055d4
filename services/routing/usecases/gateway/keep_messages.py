"""Keep messages: what goes to an agency that fetches by HTTP, or is called, is stored until it is acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import orjson

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.routing.usecases.gateway.ports import Arrived, Connections, Messages


class Message(Protocol):
    """One message from the broker, as it came."""

    @property
    def body(self) -> bytes:
        """The event's JSON."""

    @property
    def routing_key(self) -> str:
        """`<type>.<agency>`."""


@dataclass(frozen=True, slots=True)
class KeepMessages:
    """Safe to repeat: a message is known by its agency and the event's id."""

    connections: Connections
    messages: Messages
    clock: Clock

    def __call__(self, batch: Sequence[Message]) -> None:
        """Store a batch in the order it came. Raises `Rejected("not-an-event")`, and then stores nothing."""
        arrived = [read_arrived(message) for message in batch]
        ours = self.connections.kept_here({each.agency for each in arrived})
        self.messages.keep([each for each in arrived if each.agency in ours], self.clock.now())


def read_arrived(message: Message) -> Arrived:
    """Return whose message this is. Types this version does not know go on as they are: the agency may know them."""
    type_, _, agency = message.routing_key.rpartition(".")
    try:
        event = orjson.loads(message.body)
        return Arrived(agency=agency, id=str(event["id"]), type=type_, body=message.body.decode())
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise Rejected(
            "not-an-event", "Thông điệp không phải là một sự kiện.", "The message is not an event."
        ) from error
