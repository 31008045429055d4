"""`reply.progressed`: an agency has come to the next step of a case with known steps."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("reply.progressed")
class ReplyProgressed(EventData):
    """Sent by an agency to exchange `replies`, key `reply.progressed.<agency>`."""

    code: Annotated[str, wire.code()]
    stage: Annotated[str, wire.slug("The step.")]
    note: Annotated[str | None, wire.text("Words for the citizen.", longest=2000, optional=True)] = None
    tracking: Annotated[str | None, wire.text("Number of what the post carries.", longest=40, optional=True)] = None
    day: Annotated[date | None, wire.day("When somebody comes (again).")] = None
