"""`extension.refused`: an agency asked for more time and does not get it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("extension.refused")
class ExtensionRefused(EventData):
    """Goes to the agency that asked. The due time stays as it was."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The assignment it is about.")]
    agency: Annotated[str, wire.slug("Whose assignment.")]
    due_at: Annotated[datetime, wire.moment("By when it must answer, as before.")]
    reason: Annotated[str, wire.text("Why not.", longest=2000)]
    refused_at: Annotated[datetime, wire.moment("When.")]
    by: Annotated[str, wire.text("Who refused: `desk:<account>`.", longest=120)]
