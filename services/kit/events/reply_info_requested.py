"""`reply.info_requested`: an agency needs to know more from the citizen."""

from __future__ import annotations

from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("reply.info_requested")
class ReplyInfoRequested(EventData):
    """Sent by an agency to exchange `replies`, key `reply.info_requested.<agency>`."""

    code: Annotated[str, wire.code()]
    question: Annotated[str, wire.text("What the citizen is asked.", shortest=1, longest=2000)]
