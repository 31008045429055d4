"""Notify's small stores in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from services.kit.events import Event
from services.notify.domain.choice import Heard
from services.notify.domain.message import Route
from services.notify.domain.words.unit import Place, Texts, Unit


class MemoryWindows:
    """`Windows` in a dictionary; `asked` counts the round trips."""

    def __init__(self) -> None:
        self.heard: dict[Route, datetime] = {}
        self.asked = 0

    def hear(self, heard: Heard) -> None:
        self.asked += 1
        for route, moment in heard.items():
            self.heard[route] = max(moment, self.heard.get(route, moment))

    def find(self, routes: Collection[Route]) -> Heard:
        self.asked += 1
        return {route: self.heard[route] for route in routes if route in self.heard}


class MemoryTallies:
    """`Tallies` in a counter; `asked` counts the round trips."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, datetime]] = Counter()
        self.asked = 0

    def find(self, names: Collection[str], hours: Sequence[datetime]) -> Mapping[str, Sequence[int]]:
        self.asked += 1
        return {name: [self.counts[name, hour] for hour in hours] for name in names}

    def add(self, counts: Mapping[str, int], hour: datetime) -> None:
        for name, count in counts.items():
            self.counts[name, hour] += count


class MemoryStrays:
    """`Strays` in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[datetime, Event]] = {}

    def keep(self, events: Sequence[Event], due: datetime) -> None:
        self.kept |= {each.id: (due, each) for each in events}

    def due(self, now: datetime, limit: int) -> list[Event]:
        found = sorted((due, event.id) for due, event in self.kept.values() if due <= now)
        return [self.kept[id_][1] for _, id_ in found[:limit]]

    def drop(self, events: Sequence[Event]) -> None:
        for each in events:
            self.kept.pop(each.id, None)


class MemoryWordings:
    """`Wordings` in a dictionary; what is in force is known at once."""

    def __init__(self) -> None:
        self.units: dict[Place, Unit] = {}

    def all(self) -> Sequence[Unit]:
        return [self.units[place] for place in sorted(self.units, key=str)]

    def find(self, place: Place) -> Unit:
        return self.units.get(place, Unit(place=place))

    def save(self, unit: Unit) -> bool:
        if self.find(unit.place).version != unit.version - 1:
            return False
        self.units[unit.place] = unit
        return True

    def in_force(self) -> Mapping[Place, Texts]:
        return {place: unit.present.texts for place, unit in self.units.items() if unit.present}
