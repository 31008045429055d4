"""`case.info_requested`: the citizen is asked for more before the case can go on."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("case.info_requested")
class CaseInfoRequested(EventData):
    """The clock stands still until the citizen answers or the time for it is over."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The assignment it is about.")]
    agency: Annotated[str, wire.slug("Whose assignment.")]
    agency_name: Annotated[str, wire.text("Its name.", longest=200)]
    question: Annotated[
        str, wire.text("What the citizen is asked, in words for the citizen.", shortest=1, longest=2000)
    ]
    asked_at: Annotated[datetime, wire.moment("When.")]
    answer_by: Annotated[datetime, wire.moment("When the case goes on without an answer.")]
    by: Annotated[str, wire.text("Who: `rule`, `agency:<slug>`, `desk:<account>` or `citizen`.", longest=120)]
