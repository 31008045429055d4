"""`contribution.routed`: the lead agency gets a coordinating agency's part."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("contribution.routed")
class ContributionRouted(EventData):
    """Key: the lead agency."""

    code: Annotated[str, wire.code()]
    assignment: Annotated[int, wire.count("The lead assignment.")]
    agency: Annotated[str, wire.slug("The lead agency.")]
    from_agency: Annotated[str, wire.slug("Whose part it is.")]
    from_agency_name: Annotated[str, wire.text("Its name.", longest=200)]
    contribution: Annotated[str, wire.text("The part in words.", longest=20_000)]
    contributed_at: Annotated[datetime, wire.moment("When.")]
