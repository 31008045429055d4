"""Record what events say of cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from services.kit.events import Event
from services.reporting.domain.facts import (
    Accepted,
    Answered,
    Assignment,
    CaseFacts,
    Published,
    Received,
    Reopened,
    Returned,
    Routed,
    Stamp,
    Withheld,
)
from services.reporting.usecases.ports import FactSheets

LEAD = "lead"


def of_received(data: Any, stamp: Stamp) -> CaseFacts:
    """Return what `case.received` says; the citizen's words and contact are left behind."""
    fact = Received(stamp, data.received_at, data.channel, data.category, data.area, data.urgency, data.kind)
    return CaseFacts(data.code, received=fact)


def of_routed(data: Any, stamp: Stamp) -> CaseFacts:
    """Return what `case.routed` says; a coordinating agency answers for its part, not for the case."""
    if data.role != LEAD:
        return CaseFacts(data.code)
    fact = Routed(stamp, data.routed_at, data.agency, data.due_at, data.category, data.triage)
    return CaseFacts(data.code, assignments={data.assignment: Assignment(routed=fact)})


def of_accepted(data: Any, stamp: Stamp) -> CaseFacts:
    """Return what `case.accepted` says."""
    return CaseFacts(data.code, assignments={data.assignment: Assignment(accepted=Accepted(stamp, data.accepted_at))})


def of_returned(data: Any, stamp: Stamp) -> CaseFacts:
    """Return what `case.returned` says."""
    return CaseFacts(data.code, assignments={data.assignment: Assignment(returned=Returned(stamp, data.returned_at))})


def of_answered(data: Any, stamp: Stamp) -> CaseFacts:
    """Return what `case.answered` says; an answer of the centre itself counts like any other."""
    fact = Answered(stamp, data.answered_at, data.agency, data.on_time, data.outcome, data.category)
    return CaseFacts(data.code, answered=fact)


def of_published(data: Any, stamp: Stamp) -> CaseFacts:
    """Return what `case.published` says."""
    return CaseFacts(data.code, published=Published(stamp, data.published_at))


def of_withheld(data: Any, stamp: Stamp) -> CaseFacts:
    """Return what `case.withheld` says."""
    return CaseFacts(data.code, withheld=Withheld(stamp, data.withheld_at, data.reason))


def of_reopened(data: Any, stamp: Stamp) -> CaseFacts:
    """Return what `case.reopened` says."""
    return CaseFacts(data.code, reopened=Reopened(stamp, data.reopened_at))


READERS: dict[str, Callable[[Any, Stamp], CaseFacts]] = {
    "case.received": of_received,
    "case.routed": of_routed,
    "case.accepted": of_accepted,
    "case.returned": of_returned,
    "case.answered": of_answered,
    "case.published": of_published,
    "case.withheld": of_withheld,
    "case.reopened": of_reopened,
}


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """One write for a whole batch of events, whatever cases and types are in it."""

    sheets: FactSheets

    def __call__(self, events: Sequence[Event]) -> None:
        """Record the events. Raises KeyError for a type that has no reader."""
        if events:
            self.sheets.merge(merged(facts_of(event) for event in events))


def facts_of(event: Event) -> CaseFacts:
    """Return the facts of one event. Raises KeyError where its type has no reader."""
    return READERS[event.type](event.data, Stamp(event.time, event.id))


def merged(sheets: Iterable[CaseFacts]) -> list[CaseFacts]:
    """Return one sheet per case."""
    by_code: dict[str, CaseFacts] = {}
    for sheet in sheets:
        known = by_code.get(sheet.code)
        by_code[sheet.code] = known.merge(sheet) if known else sheet
    return list(by_code.values())
