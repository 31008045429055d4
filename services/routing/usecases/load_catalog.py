"""Load the catalogue: check a snapshot, store it as the next version, tell every service; keep its rules as a set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.kit.clock import Clock
from services.kit.events import CatalogChanged, Event
from services.kit.failures import Rejected, Retryable
from services.routing.usecases.amending.ports import Versions
from services.routing.usecases.case_events import SOURCE
from services.routing.usecases.ports import Catalogs, Snapshot
from services.routing.usecases.rules import KeepLoadedRules, KeptRules

Check = Callable[[Snapshot], Sequence[object]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Which version is in force now, whether it is new, and what became of the rules in it."""

    version: int
    is_new: bool
    rules: KeptRules | None = None


@dataclass(frozen=True, slots=True)
class LoadCatalog:
    """Loading the same content again makes no new version. Without `keep_rules`, the snapshot's rules are the law.

    With `versions`, what people have changed at the desk is not overwritten unasked.
    """

    catalogs: Catalogs
    check: Check
    clock: Clock
    keep_rules: KeepLoadedRules | None = None
    versions: Versions | None = None

    def __call__(
        self, snapshot: Snapshot, *, spread: bool = False, rules_in_force: bool = False, replace: bool = False
    ) -> Loaded:
        """Put a snapshot in force. With `spread`, tell the services even when it is the version they should have.

        The first rules are the law at once; other rules than those in force become a draft, or with `rules_in_force`
        the law too. Raises `Rejected`: "catalog-invalid" with all problems in its details; without `replace`,
        "catalog-amended" where it was changed at the desk. Raises `Retryable` when somebody else stored a version at
        the same moment.
        """
        self._refuse_broken(snapshot, rules_in_force)
        version, known = self.catalogs.newest() or (0, None)
        if not replace and known and _without_rules(known) != _without_rules(snapshot):
            self._refuse_overwriting()
        # First: whoever is killed in between loads again, and the law has not changed by the way.
        kept = self.keep_rules(snapshot, known, at_once=rules_in_force) if self.keep_rules else None
        loaded = self._loaded(snapshot, version, known, spread=spread)
        return Loaded(loaded.version, loaded.is_new, kept)

    def _refuse_broken(self, snapshot: Snapshot, rules_in_force: bool) -> None:
        problems = self.check(snapshot)
        if problems:
            raise Rejected(
                "catalog-invalid",
                f"Danh mục có {len(problems)} chỗ sai, chưa được áp dụng.",
                f"The catalogue has {len(problems)} problems and was not put in force.",
                problems=list(problems),
            )
        if self.keep_rules and not rules_in_force:
            self.keep_rules.refuse_broken(snapshot)

    def _refuse_overwriting(self) -> None:
        history = self.versions.history() if self.versions else ()
        if history and history[0].origin:
            raise Rejected(
                "catalog-amended",
                "Danh mục đang áp dụng đã được sửa ở bàn làm việc; nạp đè thì mất các thay đổi đó.",
                "The catalogue in force was changed at the desk; loading over it would lose those changes.",
                version=history[0].number,
            )

    def _loaded(self, snapshot: Snapshot, version: int, known: Snapshot | None, *, spread: bool) -> Loaded:
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


def _without_rules(snapshot: Snapshot) -> Snapshot:
    """Rules have versions of their own, so they are not what the desk's changes are about."""
    return {part: content for part, content in snapshot.items() if part not in ("rules", "default")}
