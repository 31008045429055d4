"""`reply.extension_requested`: an agency asks for more time."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("reply.extension_requested")
class ReplyExtensionRequested(EventData):
    """Sent by an agency to exchange `replies`, key `reply.extension_requested.<agency>`."""

    code: Annotated[str, wire.code()]
    due_at: Annotated[datetime, wire.moment("By when it promises to answer.")]
    reason: Annotated[str, wire.text("Why, in words for the citizen.", shortest=1, longest=2000)]
