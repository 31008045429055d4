"""`case.published`: the public can read question and answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("case.published")
class CasePublished(EventData):
    """The portal shows the case. Never carries personal data."""

    code: Annotated[str, wire.code()]
    agency: Annotated[str, wire.slug("Who answered.")]
    published_at: Annotated[datetime, wire.moment("When.")]
    answered_event: Annotated[str, wire.text("Id of the `case.answered` that is shown.", longest=64)]
    path: Annotated[str, wire.text("Path of its page on the portal.", longest=200)]
