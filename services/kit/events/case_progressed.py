"""`case.progressed`: work with known steps, such as a pick-up by post, has come to its next one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("case.progressed")
class CaseProgressed(EventData):
    """The steps are those of the category."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The assignment it is about.")]
    agency: Annotated[str, wire.slug("Whose assignment.")]
    stage: Annotated[str, wire.slug("The step.")]
    stage_vi: Annotated[str, wire.text("Its name in Vietnamese.", longest=200)]
    stage_en: Annotated[str, wire.text("Its name in English.", longest=200)]
    tell: Annotated[bool, wire.flag("The citizen wants to hear of this step.")]
    note: Annotated[
        str | None, wire.text("What the agency adds, in words for the citizen.", longest=2000, optional=True)
    ]
    progressed_at: Annotated[datetime, wire.moment("When.")]
    by: Annotated[str, wire.text("Who: `rule`, `agency:<slug>`, `desk:<account>` or `citizen`.", longest=120)]
    tracking: Annotated[str | None, wire.text("Number of what the post carries.", longest=40, optional=True)] = None
    day: Annotated[date | None, wire.day("When somebody comes (again).")] = None
