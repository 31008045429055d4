"""`reply.returned`: an agency says that a case is not its own."""

from __future__ import annotations

from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("reply.returned")
class ReplyReturned(EventData):
    """Sent by an agency to exchange `replies`, key `reply.returned.<agency>`."""

    code: Annotated[str, wire.code()]
    reason: Annotated[str, wire.text("Why the case is not theirs.", shortest=1, longest=2000)]
    suggestion: Annotated[str | None, wire.slug("Who they think is competent.", optional=True)] = None
