"""`reply.accepted`: an agency tells the hotline that it takes a case in hand."""

from __future__ import annotations

from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("reply.accepted")
class ReplyAccepted(EventData):
    """Sent by an agency to exchange `replies`, key `reply.accepted.<agency>`."""

    code: Annotated[str, wire.code()]
