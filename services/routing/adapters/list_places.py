"""Places in a list: where a page ends, the next one begins, however deep; nothing is counted to get there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pymongo import ASCENDING

from services.kit.failures import Rejected
from services.routing.adapters.list_queries import ORDERS, Query

_PLACE = re.compile(r"(?:([a-z]{1,20})\.)?(\d{1,15})-(\d{13})")


@dataclass(frozen=True, slots=True)
class Place:
    """Just behind a case, in lists by urgency among those of its urgency."""

    at: datetime
    code: str
    urgency: str | None = None

    def __str__(self) -> str:
        """Return it as it stands in an address."""
        prefix = f"{self.urgency}." if self.urgency else ""
        return f"{prefix}{round(self.at.timestamp() * 1000)}-{self.code}"

    def beyond(self, order: str) -> Query:
        """Return the condition for what follows. The first part lets an index begin there."""
        (field, direction), _ = ORDERS[order]
        edge, further = ("$gte", "$gt") if direction == ASCENDING else ("$lte", "$lt")
        later = [{field: {further: self.at}}, {field: self.at, "_id": {further: self.code}}]
        return {"$and": [{field: {edge: self.at}}, {"$or": later}]}


def place_of(document: Mapping[str, Any], order: str) -> Place:
    """Return the place behind a case."""
    (field, _), _ = ORDERS[order]
    at: Any = document
    for part in field.split("."):
        at = at[part]
    return Place(at, document["_id"], document["urgency"] if order == "urgency" else None)


def read_place(text: str) -> Place:
    """Read what stands in an address. Raises `Rejected("unknown-place-in-list")`."""
    match = _PLACE.fullmatch(text)
    if not match:
        raise unknown_place()
    return Place(datetime.fromtimestamp(int(match[2]) / 1000, UTC), match[3], match[1])


def unknown_place() -> Rejected:
    """Return the refusal."""
    return Rejected(
        "unknown-place-in-list",
        "Không tìm thấy vị trí này trong danh sách; xin mở lại từ đầu.",
        "There is no such place in the list; please begin again.",
    )
