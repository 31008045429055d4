"""A dossier at a one-stop desk, as its system tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """How far a dossier is. The words are the contract's (`contracts/dossiers`)."""

    RECEIVED = "received"
    PROCESSING = "processing"
    SUPPLEMENT_NEEDED = "supplement_needed"
    FEE_DUE = "fee_due"
    LATE = "late"
    RESULT_READY = "result_ready"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


#: States in which nothing is waited for any more; `returned`: the result is in the applicant's hands.
OVER = frozenset({State.RETURNED, State.REFUSED, State.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the work, done when it has a moment. Names are the one-stop system's own."""

    name: str
    agency: str
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What is known. `applicant` and `remark` are about a person: shown to whoever proves to be concerned only.

    `phone_digits` are the last digits of the applicant's telephone, never shown to anybody; empty where it is unknown.
    `fee` is what is still to be paid, in đồng.
    """

    code: str
    state: State
    procedure: str
    agency: str
    received_on: date
    appointed_on: date | None = None
    finished_on: date | None = None
    fee: int | None = None
    steps: tuple[Step, ...] = ()
    applicant: str = field(default="", repr=False)
    remark: str = field(default="", repr=False)
    phone_digits: str = field(default="", repr=False)

    def late_on(self, day: date) -> bool:
        """Return whether the promised day has passed without a result."""
        open_still = self.state not in OVER and self.state is not State.RESULT_READY
        return open_still and self.appointed_on is not None and day > self.appointed_on
