"""The list of open cases whose due time has passed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.reporting.domain.counting import fits, standing_of
from services.reporting.domain.question import Question
from services.reporting.domain.sheet import CaseFacts


@dataclass(frozen=True, slots=True)
class LateCase:
    """One overdue case: who has it, since when it is there, by when it was due, and how far that was escalated."""

    code: str
    agency: str | None
    category: str | None
    area: str | None
    channel: str
    received_at: datetime
    due_at: datetime
    level: int

    def days(self, seen_at: datetime) -> int:
        """Return how many whole days have passed since the due time."""
        return (seen_at - self.due_at).days


def late(sheets: Iterable[CaseFacts], question: Question, most: int) -> list[LateCase]:
    """Return what is overdue as the question sees it, the longest overdue first, equal ones by code."""
    found = [case for sheet in sheets if (case := _late(sheet, question))]
    return sorted(found, key=lambda each: (each.due_at, each.code))[:most]


def _late(sheet: CaseFacts, question: Question) -> LateCase | None:
    standing = standing_of(sheet, question)
    if standing is None or not fits(standing, question):
        return None
    now, received = standing.now, standing.received
    wanted = question.narrowing.agency in (None, now.agency)
    if not (wanted and now.open and now.due_at is not None and now.is_overdue(question.seen_at)):
        return None
    return LateCase(
        sheet.code, now.agency, now.category, now.area, received.channel, received.at, now.due_at, now.level
    )
