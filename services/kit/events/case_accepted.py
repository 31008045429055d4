"""`case.accepted`: the responsible agency has taken the case in hand."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("case.accepted")
class CaseAccepted(EventData):
    """The agency confirmed that the case is its own."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The assignment that was accepted.")]
    agency: Annotated[str, wire.slug("The agency.")]
    accepted_at: Annotated[datetime, wire.moment("When.")]
    by: Annotated[str, wire.text("Who: `agency:<slug>` or `desk:<account>`.", longest=120)]
