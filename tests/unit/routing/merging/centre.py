"""A street without light, reported by many; the centre joins what is one matter."""

from __future__ import annotations

from typing import Any

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.domain.case import Case
from services.routing.domain.policies import Actor
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.add_supplements import AddSupplements
from services.routing.usecases.merging import Regroup, SettleFollowers, Succeed
from services.routing.usecases.requests import Answer, Merge, Unmerge
from services.routing.usecases.requests.means import no_files
from services.routing.usecases.route_cases import RouteCases
from services.routing.usecases.take_ratings import TakeRatings
from services.routing.usecases.take_withdrawals import TakeWithdrawals
from tests.unit.routing.builders import LOCAL, NOON, OPERATOR, code, received
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.links import LINKS
from tests.unit.routing.merging.fakes import MemoryFollowers, Mortal

WARD = Actor("desk:can-bo", LOCAL, "agency_officer")
FIXED = Answer("Đã thay bóng đèn.", "fixed", proof="BB 12")


class Centre:
    """Routing on memory with some reports; `settle` does what the process does by itself a moment later."""

    def __init__(self, reports: int = 4, **changes: Any) -> None:
        self.cases, self.catalogs, self.clock = Mortal(), MemoryCatalogs(snapshot()), FixedClock(NOON)
        self.route = RouteCases(self.cases, self.catalogs, self.clock, LINKS)
        self.route([received(n, **changes) for n in range(1, reports + 1)])
        self.act = ActOnCase(self.cases, self.catalogs, self.clock, LINKS)
        self.supplement = AddSupplements(self.cases, LINKS, self.catalogs)
        self.rate = TakeRatings(self.cases, self.catalogs, LINKS)
        self.withdraw = TakeWithdrawals(self.cases, self.catalogs)
        self.turn = self.another_process()

    def another_process(self) -> SettleFollowers:
        """Return a sweep with a memory of its own."""
        means = (self.cases, self.catalogs, self.clock, LINKS)
        regroup, succeed, followers = Regroup(*means), Succeed(*means), MemoryFollowers(self.cases)
        return SettleFollowers(self.cases, followers, self.catalogs, self.clock, LINKS, no_files, regroup, succeed)

    def case(self, number: int = 1) -> Case:
        return self.cases.by_code[code(number)]

    def do(self, number: int, request: Any, actor: Actor = OPERATOR, key: str | None = None) -> Case:
        return self.act(code(number), request, actor, key)

    def join(self, *numbers: int, into: int = 1) -> None:
        for number in numbers:
            self.do(number, Merge(code(into)))

    def part(self, number: int) -> None:
        self.do(number, Unmerge())

    def settle(self) -> None:
        while self.turn():
            pass

    def refuses(self, number: int, request: Any, actor: Actor = OPERATOR) -> str:
        before = self.case(number)
        with pytest.raises(Rejected) as refused:
            self.do(number, request, actor)
        assert self.case(number) == before
        assert refused.value.vi and refused.value.en
        return refused.value.slug

    def told(self, type_: str) -> list[Any]:
        return self.cases.told(type_)

    def answers(self) -> list[str]:
        """Return who was told an answer, each as often as it happened."""
        return sorted(each.code for each in self.told("case.answered"))
