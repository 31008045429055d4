"""An alarm: when it was raised, for what, and whether it is over. And incidents, which people make of many cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.reporting.domain.facts import Stamp
from services.reporting.domain.outbreak.watch import Cell, Look


@dataclass(frozen=True, slots=True)
class Alarm:
    """Far more came than was to be expected. `look` is the strongest so far, `over_at` None while it lasts."""

    cell: Cell
    raised_at: datetime
    look: Look
    over_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """Many cases about one matter that are treated as one, as `incident.changed` told of it last."""

    code: str
    stamp: Stamp
    title: str
    category: str | None
    area: str | None
    agency: str
    open: bool
    cases: int
    changed_at: datetime


def known_as(cell: Cell, incidents: Iterable[Incident]) -> Incident | None:
    """Return the open incident that people have already made of what a cell shows; None where there is none.

    An incident without an area is about the whole province; a channel is about everything and so about no incident.
    """
    for each in incidents:
        if each.open and cell.category and each.category == cell.category and each.area in (None, "", cell.area):
            return each
    return None
