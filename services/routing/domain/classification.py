"""What a case is about, as somebody at the centre or a good suggestion says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A guess from the text: `what` is `category` or `area`, `confidence` from 0 to 1."""

    what: str
    value: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """Takes the place of what the citizen chose. `by` is `suggestion` or `desk:<account>`."""

    category: str | None
    area: str | None
    urgency: str
    kind: str
    by: str
    at: datetime
    confidence: float | None = None
