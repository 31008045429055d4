"""`case.withdrawn`: the citizen took the case back before it was answered; nobody has to answer it any more."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import ASSIGNMENT_ROLES


@event("case.withdrawn")
class CaseWithdrawn(EventData):
    """One to the agency that had the case, and one to each that still owed a part. Nothing follows."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The assignment that ended.")]
    agency: Annotated[str, wire.slug("Whose assignment.")]
    withdrawn_at: Annotated[datetime, wire.moment("When the citizen took it back.")]
    reason: Annotated[str, wire.text("Why, in the citizen's words; may be empty.", longest=2000)]
    by: Annotated[str, wire.text("Who: `citizen`.", longest=120)]
    role: Annotated[
        str, wire.choice("The agency had the case, or owed a part of it.", ASSIGNMENT_ROLES, optional=True)
    ] = "lead"
