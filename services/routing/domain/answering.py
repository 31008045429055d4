"""Answers: as they are drafted, and as the citizen got them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.routing.domain.file import File


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An answer in the making. `submitted_at` is set while it lies with the agency's leader.

    `remark` is what the leader said who sent it back, `without_parts` why the writer waits for no other agency.
    `sources` are the entries of the knowledge base whose words it has.
    """

    text: str
    outcome: str
    by: str
    at: datetime
    scheduled_for: date | None = None
    proof: str | None = None
    files: tuple[File, ...] = ()
    submitted_at: datetime | None = None
    remark: str | None = None
    without_parts: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the citizen is told. `assignment` of the case's history is the one it ended.

    `on_time` counts by the due time as it stood, `in_first_time` by the first one, before any extension.
    """

    text: str
    outcome: str
    at: datetime
    by: str
    on_time: bool
    in_first_time: bool = True
    scheduled_for: date | None = None
    proof: str | None = None
    files: tuple[File, ...] = ()
    approved_by: str | None = None
    sources: tuple[str, ...] = ()
