"""A place in the list of published cases, and how an address carries it."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_START = datetime(2000, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_SHAPE = re.compile(rb"([0-9]{1,14})\.([0-9]{13})")
LONGEST = 60


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where a case stands: the list is ordered by time of answer and then by code, both descending."""

    answered_at: datetime
    code: str

    def __str__(self) -> str:
        """Return the place as letters and digits that an address may carry; `read` understands them."""
        place = f"{(self.answered_at - _START) // _MILLISECOND}.{self.code}"
        return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Position | None:
        """Return the place that a text names, or None where it names none."""
        try:
            place = base64.urlsafe_b64decode(text[:LONGEST].encode() + b"==")
        except ValueError:
            return None
        found = _SHAPE.fullmatch(place)
        return cls(_START + int(found[1]) * _MILLISECOND, found[2].decode()) if found else None
