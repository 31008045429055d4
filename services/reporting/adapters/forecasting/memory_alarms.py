"""Alarms in memory; for tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from services.reporting.domain.outbreak.alarm import Alarm
from services.reporting.domain.outbreak.watch import Cell


class MemoryAlarms:
    """Port `Alarms`. `all` are those that were ever raised."""

    def __init__(self) -> None:
        self.all: list[Alarm] = []

    def open(self) -> Sequence[Alarm]:
        """Return those that last, the latest first."""
        return [alarm for alarm in reversed(self.all) if alarm.over_at is None]

    def raise_(self, alarm: Alarm) -> bool:
        """Keep a new alarm; False where its cell has one that lasts."""
        if any(known.cell == alarm.cell for known in self.open()):
            return False
        self.all.append(alarm)
        return True

    def grow(self, alarm: Alarm) -> None:
        """Keep a stronger look at what lasts already."""
        self._change(alarm.cell, lambda known: replace(known, look=alarm.look))

    def end(self, cell: Cell, at: datetime) -> None:
        """Say that it is over."""
        self._change(cell, lambda known: replace(known, over_at=at))

    def _change(self, cell: Cell, changed: Callable[[Alarm], Alarm]) -> None:
        self.all = [changed(each) if each.cell == cell and each.over_at is None else each for each in self.all]
