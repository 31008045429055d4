"""A published case as a record of open data: what the ledger covers of it, with names and a place for maps.

The place is the middle of the commune, never nearer: what hides house numbers must not give them away by coordinates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from services.publish.domain.ledger.content import content_of
from services.publish.domain.open_data.fields import FIELDS
from services.publish.domain.public_case import PublicCase
from services.publish.domain.reference import Reference

Record = Mapping[str, Any]
_ORDER = tuple(field.name for field in FIELDS)


def record_of(case: PublicCase, reference: Reference, page_of: Callable[[str], str]) -> dict[str, Any]:
    """Return a case's record, its fields in the order of the table; `page_of` gives the address of a case's page."""
    latitude, longitude = middle_of(case.area, reference)
    known = {
        **content_of(case),
        "url": page_of(case.code),
        "category_name": reference.category_name(case.category, "vi") or None,
        "area_name": reference.area_name(case.area) or None,
        "latitude": latitude,
        "longitude": longitude,
    }
    return {name: known[name] for name in _ORDER}


def middle_of(area: str | None, reference: Reference) -> tuple[float | None, float | None]:
    """Return latitude and longitude of an area's middle; of one that was dissolved, that of its first heir."""
    for _ in range(3):
        known = reference.areas.get(area or "", {})
        if "latitude" in known and "longitude" in known:
            return known["latitude"], known["longitude"]
        area = next(iter(known.get("successors") or ()), None)
    return None, None
