"""`case.reopened`: the citizen says that the answer did not settle it; the shift lead decides what happens."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("case.reopened")
class CaseReopened(EventData):
    """A new `case.routed` or `case.answered` follows."""

    code: Annotated[str, wire.code()]
    agency: Annotated[str, wire.slug("Who had answered.")]
    reopened_at: Annotated[datetime, wire.moment("When.")]
    reason: Annotated[str, wire.text("What the citizen says.", longest=2000)]
    times: Annotated[int, wire.count("How often the case has been reopened, this time included.")]
    by: Annotated[str, wire.text("Who: `rule`, `agency:<slug>`, `desk:<account>` or `citizen`.", longest=120)]
