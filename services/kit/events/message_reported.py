"""`message.reported`: what a provider says became of a message of ours."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import REPLY_CHANNELS, REPORTED


@event("message.reported")
class MessageReported(EventData):
    """A receipt, found by whichever of its names the provider gave: its own id, ours, or recipient and words."""

    channel: Annotated[str, wire.choice("How it was sent.", REPLY_CHANNELS)]
    status: Annotated[str, wire.choice("What became of it.", REPORTED)]
    at: Annotated[datetime, wire.moment("When, by the provider's clock.")]
    provider_id: Annotated[str | None, wire.text("The provider's id of the message.", longest=200, optional=True)] = (
        None
    )
    tracking: Annotated[str | None, wire.text("The id we gave it.", longest=200, optional=True)] = None
    recipient: Annotated[str | None, wire.text("To whom it went.", longest=254, optional=True)] = None
    text_sha256: Annotated[str | None, wire.text("SHA-256 of its words, hex.", longest=64, optional=True)] = None
    reason: Annotated[str | None, wire.text("Why it failed.", longest=300, optional=True)] = None
