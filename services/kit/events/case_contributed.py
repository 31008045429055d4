"""`case.contributed`: a coordinating agency has given its part of the answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("case.contributed")
class CaseContributed(EventData):
    """The lead agency compiles the parts into one answer."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The coordinating assignment that ended.")]
    agency: Annotated[str, wire.slug("The coordinating agency.")]
    agency_name: Annotated[str, wire.text("Its name.", longest=200)]
    lead: Annotated[str, wire.slug("The lead agency.")]
    contribution: Annotated[str, wire.text("Its part in words.", longest=20_000)]
    contributed_at: Annotated[datetime, wire.moment("When.")]
    due_at: Annotated[datetime, wire.moment("By when it had to.")]
    on_time: Annotated[bool, wire.flag("On or before the due time.")]
    by: Annotated[str, wire.text("Who: `rule`, `agency:<slug>`, `desk:<account>` or `citizen`.", longest=120)]
