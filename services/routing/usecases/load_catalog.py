"""Load the catalogue: check a snapshot, store it as the next version, tell every service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.events import CatalogChanged, Event
from services.kit.failures import Rejected, Retryable
from services.routing.usecases.case_events import SOURCE
from services.routing.usecases.ports import Catalogs, Snapshot

Check = Callable[[Snapshot], Sequence[object]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Which version is in force now, and whether it is new."""

    version: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class LoadCatalog:
    """Loading the same content again makes no new version."""

    catalogs: Catalogs
    check: Check
    clock: Clock

    def __call__(self, snapshot: Snapshot, *, spread: bool = False) -> Loaded:
        """Put a snapshot in force. With `spread`, tell the services even when it is the version they should have.

        Raises `Rejected("catalog-invalid")` with all problems in its details, `Retryable` when somebody else stored
        a version at the same moment.
        """
        problems = self.check(snapshot)
        if problems:
            raise Rejected(
                "catalog-invalid",
                f"Danh mục có {len(problems)} chỗ sai, chưa được áp dụng.",
                f"The catalogue has {len(problems)} problems and was not put in force.",
                problems=list(problems),
            )
        version, known = self.catalogs.newest() or (0, None)
        if known == snapshot:
            if spread:
                self.catalogs.spread_again(version, self._event(version, snapshot))
            return Loaded(version, is_new=False)
        if not self.catalogs.add(version + 1, snapshot, self.clock.now(), self._event(version + 1, snapshot)):
            raise Retryable("another version was stored at the same moment")
        return Loaded(version + 1, is_new=True)

    def _event(self, version: int, snapshot: Snapshot) -> Event:
        province = snapshot["province"]["slug"]
        data = CatalogChanged(version=version, province=province, catalog=snapshot)
        return Event.of(data, source=SOURCE, subject=province, at=self.clock.now())
