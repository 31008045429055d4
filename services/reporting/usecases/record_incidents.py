"""Record the incidents that people make of many cases about one matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.kit.events import Event
from services.reporting.domain.facts import Stamp
from services.reporting.domain.outbreak.alarm import Incident


class KeepsIncidents(Protocol):
    """Keeps incidents."""

    def merge(self, incidents: Sequence[Incident]) -> None:
        """Keep all, durably; of one incident the latest word wins, in any order and any repetition."""


class Incidents(Protocol):
    """Knows incidents."""

    def open(self) -> Sequence[Incident]:
        """Return those that are not over."""


@dataclass(frozen=True, slots=True)
class RecordIncidents:
    """One write for a whole batch of `incident.changed`."""

    incidents: KeepsIncidents

    def __call__(self, events: Sequence[Event]) -> None:
        """Record the events."""
        if events:
            self.incidents.merge([incident_of(event) for event in events])


def incident_of(event: Event) -> Incident:
    """Return the incident that an `incident.changed` tells of."""
    data = event.data
    stamp = Stamp(event.time, event.id)
    return Incident(
        data.incident, stamp, data.title, data.category, data.area, data.agency, data.open, data.cases, data.changed_at
    )
