"""`catalog.changed`: a new version of the reference data, whole."""

from __future__ import annotations

from typing import Annotated, Any

from services.kit.events import wire
from services.kit.events.definition import EventData, event


@event("catalog.changed")
class CatalogChanged(EventData):
    """A full snapshot, so that a reader needs no history and may take the highest version it has seen."""

    version: Annotated[int, wire.count("Grows by one with every change.")]
    province: Annotated[str, wire.slug("Whose data.")]
    catalog: Annotated[dict[str, Any], wire.anything("Categories, agencies, areas, rules, deadlines, calendar.")]
