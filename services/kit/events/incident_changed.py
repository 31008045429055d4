"""`incident.changed`: many cases about one matter are treated as one incident, or it is over."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("incident.changed")
class IncidentChanged(EventData):
    """The latest state; the latest `changed_at` wins."""

    incident: Annotated[str, wire.code()]
    title: Annotated[str, wire.text("What happened, in a line.", longest=200)]
    category: Annotated[str | None, wire.slug("Category leaf.", optional=True)]
    area: Annotated[str | None, wire.text("Code of the commune or ward.", longest=20, optional=True)]
    agency: Annotated[str, wire.slug("Who answers for all.")]
    open: Annotated[bool, wire.flag("False once it is over.")]
    cases: Annotated[int, wire.count("How many cases belong to it.")]
    changed_at: Annotated[datetime, wire.moment("When.")]
