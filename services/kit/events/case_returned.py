"""`case.returned`: the agency says that the case is not its own, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("case.returned")
class CaseReturned(EventData):
    """The case left an agency without an answer; a new `case.routed` follows."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The assignment that ended.")]
    agency: Annotated[str, wire.slug("The agency that returned it.")]
    returned_at: Annotated[datetime, wire.moment("When.")]
    reason: Annotated[str, wire.text("Why it is not theirs.", longest=2000)]
    suggestion: Annotated[str | None, wire.slug("Who they think is competent.", optional=True)]
    by: Annotated[str, wire.text("Who: `agency:<slug>` or `desk:<account>`.", longest=120)]
