"""`call.ended`: a telephone call to the hotline is over."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import DISPOSITIONS


@event("call.ended")
class CallEnded(EventData):
    """What figures need of a call. The caller's number stays with the channel."""

    call: Annotated[str, wire.text("The telephone system's id of the call.", longest=100)]
    disposition: Annotated[str, wire.choice("How it ended.", DISPOSITIONS)]
    branch: Annotated[str | None, wire.text("Branch of the menu the caller chose.", longest=60, optional=True)] = None
    queued_at: Annotated[datetime, wire.moment("When it began to ring.")]
    answered_at: Annotated[datetime | None, wire.moment("When somebody answered.", optional=True)] = None
    ended_at: Annotated[datetime, wire.moment("When it ended.")]
    after_hours: Annotated[bool, wire.flag("The centre was closed when it came.", required=False)] = False
