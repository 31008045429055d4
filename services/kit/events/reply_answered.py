"""`reply.answered`: an agency sends its answer."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import OUTCOMES


@event("reply.answered")
class ReplyAnswered(EventData):
    """Sent by an agency to exchange `replies`, key `reply.answered.<agency>`."""

    code: Annotated[str, wire.code()]
    answer: Annotated[str, wire.text("The answer in words, for the citizen.", shortest=1, longest=20_000)]
    outcome: Annotated[str, wire.choice("What came of it.", OUTCOMES)]
    scheduled_for: Annotated[date | None, wire.day("By which day it will be done, for outcome `scheduled`.")] = None
    proof: Annotated[
        str | None, wire.text("What shows that it was done: a document's number.", longest=500, optional=True)
    ] = None
    files: Annotated[tuple[str, ...], wire.words("Names of files that were uploaded before.")] = ()
