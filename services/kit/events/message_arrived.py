"""`message.arrived`: a citizen's text message came in over a connection that notify holds."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import REPLY_CHANNELS


@event("message.arrived")
class MessageArrived(EventData):
    """An SMPP connection carries both directions; what citizens send goes on to the channel. Internal users only."""

    channel: Annotated[str, wire.choice("How it came.", REPLY_CHANNELS)]
    message: Annotated[str, wire.text("The provider's id, or one made from the content.", longest=200)]
    sender: Annotated[str, wire.text("The citizen's number as the network gave it.", longest=40)]
    recipient: Annotated[str, wire.text("Our number it was sent to.", longest=40)]
    text: Annotated[str, wire.text("The words.", longest=10_000)]
    arrived_at: Annotated[datetime, wire.moment("When.")]
