"""`case.resumed`: a case that waited for its citizen goes on, and its clock runs again."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import RESUMED


@event("case.resumed")
class CaseResumed(EventData):
    """The due time has moved by the working time that the case waited."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The assignment it is about.")]
    agency: Annotated[str, wire.slug("Whose assignment.")]
    resumed_at: Annotated[datetime, wire.moment("When.")]
    due_at: Annotated[datetime, wire.moment("By when the agency must answer now.")]
    why: Annotated[str, wire.choice("What ended the waiting.", RESUMED)]
