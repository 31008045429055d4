"""`case.answered`: there is an answer for the citizen."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.attachment import AttachmentLink
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import OUTCOMES


@event("case.answered")
class CaseAnswered(EventData):
    """An agency, or the centre itself, answered."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The assignment that was answered.")]
    agency: Annotated[str, wire.slug("Who answers.")]
    agency_name: Annotated[str, wire.text("Its name.", longest=200)]
    answered_at: Annotated[datetime, wire.moment("When.")]
    due_at: Annotated[datetime, wire.moment("By when it had to answer.")]
    on_time: Annotated[bool, wire.flag("Answered on or before the due time.")]
    outcome: Annotated[str, wire.choice("What came of it.", OUTCOMES)]
    answer: Annotated[str, wire.text("The answer in words.", longest=20_000)]
    by: Annotated[str, wire.text("Who: `agency:<slug>` or `desk:<account>`.", longest=120)]
    scheduled_for: Annotated[date | None, wire.day("By which day it will be done, for outcome `scheduled`.")] = None
    proof: Annotated[
        str | None, wire.text("What shows that it was done: a document's number.", longest=500, optional=True)
    ] = None
    files: Annotated[tuple[AttachmentLink, ...], wire.parts("Files of the answer.", AttachmentLink.SCHEMA)] = ()
    approved_by: Annotated[
        str | None, wire.text("The leader who approved: `desk:<account>`.", longest=120, optional=True)
    ] = None
    original_due_at: Annotated[
        datetime | None, wire.moment("The first due time, where it was moved.", optional=True)
    ] = None
    merged_into: Annotated[str | None, wire.code(required=False)] = None
    times: Annotated[int, wire.natural("How often the case had been reopened.")] = 0
    category: Annotated[str | None, wire.slug("Category leaf, as whoever said so last.", optional=True)] = None
    area: Annotated[str | None, wire.text("Code of the commune or ward.", longest=20, optional=True)] = None
