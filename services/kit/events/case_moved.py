"""`case.moved`: an agency no longer has a case: a successor took it over, or the centre took it back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("case.moved")
class CaseMoved(EventData):
    """Goes to the agency that had it; whoever has it now gets `case.routed`."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The assignment it is about.")]
    agency: Annotated[str, wire.slug("Whose assignment.")]
    to: Annotated[str, wire.slug("Who has it now.")]
    to_name: Annotated[str, wire.text("Its name.", longest=200)]
    reason: Annotated[str, wire.text("Why.", longest=2000)]
    moved_at: Annotated[datetime, wire.moment("When.")]
