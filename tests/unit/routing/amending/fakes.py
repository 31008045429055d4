"""Amendments and versions in memory, and the use cases on them over Gia Lai's catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from services.kit.clock import FixedClock
from services.kit.events import Event
from services.routing import catalog as catalog_files
from services.routing.domain.amending.amendment import Amendment, Origin, Stage
from services.routing.domain.policies.verdict import Actor
from services.routing.usecases.amending import Version, Wish
from services.routing.usecases.rules import KeepLoadedRules
from services.routing.wiring.amending import AmendingStore, build_amending
from tests.unit.routing.builders import NOON
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.rule_fakes import MemoryRuleSets
from tests.unit.routing.site import SETTINGS

ADMIN = Actor("desk:quan-tri", None, "administrator")
OTHER = Actor("desk:quan-tri-2", None, "administrator")
LEAD = Actor("desk:truong-ca", None, "shift_lead")
OPERATOR = Actor("desk:truc", None, "operator")


@cache
def _gialai() -> dict[str, Any]:
    return catalog_files.load("deploy/data/gialai")


def gialai() -> dict[str, Any]:
    """Return Gia Lai's catalogue, one's own copy."""
    return deepcopy(_gialai())


class MemoryAmendments:
    """Port `Amendments`."""

    def __init__(self) -> None:
        self.by_number: dict[int, Amendment] = {}

    def all(self) -> Sequence[Amendment]:
        """Return all, the newest first."""
        return [self.by_number[number] for number in sorted(self.by_number, reverse=True)]

    def get(self, number: int) -> Amendment | None:
        """Return one."""
        return self.by_number.get(number)

    def due(self, now: datetime) -> Sequence[Amendment]:
        """Return those whose moment has come."""
        waiting = [each for each in self.all() if each.stage in (Stage.APPROVED, Stage.DUE)]
        ripe = [(each.from_at, each.number, each) for each in waiting if each.from_at and each.from_at <= now]
        return [each for _, _, each in sorted(ripe, key=lambda one: one[:2])]

    def add(self, amendment: Amendment) -> bool:
        """Keep a new one."""
        if amendment.number in self.by_number:
            return False
        self.by_number[amendment.number] = amendment
        return True

    def save(self, amendment: Amendment) -> bool:
        """Keep it if nobody changed it since."""
        if self.by_number[amendment.number].version != amendment.version:
            return False
        self.by_number[amendment.number] = replace(amendment, version=amendment.version + 1)
        return True


class MemoryVersions(MemoryCatalogs):
    """Ports `Catalogs` and `Versions`."""

    def __init__(self, snapshot: dict[str, Any] | None = None) -> None:
        super().__init__(snapshot)
        self.kept: dict[int, tuple[Version, dict[str, Any]]] = {}
        if snapshot:
            self.kept[1] = (Version(number=1, at=NOON, origin=None), snapshot)

    def add(
        self, version: int, snapshot: dict[str, Any], at: datetime, event: Event, origin: Origin | None = None
    ) -> bool:
        """Keep it."""
        if not super().add(version, snapshot, at, event):
            return False
        self.kept[version] = (Version(number=version, at=at, origin=origin), snapshot)
        return True

    def history(self) -> Sequence[Version]:
        """Return all versions."""
        return [self.kept[number][0] for number in sorted(self.kept, reverse=True)]

    def content(self, version: int) -> dict[str, Any] | None:
        """Return what a version said."""
        return self.kept[version][1] if version in self.kept else None

    def became(self, amendment: int) -> int | None:
        """Look through all versions."""
        origins = ((number, kept[0].origin) for number, kept in self.kept.items())
        return next((number for number, origin in origins if origin and origin.amendment == amendment), None)


class MemoryHoldings:
    """Port `Holdings`: as many open cases as a test says."""

    def __init__(self, **open_cases: int) -> None:
        self.open_cases = open_cases

    def count(self, field: str, values: Iterable[str]) -> Mapping[str, int]:
        """Return what a test said."""
        return {value: self.open_cases[key] for value in values if (key := value.replace("-", "_")) in self.open_cases}


class Office:
    """The use cases over Gia Lai's catalogue, version 1; its rules are set 1."""

    def __init__(self, **open_cases: int) -> None:
        self.clock, self.amendments, self.sets = FixedClock(NOON), MemoryAmendments(), MemoryRuleSets()
        self.versions = MemoryVersions(gialai())
        KeepLoadedRules(self.sets, catalog_files.check_rules, self.clock)(gialai(), None)
        store = AmendingStore(amendments=self.amendments, versions=self.versions, holdings=MemoryHoldings(**open_cases))
        self.can = build_amending(SETTINGS, store, self.sets, self.clock)

    @property
    def present(self) -> dict[str, Any]:
        """Return the catalogue in force."""
        assert self.versions.snapshot
        return self.versions.snapshot

    def record(self, part: str, key: str, **changes: Any) -> dict[str, Any]:
        """Return a record of the catalogue in force, with changes."""
        name = "code" if part == "areas" else "slug"
        return {**next(each for each in self.present[part] if each[name] == key), **changes}

    def draft(self, *wishes: Wish, by: Actor = ADMIN) -> Amendment:
        """Return a new draft."""
        return self.can.edit(wishes, by)

    def renamed(self, key: str, name: str) -> Wish:
        """Return the wish to call an agency something else."""
        return Wish(part="agencies", key=key, after=self.record("agencies", key, name=name))

    def decided(self, one: Amendment, **when: Any) -> Amendment:
        """Return it proposed by the administrator and approved by the shift lead."""
        self.can.propose(one.number, "Theo quyết định mới", ADMIN)
        return self.can.approve(one.number, LEAD, **when)
