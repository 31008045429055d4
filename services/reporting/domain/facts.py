"""What events say of cases: one small fact for each, without a word of the citizen's.

Every fact begins with its stamp and the moment it happened. Where facts lie, and how they are merged: `domain.sheet`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """Which event said it, and when (UTC). Later stamps win; equal times are decided by the event's id."""

    time: datetime
    event: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened `at` (UTC), as the event of the stamp says."""

    stamp: Stamp
    at: datetime


@dataclass(frozen=True, slots=True)
class Received(Fact):
    """The case was accepted on a channel. `category` is None where a person had to choose it.

    `related` is the case that its citizen pointed to as their earlier one.
    """

    channel: str
    category: str | None
    area: str | None
    urgency: str
    kind: str
    related: str | None = None


@dataclass(frozen=True, slots=True)
class Routed(Fact):
    """An agency became responsible until `due_at` (UTC): for the case (`lead`), or for a part of it."""

    agency: str
    due_at: datetime
    category: str | None
    triage: bool
    area: str | None = None
    kind: str | None = None
    lead: bool = True


@dataclass(frozen=True, slots=True)
class Accepted(Fact):
    """The responsible agency confirmed that the case is its own."""


@dataclass(frozen=True, slots=True)
class Returned(Fact):
    """The agency gave the case back without an answer."""

    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Moved(Fact):
    """A successor took the case over from the agency, or the centre took it back."""

    agency: str


@dataclass(frozen=True, slots=True)
class DueMoved(Fact):
    """The due time of an assignment moved: more time was granted (`extended`), or waiting for the citizen was over."""

    agency: str
    due_at: datetime
    extended: bool


@dataclass(frozen=True, slots=True)
class Paused(Fact):
    """The citizen was asked for more, and the clock of the assignment stands still."""

    agency: str


@dataclass(frozen=True, slots=True)
class ExtensionRefused(Fact):
    """The agency asked for more time and did not get it."""

    agency: str


@dataclass(frozen=True, slots=True)
class Escalated(Fact):
    """It was told that the assignment is overdue; the levels are slots."""

    agency: str


@dataclass(frozen=True, slots=True)
class Contributed(Fact):
    """A coordinating agency gave its part."""

    agency: str
    on_time: bool


@dataclass(frozen=True, slots=True)
class Answered(Fact):
    """The citizen has an answer. `agency` is who answered, which need not be who was responsible.

    `by` is the person or program, `first_due` when the first due time was, `merged` whether it is the answer to
    another case that this one followed.
    """

    agency: str
    on_time: bool
    outcome: str
    category: str | None = None
    area: str | None = None
    by: str | None = None
    first_due: datetime | None = None
    merged: bool = False

    @property
    def in_first_time(self) -> bool:
        """Whether it came by the first due time; where that never moved, whether it came in time."""
        return self.on_time if self.first_due is None else self.at <= self.first_due


@dataclass(frozen=True, slots=True)
class Reopened(Fact):
    """The citizen was not content: whatever was answered before counts no more. `agency` had answered."""

    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Rated(Fact):
    """The citizen rated the answer that was given at `answered_at`."""

    rating: str
    not_fixed: bool
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Shown(Fact):
    """The public can read the case, or cannot (`reason`)."""

    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Classified(Fact):
    """Somebody said what the case is about."""

    category: str | None
    area: str | None
    urgency: str
    kind: str


@dataclass(frozen=True, slots=True)
class Merged(Fact):
    """The case waits for the answer to another one, which `agency` has."""

    agency: str


@dataclass(frozen=True, slots=True)
class Withdrawn(Fact):
    """The citizen took the case back."""


@dataclass(frozen=True, slots=True)
class NotReached(Fact):
    """A message to the citizen could not be delivered, and nobody will try again."""

    channel: str
