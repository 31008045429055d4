"""`case.rated`: a citizen says how content they are with the answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import RATINGS


@event("case.rated")
class CaseRated(EventData):
    """Given by whoever proved to be the citizen. `not_fixed` asks to open the case again."""

    code: Annotated[str, wire.code()]
    rating: Annotated[str, wire.choice("How content.", RATINGS)]
    comment: Annotated[str, wire.text("In the citizen's words; may be empty.", longest=2000)]
    not_fixed: Annotated[bool, wire.flag("The citizen says that the matter is not settled.")]
    answered_at: Annotated[datetime, wire.moment("Which answer was rated: when it was given.")]
    rated_at: Annotated[datetime, wire.moment("When it was rated.")]
