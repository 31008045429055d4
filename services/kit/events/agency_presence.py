"""`agency.presence`: an agency's system fetches its cases, or has stopped to."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.kit.events import wire
from services.kit.events.definition import EventData, event
from services.kit.events.vocabulary import DELIVERIES


@event("agency.presence")
class AgencyPresence(EventData):
    """Told when it changes. The latest `changed_at` wins."""

    agency: Annotated[str, wire.slug("Which agency.")]
    agency_name: Annotated[str, wire.text("Its name.", longest=200)]
    delivery: Annotated[str, wire.choice("How it gets its cases.", DELIVERIES)]
    online: Annotated[bool, wire.flag("Whether it fetches.")]
    waiting: Annotated[int, wire.count("How many messages wait for it.")]
    last_seen_at: Annotated[datetime | None, wire.moment("When it last fetched or replied.", optional=True)]
    changed_at: Annotated[datetime, wire.moment("When this was noticed.")]
