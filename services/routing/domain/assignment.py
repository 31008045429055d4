"""An agency's responsibility for a case, from the moment it got it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who must answer, by when, and how that was decided. `number` counts from 1 within the case.

    `triage`: the centre must decide who is competent. `shares_contact`: the agency sees the citizen's contact, because
    the citizen agreed or because the category cannot be worked on without. `accepted_at` is None until the agency says
    that it has taken the case in hand. All moments are aware UTC.
    """

    number: int
    agency: str
    agency_name: str
    routed_at: datetime
    due_at: datetime
    due_reason_vi: str
    due_reason_en: str
    rule: str
    trace: tuple[str, ...]
    triage: bool
    shares_contact: bool
    accepted_at: datetime | None = None
