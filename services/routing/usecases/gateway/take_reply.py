"""Take a reply over HTTP: what it says is read and judged as if it had come over AMQP, and its fate is told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import orjson

from services.kit.failures import Rejected
from services.routing.usecases.read_reply import AGENCY_USER, BadReply, read_reply
from services.routing.usecases.take_replies import TakeReplies


@dataclass(frozen=True, slots=True)
class Posted:
    """A reply by HTTP, in the shape of one from the broker: the agency's key stands in for its broker user."""

    body: bytes
    routing_key: str
    user_id: str
    message_id: str | None = None


class Refusals(Protocol):
    """Why replies were refused."""

    def why(self, id_: str) -> Rejected | None:
        """Return the reason, by the id of the refusal, or None where there was none."""


@dataclass(frozen=True, slots=True)
class TakeReply:
    """Idempotent by the reply's id: sent again it gets the same answer, whichever way it came first."""

    take_replies: TakeReplies
    refusals: Refusals

    def __call__(self, agency: str, body: bytes) -> str:
        """Do what the reply says and return its id.

        Raises `Rejected` with the reason when it is refused. The same refusal also waits among the agency's messages,
        as it does on its queue.
        """
        posted = Posted(body, f"{_type(body)}.{agency}", f"{AGENCY_USER}{agency}")
        reply = read_reply(posted)
        self.take_replies([posted])
        why = self.refusals.why(f"{AGENCY_USER}{agency}/{reply.id}")
        if why is not None:
            raise why
        if isinstance(reply, BadReply):
            raise reply.why
        return reply.id


def _type(body: bytes) -> str:
    """Return the type the reply claims to be of; what it may be is for the reader to say."""
    try:
        raw: Any = orjson.loads(body)
    except orjson.JSONDecodeError:
        return ""
    return str(raw.get("type", "")) if isinstance(raw, dict) else ""
