"""A call-back task: the centre owes somebody a call, until it has reached them, or they have reached us."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

#: Calls of one number within this time after the first are one wish to be heard.
TOGETHER = timedelta(hours=2)
MOST_ATTEMPTS = 3

OPEN, CLOSED = "open", "closed"
#: Why a task was closed: by an operator, after the last attempt, or because the citizen called again.
REACHED, UNREACHABLE, CALLED_AGAIN = CLOSINGS = ("reached", "unreachable", "called-again")
ATTEMPT_OUTCOMES = ("no-answer", "busy", "switched-off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A call that nobody took."""

    call: str
    at: datetime
    disposition: str
    after_hours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An operator called and nobody answered. `note` is for the colleague who tries next."""

    number: int
    at: datetime
    by: str
    outcome: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack:
    """A task. `due_at`: not before then, because the centre is closed or somebody has just tried."""

    id: str
    number: str = field(repr=False)
    first_at: datetime
    due_at: datetime
    calls: tuple[Missed, ...]
    state: str = OPEN
    attempts: tuple[Attempt, ...] = ()
    claimed_by: str | None = None
    claimed_until: datetime | None = None
    closing: str | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    case: str | None = None
    note: str = ""

    def claimed(self, now: datetime) -> bool:
        """Return whether an operator has it in hand."""
        return self.claimed_until is not None and self.claimed_until > now


def urgency(calls: int) -> str:
    """Return how pressing it is for somebody who has called so often without being heard."""
    return {1: "normal", 2: "raised"}.get(calls, "urgent")


def belongs(first_at: datetime, call_at: datetime) -> bool:
    """Return whether a call is one with the task whose first call was at `first_at`."""
    return call_at < first_at + TOGETHER
