"""Routing on memory for stories of people at work: one desk, two cases, everything that may happen to them."""

from __future__ import annotations

from datetime import datetime
from operator import itemgetter
from typing import Any

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.domain.case import Case
from services.routing.domain.policies import Actor
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.add_supplements import AddSupplements
from services.routing.usecases.clocks.climb_ladder import ClimbLadder
from services.routing.usecases.clocks.end_waiting import EndWaiting
from services.routing.usecases.requests import (
    Answer,
    Progress,
)
from services.routing.usecases.route_cases import RouteCases
from services.routing.usecases.take_ratings import TakeRatings
from services.routing.usecases.take_replies import TakeReplies
from services.routing.usecases.take_withdrawals import TakeWithdrawals
from tests.unit.routing.builders import HEALTH, LOCAL, NOON, code, received
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs, MemoryRejections
from tests.unit.routing.links import LINKS

WARD = Actor("desk:can-bo", LOCAL, "agency_officer")
HEAD = Actor("desk:lanh-dao", LOCAL, "agency_leader")
HOSPITALS = Actor("desk:can-bo-y-te", HEALTH, "agency_officer")
FIXED = Answer("Đã thay bóng.", "fixed", proof="BB 12")
PROGRESSING = Progress("da-nhan", None)


class MemoryClocks:
    """Port `Clocks` over the cases in memory."""

    def __init__(self, cases: MemoryCases) -> None:
        self._cases = cases

    def alarms(self, now: datetime, limit: int) -> list[Case]:
        """Return those that are due, the longest due first."""
        due = [(each.alarm_at, each) for each in self._cases.by_code.values() if each.alarm_at and each.alarm_at <= now]
        return [case for _, case in sorted(due, key=itemgetter(0))][:limit]

    def unanswered(self, now: datetime, limit: int) -> list[Case]:
        """Return those whose time is over, the longest waiting first."""
        waiting = [(each.question.answer_by, each) for each in self._cases.by_code.values() if each.question]
        return [case for until, case in sorted(waiting, key=itemgetter(0)) if until <= now][:limit]


class Desk:
    """Routing on memory, with one street light that the ward has."""

    def __init__(self, *, approval: bool = False, proof: bool = False, stages: bool = False, **limits: Any) -> None:
        whole = snapshot(limits=limits)
        for each in whole["agencies"]:
            each["approval"] = "leader" if approval and each["slug"] == LOCAL else "none"
        for each in whole["categories"]:
            each["proof"] = proof
            each["stages"] = STAGES if stages else []
        self.cases, self.catalogs, self.clock = MemoryCases(), MemoryCatalogs(whole), FixedClock(NOON)
        RouteCases(self.cases, self.catalogs, self.clock, LINKS)([received(1), received(2, category=None)])
        self.acting = ActOnCase(self.cases, self.catalogs, self.clock, LINKS)
        clocks = MemoryClocks(self.cases)
        self.climb = ClimbLadder(self.cases, clocks, self.catalogs, self.clock)
        self.end_waiting = EndWaiting(self.cases, clocks, self.catalogs, self.clock)
        self.supplement = AddSupplements(self.cases, LINKS, self.catalogs)
        self.rate = TakeRatings(self.cases, self.catalogs, LINKS)
        self.withdraw = TakeWithdrawals(self.cases, self.catalogs)
        self.rejections = MemoryRejections()
        self.reply = TakeReplies(self.cases, self.catalogs, self.rejections, self.clock, LINKS)

    def case(self, number: int = 1) -> Case:
        return self.cases.by_code[code(number)]

    def do(self, actor: Actor, request: Any, number: int = 1) -> Case:
        return self.acting(code(number), request, actor)

    def refuses(self, actor: Actor, request: Any, number: int = 1) -> str:
        before = self.case(number)
        with pytest.raises(Rejected) as refused:
            self.do(actor, request, number)
        assert self.case(number) == before
        assert refused.value.vi and refused.value.en
        return refused.value.slug

    def told(self, type_: str) -> list[Any]:
        return self.cases.told(type_)


STAGES = [
    {"slug": "da-nhan", "vi": "Đã nhận", "en": "Collected", "tell": True},
    {"slug": "da-giao", "vi": "Đã giao", "en": "Delivered", "tell": False},
]
