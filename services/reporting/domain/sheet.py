"""What is known of one case, merged from events in any order and any number of repetitions.

Every fact sits in a slot of its own, and the latest word wins the slot. So `merge` is commutative, associative and
idempotent: however the broker shuffles or repeats events, the sheet ends the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from services.reporting.domain.facts import Fact, Received

#: Where a fact lies: ("received",), ("answered", 0), ("assignments", 1, "routed"), ("assignments", 1, "paused", "17…").
Slot = tuple[str | int, ...]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The fact sheet of the case `code`."""

    code: str
    facts: Mapping[Slot, Fact] = field(default_factory=dict)

    @property
    def received(self) -> Received | None:
        """Return how the case was accepted; None while nobody has said."""
        found = self.facts.get(("received",))
        return found if isinstance(found, Received) else None

    def merge(self, other: CaseFacts) -> CaseFacts:
        """Return what both sheets of the same case know together. Raises ValueError for sheets of two cases."""
        if self.code != other.code:
            raise ValueError("facts of two cases cannot be merged")
        merged = dict(self.facts)
        for slot, fact in other.facts.items():
            known = merged.get(slot)
            merged[slot] = fact if known is None else latest(known, fact)
        return CaseFacts(self.code, merged)


def latest(one: Fact, other: Fact) -> Fact:
    """Return the fact with the later stamp."""
    return one if one.stamp >= other.stamp else other


def since_epoch(moment: datetime) -> int:
    """Return whole milliseconds since 1970, the finest that the database keeps."""
    return (moment - _EPOCH) // _MILLISECOND


def slot_of(moment: datetime) -> str:
    """Return the name of the slot for what may happen again and again: what happened then lies there."""
    return str(since_epoch(moment))
