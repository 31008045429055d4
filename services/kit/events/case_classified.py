"""`case.classified`: somebody, or a suggestion good enough, said what a case is about."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import KINDS, URGENCIES


@event("case.classified")
class CaseClassified(EventData):
    """From now on the case has this category, area and urgency; what the citizen said stays as it was."""

    code: Annotated[str, wire.code()]
    category: Annotated[str | None, wire.slug("Category leaf.", optional=True)]
    area: Annotated[str | None, wire.text("Code of the commune or ward.", longest=20, optional=True)]
    urgency: Annotated[str, wire.choice("How urgent.", URGENCIES)]
    kind: Annotated[str, wire.choice("What the citizen wants.", KINDS)]
    classified_at: Annotated[datetime, wire.moment("When.")]
    by: Annotated[str, wire.text("Who: `suggestion` or `desk:<account>`.", longest=120)]
