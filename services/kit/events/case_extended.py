"""`case.extended`: an agency has more time, with a reason, and somebody approved it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import ASSIGNMENT_ROLES


@event("case.extended")
class CaseExtended(EventData):
    """The first due time is kept: statistics count by it, whatever was granted later."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The assignment it is about.")]
    agency: Annotated[str, wire.slug("Whose assignment.")]
    agency_name: Annotated[str, wire.text("Its name.", longest=200)]
    original_due_at: Annotated[datetime, wire.moment("By when the first decision wanted the answer.")]
    due_at: Annotated[datetime, wire.moment("By when now.")]
    reason: Annotated[str, wire.text("Why more time is needed, in words for the citizen.", shortest=1, longest=2000)]
    extended_at: Annotated[datetime, wire.moment("When it was approved.")]
    by: Annotated[str, wire.text("Who approved: `desk:<account>`.", longest=120)]
    role: Annotated[
        str, wire.choice("Has more time for the case, or for its part.", ASSIGNMENT_ROLES, optional=True)
    ] = "lead"
