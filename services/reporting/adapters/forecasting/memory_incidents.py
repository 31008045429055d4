"""Incidents in memory; for tests."""

from __future__ import annotations

from collections.abc import Sequence

from services.reporting.domain.outbreak.alarm import Incident


class MemoryIncidents:
    """Ports `KeepsIncidents` and `Incidents`."""

    def __init__(self) -> None:
        self._known: dict[str, Incident] = {}

    def merge(self, incidents: Sequence[Incident]) -> None:
        """Keep all; of one incident the latest word wins."""
        for each in incidents:
            known = self._known.get(each.code)
            if known is None or (each.changed_at, each.stamp) > (known.changed_at, known.stamp):
                self._known[each.code] = each

    def open(self) -> Sequence[Incident]:
        """Return those that are not over, the oldest change first."""
        return sorted((each for each in self._known.values() if each.open), key=lambda each: each.changed_at)
