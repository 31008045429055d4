"""What is counted: in which period, seen when, by which parts, and of which cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from services.reporting.domain.asking import Narrowing
from services.reporting.domain.facts import Received
from services.reporting.domain.period import Period
from services.reporting.domain.state import State


class Part(StrEnum):
    """What cases are counted by."""

    AGENCY = "agency"
    CATEGORY = "category"
    GROUP = "group"
    CHANNEL = "channel"
    AREA = "area"
    KIND = "kind"
    PERSON = "person"
    OUTCOME = "outcome"
    SHOWN = "shown"


#: The values of the parts asked for, in their order; None where a case has none (not routed, nobody has chosen).
Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: which period, seen at which instant, and how long before its due time a case is due soon.

    Nothing that happened at `seen_at` or later is known to the answer. Only cases as `narrowing` has them are counted.
    """

    period: Period
    seen_at: datetime
    soon: timedelta
    narrowing: Narrowing = field(default_factory=Narrowing)


def group_of(category: str | None) -> str | None:
    """Return the top of a category's tree: `ha-tang` of `ha-tang.giao-thong`."""
    return category.partition(".")[0] if category else None


def value_of(part: Part, received: Received, state: State) -> str | None:
    """Return what a case has for a part. Outcome, person and publication are those of the answer that stands."""
    match part:
        case Part.CHANNEL:
            return received.channel
        case Part.GROUP:
            return group_of(state.category)
        case Part.PERSON:
            return state.answer.by if state.answer else None
        case Part.OUTCOME:
            return state.answer.outcome if state.answer else None
        case Part.SHOWN:
            return state.shown if state.answer else None
        case _:
            return str(value) if (value := getattr(state, part.value)) is not None else None


def is_within(category: str | None, wanted: str) -> bool:
    """Return whether a category is the wanted one or below it."""
    return category is not None and (category == wanted or category.startswith(f"{wanted}."))
