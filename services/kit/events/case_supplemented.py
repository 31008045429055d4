"""`case.supplemented`: a citizen added something to a case of theirs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.attachment import Attachment
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import CHANNELS


@event("case.supplemented")
class CaseSupplemented(EventData):
    """More words or files for a case that was accepted before, on whatever channel."""

    code: Annotated[str, wire.code()]
    number: Annotated[int, wire.count("1 for the first addition to the case.")]
    channel: Annotated[str, wire.choice("The channel it came by.", CHANNELS)]
    added_at: Annotated[datetime, wire.moment("When it was stored.")]
    text: Annotated[str, wire.text("What the citizen adds; may be empty where there are files.", longest=10_000)]
    attachments: Annotated[tuple[Attachment, ...], wire.parts("Files.", Attachment.SCHEMA)] = ()
