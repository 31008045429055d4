"""Areas: each is served by an agency, and old and new never hold the same ground at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from services.routing.catalog.problem import Problem, Snapshot
from services.routing.catalog.validity import covers

Area = Mapping[str, Any]


def overlapping_successors(snapshot: Snapshot) -> Iterator[Problem]:
    """A successor begins after its predecessor has ended."""
    areas = {area["code"]: area for area in snapshot["areas"]}
    for area in snapshot["areas"]:
        for code in area["successors"]:
            if area["valid_to"] is None or areas[code]["valid_from"] <= area["valid_to"]:
                yield Problem(
                    "overlapping-validity",
                    f"areas/{area['code']}",
                    f"Còn hiệu lực cùng lúc với địa bàn kế thừa {code}.",
                    f"It is in force at the same time as its successor {code}.",
                )


def without_agency(snapshot: Snapshot) -> Iterator[Problem]:
    """A unit of a served province has an agency that exists as long as the unit does.

    A top unit without an agency is ground that the centre never served: its units need none.
    """
    areas = {area["code"]: area for area in snapshot["areas"]}
    agencies = {agency["slug"]: agency for agency in snapshot["agencies"]}
    for area in snapshot["areas"]:
        agency = agencies.get(area["agency"])
        if _top(area, areas)["agency"] and not (agency and covers(agency, area)):
            yield Problem(
                "area-without-agency",
                f"areas/{area['code']}",
                f"{area['name']} không có đơn vị phụ trách trong suốt thời gian hiệu lực.",
                f"{area['name']} has no agency for all the time it is in force.",
            )


def _top(area: Area, areas: Mapping[str, Area]) -> Area:
    while area["parent"]:
        area = areas[area["parent"]]
    return area
