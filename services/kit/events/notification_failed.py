"""`notification.failed`: a message to a citizen could not be delivered, and nobody will try again."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("notification.failed")
class NotificationFailed(EventData):
    """Giving up is a fact that somebody must hear of: the citizen may have to be called."""

    code: Annotated[str, wire.code()]
    event: Annotated[str, wire.text("Id of the event the message told of.", longest=64)]
    channel: Annotated[str, wire.text("`email`, `sms`, `zalo` or `facebook`.", longest=20)]
    reason: Annotated[str, wire.text("What the server said, without addresses.", longest=500)]
    gave_up_at: Annotated[datetime, wire.moment("When.")]
