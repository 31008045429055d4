"""`case.overdue`: the due time has passed and there is no answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("case.overdue")
class CaseOverdue(EventData):
    """Told once for each assignment and level."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The assignment it is about.")]
    agency: Annotated[str, wire.slug("Whose assignment.")]
    agency_name: Annotated[str, wire.text("Its name.", longest=200)]
    due_at: Annotated[datetime, wire.moment("By when it had to answer.")]
    level: Annotated[
        int, wire.count("1 when the due time has passed, 2 and 3 when twice and three times the allowed time has.")
    ]
    told_at: Annotated[datetime, wire.moment("When this was noticed.")]
