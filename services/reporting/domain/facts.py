"""What is known of one case, merged from events in any order and any number of repetitions.

Every fact sits in a slot of its own, and the latest word wins the slot. So `merge` is commutative, associative and
idempotent: however the broker shuffles or repeats events, the sheet ends the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """Which event said it, and when (UTC). Later stamps win; equal times are decided by the event's id."""

    time: datetime
    event: str


class Stamped(Protocol):
    """A fact that knows which event it comes from."""

    @property
    def stamp(self) -> Stamp:
        """Return when the fact was stated, and by which event."""


Fact = TypeVar("Fact", bound=Stamped)


@dataclass(frozen=True, slots=True)
class Received:
    """The case was accepted on a channel. `category` is None where a person had to choose it."""

    stamp: Stamp
    at: datetime
    channel: str
    category: str | None
    area: str | None
    urgency: str
    kind: str


@dataclass(frozen=True, slots=True)
class Routed:
    """An agency became responsible until `due_at` (UTC)."""

    stamp: Stamp
    at: datetime
    agency: str
    due_at: datetime
    category: str | None
    triage: bool


@dataclass(frozen=True, slots=True)
class Accepted:
    """The responsible agency confirmed that the case is its own."""

    stamp: Stamp
    at: datetime


@dataclass(frozen=True, slots=True)
class Returned:
    """The agency gave the case back without an answer."""

    stamp: Stamp
    at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """The citizen has an answer. `agency` is who answered, which need not be who was responsible."""

    stamp: Stamp
    at: datetime
    agency: str
    on_time: bool
    outcome: str
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Reopened:
    """The citizen was not content: whatever was answered before counts no more."""

    stamp: Stamp
    at: datetime


@dataclass(frozen=True, slots=True)
class Published:
    """The public can read the case."""

    stamp: Stamp
    at: datetime


@dataclass(frozen=True, slots=True)
class Withheld:
    """The public cannot read the case, for a reason."""

    stamp: Stamp
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """What happened while one agency was responsible."""

    routed: Routed | None = None
    accepted: Accepted | None = None
    returned: Returned | None = None

    def merge(self, other: Assignment) -> Assignment:
        """Return what both know together."""
        return Assignment(
            latest(self.routed, other.routed),
            latest(self.accepted, other.accepted),
            latest(self.returned, other.returned),
        )


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The fact sheet of the case `code`; `assignments` by number, 1 for the first agency."""

    code: str
    received: Received | None = None
    assignments: Mapping[int, Assignment] = field(default_factory=dict)
    answered: Answered | None = None
    published: Published | None = None
    withheld: Withheld | None = None
    reopened: Reopened | None = None

    def merge(self, other: CaseFacts) -> CaseFacts:
        """Return what both sheets of the same case know together. Raises ValueError for sheets of two cases."""
        if self.code != other.code:
            raise ValueError("facts of two cases cannot be merged")
        return CaseFacts(
            self.code,
            latest(self.received, other.received),
            _merge_assignments(self.assignments, other.assignments),
            latest(self.answered, other.answered),
            latest(self.published, other.published),
            latest(self.withheld, other.withheld),
            latest(self.reopened, other.reopened),
        )


def latest(one: Fact | None, other: Fact | None) -> Fact | None:
    """Return the fact with the later stamp; None only where there is neither."""
    if one is None or other is None:
        return one or other
    return one if one.stamp >= other.stamp else other


def _merge_assignments(ours: Mapping[int, Assignment], theirs: Mapping[int, Assignment]) -> Mapping[int, Assignment]:
    merged = dict(ours)
    for number, assignment in theirs.items():
        merged[number] = merged[number].merge(assignment) if number in merged else assignment
    return merged
