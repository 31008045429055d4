"""What a watch covers on the map and among the topics of today."""

from __future__ import annotations

from datetime import datetime

from services.routing.domain.catalog import Catalog
from services.routing.domain.outbreak import Watch
from services.routing.domain.territory import Territory
from services.routing.usecases.incidents.ports import Scope


def territory_of(catalog: Catalog, now: datetime) -> Territory:
    """Return the map of the province's day."""
    return catalog.territory_on(catalog.agency_hours.local(now).date())


def scope_of(watch: Watch, area: str | None, catalog: Catalog, now: datetime) -> Scope:
    """Return the topics and the areas, old codes too, that belong to an outbreak."""
    categories = tuple(slug for slug in catalog.categories if watch.covers(slug))
    return Scope(categories, () if area is None else territory_of(catalog, now).same_as(area))
