"""`case.due_soon`: an agency must answer soon."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("case.due_soon")
class CaseDueSoon(EventData):
    """Told once for each assignment, while there is still time."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The assignment it is about.")]
    agency: Annotated[str, wire.slug("Whose assignment.")]
    agency_name: Annotated[str, wire.text("Its name.", longest=200)]
    due_at: Annotated[datetime, wire.moment("By when it must answer.")]
    told_at: Annotated[datetime, wire.moment("When this was noticed.")]
