"""`case.withheld`: an answered case is not shown to the public, for a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import WITHHELD_REASONS


@event("case.withheld")
class CaseWithheld(EventData):
    """The portal does not show the case."""

    code: Annotated[str, wire.code()]
    agency: Annotated[str, wire.slug("Who answered.")]
    withheld_at: Annotated[datetime, wire.moment("When.")]
    reason: Annotated[str, wire.choice("Why.", WITHHELD_REASONS)]
    ground: Annotated[str | None, wire.slug("An editor's ground, from a list.", optional=True)] = None
