"""`case.merged`: a case is about the same matter as another, whose answer it will get."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("case.merged")
class CaseMerged(EventData):
    """Its citizen stays subscribed: the answer to the other case is told for this one too."""

    code: Annotated[str, wire.code()]
    agency: Annotated[str, wire.slug("Who has the other case.")]
    into: Annotated[str, wire.code()]
    merged_at: Annotated[datetime, wire.moment("When.")]
    by: Annotated[str, wire.text("Who: `rule`, `agency:<slug>`, `desk:<account>` or `citizen`.", longest=120)]
