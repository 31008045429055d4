"""What the filters of a list offer."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from services.kit.events.vocabulary import CHANNELS, KINDS, URGENCIES
from services.kit.text import fold
from services.routing.domain.catalog import Catalog
from services.routing.web.list_query import ORDERS, STATES


def choices(catalog: Catalog, now: datetime) -> dict[str, Any]:
    """Return what exists today, by name, branches of topics before their leaves."""
    return {
        **_of_today(catalog, catalog.agency_hours.local(now).date()),
        "channels": CHANNELS,
        "urgencies": URGENCIES,
        "kinds": KINDS,
        "states": STATES,
        "orders": ORDERS,
    }


class _Same:
    """A catalogue as a key: the same object, never compared part by part."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def __hash__(self) -> int:
        return id(self.catalog)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.catalog is self.catalog


def _of_today(catalog: Catalog, day: date) -> dict[str, Any]:
    return _sorted(_Same(catalog), day)


@lru_cache(maxsize=4)
def _sorted(same: _Same, day: date) -> dict[str, Any]:
    """Sorting some seven hundred names for every page took longer than finding the cases."""
    catalog = same.catalog
    agencies = [(each.slug, each.name) for each in catalog.agencies.values() if each.term.holds(day)]
    areas = [(each.code, each.name) for each in catalog.areas.values() if each.term.holds(day)]
    categories = [each for each in catalog.categories.values() if each.term.holds(day)]
    return {
        "agencies": sorted(agencies, key=lambda pair: fold(pair[1])),
        "areas": sorted(areas, key=lambda pair: fold(pair[1])),
        "categories": [(each.slug, each.name, each.slug.count(".")) for each in categories],
    }
