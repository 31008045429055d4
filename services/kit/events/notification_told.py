"""`notification.told`: where a message to a citizen stands."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import MESSAGE_STATES


@event("notification.told")
class NotificationTold(EventData):
    """What the citizen was told, and whether it arrived. Commutative: later states win."""

    code: Annotated[str, wire.code()]
    message: Annotated[str, wire.text("Id of the message in notify's ledger.", longest=200)]
    event: Annotated[str, wire.text("Type of the event it tells of.", longest=64)]
    channel: Annotated[str, wire.text("`email`, `sms`, `zalo`, `zns` or `facebook`.", longest=20)]
    to: Annotated[str, wire.text("To whom, masked: enough to recognise, too little to use.", longest=100)]
    state: Annotated[str, wire.choice("Where it stands.", MESSAGE_STATES)]
    at: Annotated[datetime, wire.moment("Since when.")]
    reason: Annotated[str | None, wire.text("Why it failed, without addresses.", longest=500, optional=True)] = None
