"""An agency's responsibility for a case, from the moment it got it, with a clock of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LEAD = "lead"
COORDINATING = "coordinating"
#: The rule by which a dissolved unit's successor has what that unit had.
SUCCESSOR = "successor"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequest:
    """More time that was asked for and is not decided yet: until when, why, by whom and when."""

    due_at: datetime
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """A coordinating agency's part of the answer."""

    text: str
    by: str
    at: datetime
    on_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who must answer, by when, and how that was decided. `number` counts from 1 within the case.

    `role`: the lead answers for the case, a coordinating agency contributes the part that `task` asks for. `triage`:
    the centre must decide who is competent. `shares_contact`: the agency sees the citizen's contact, because the
    citizen agreed or because the category cannot be worked on without. `accepted_at` is None until the agency says that
    it has taken the case in hand, `ended_at` until it no longer has it without having answered.

    `due_at` is the clock as it stands; `original_due_at` the first due time where it was moved (None: never moved),
    which statistics count by. `minutes` is the allowed working time, `paused_at` set while the clock stands still.
    `rules` is the version of the rules that decided, `level` the step of the escalation ladder it stands on.
    `approval`: what the agency's officers write needs its leader. `binding`: nobody may return it any more; at the
    centre: only the shift lead decides. All moments are aware UTC.
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
    role: str = LEAD
    task: str | None = None
    minutes: int = 0
    original_due_at: datetime | None = None
    paused_at: datetime | None = None
    extension: ExtensionRequest | None = None
    contribution: Contribution | None = None
    ended_at: datetime | None = None
    rules: int = 0
    level: int = 0
    approval: bool = False
    binding: bool = False

    @property
    def is_lead(self) -> bool:
        """Return whether this assignment answers for the case."""
        return self.role == LEAD

    @property
    def is_open_part(self) -> bool:
        """Return whether a coordinating agency still owes its part."""
        return self.role == COORDINATING and self.contribution is None and self.ended_at is None

    @property
    def first_due_at(self) -> datetime:
        """Return the due time that statistics count by."""
        return self.original_due_at or self.due_at
