"""Record what events say of cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.kit.events import Event
from services.reporting.domain.facts import Stamp
from services.reporting.domain.sheet import CaseFacts
from services.reporting.usecases.ports import FactSheets
from services.reporting.usecases.reading import READERS


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
    slot, fact = READERS[event.type](event.data, Stamp(event.time, event.id))
    return CaseFacts(event.data.code, {slot: fact})


def merged(sheets: Iterable[CaseFacts]) -> list[CaseFacts]:
    """Return one sheet per case."""
    by_code: dict[str, CaseFacts] = {}
    for sheet in sheets:
        known = by_code.get(sheet.code)
        by_code[sheet.code] = known.merge(sheet) if known else sheet
    return list(by_code.values())
