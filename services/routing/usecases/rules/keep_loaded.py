"""What becomes of the rules in a loaded catalogue: the first are the law, later ones a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.kit.clock import Clock
from services.kit.failures import Rejected, Retryable
from services.routing.domain.rule_set import Content, RuleSet, Stage, Standing, in_force, standing
from services.routing.domain.rule_set_acts import activated, drafted
from services.routing.usecases.rules.make_draft import next_number
from services.routing.usecases.rules.ports import Check, Problem, RuleSets, Snapshot

LOADER = "hotline catalog load"
CENTRE = "trung-tam-1022"
TO_THE_CENTRE = {
    "agency": CENTRE,
    "why_vi": "Trung tâm 1022 xem xét và phân công",
    "why_en": "The 1022 centre decides",
}
#: Sets that cases are routed by, or will be without anybody looking once more.
LAW = (Standing.ACTIVE, Standing.SCHEDULED)


@dataclass(frozen=True, slots=True)
class KeptRules:
    """Which set has the rules of the file, what it is now, and whether loading has made it."""

    number: int
    standing: Standing
    is_new: bool


@dataclass(frozen=True, slots=True)
class KeepLoadedRules:
    """A file must not become the law behind the back of those who simulate and approve."""

    sets: RuleSets
    check: Check
    clock: Clock

    def __call__(self, snapshot: Snapshot, earlier: Snapshot | None, *, at_once: bool = False) -> KeptRules:
        """Return which set the rules of the snapshot are; a set with these rules is not made twice.

        `earlier` is the catalogue that was in force before. With `at_once` they are put in force: for a system that is
        being set up. Raises `Retryable` when somebody else stored a set at the same moment.
        """
        now = self.clock.now()
        if not self.sets.all():
            self._add(content_of(earlier or snapshot), now, at_once=True)
            return self(snapshot, earlier, at_once=at_once) if earlier else self._kept(1, is_new=True)
        return self._found(content_of(snapshot), now, at_once)

    def refuse_broken(self, snapshot: Snapshot) -> None:
        """Raise `Rejected("catalog-invalid")` where something is missing that rules in force or to come name."""
        sets, now = self.sets.all(), self.clock.now()
        missing = [lack for one in sets if standing(one, sets, now) in LAW for lack in self._missing(snapshot, one)]
        if missing:
            raise Rejected(
                "catalog-invalid",
                f"Danh mục thiếu {len(missing)} thứ mà bộ quy tắc đang áp dụng hoặc chờ đến ngày cần.",
                f"The catalogue lacks {len(missing)} things that the rules in force, or to come, need.",
                problems=missing,
            )

    def _missing(self, snapshot: Snapshot, one: RuleSet) -> Sequence[Problem]:
        found = self.check({**snapshot, **one.content.as_snapshot()})
        return [each for each in found if each.slug.startswith("unknown-")]

    def _found(self, content: Content, now: datetime, at_once: bool) -> KeptRules:
        sets = self.sets.all()
        present = in_force(sets, now)
        known = [each for each in sets if each.content == content]
        if present and present in known:
            return self._kept(present.number, is_new=False)
        if at_once or not known:
            return self._kept(self._add(content, now, at_once), is_new=True)
        return self._kept(known[-1].number, is_new=False)

    def _add(self, content: Content, now: datetime, at_once: bool) -> int:
        number = next_number(self.sets)
        made = drafted(number, content, LOADER, now)
        if at_once:
            made = activated(replace(made, stage=Stage.APPROVED, approved_by=LOADER), now, LOADER, now)
        if not self.sets.add(made):
            raise Retryable("another rule set was stored at the same moment")
        return number

    def _kept(self, number: int, *, is_new: bool) -> KeptRules:
        sets = self.sets.all()
        one = next(each for each in sets if each.number == number)
        return KeptRules(number, standing(one, sets, self.clock.now()), is_new)


def content_of(snapshot: Mapping[str, Any]) -> Content:
    """Return the rules of a snapshot; without a default, the centre takes what is left."""
    return Content(tuple(snapshot["rules"]), snapshot.get("default") or TO_THE_CENTRE)
