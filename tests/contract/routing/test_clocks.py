"""Cases by their clocks: the twin in memory, and the real one, which two replicas ask at once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from pymongo import MongoClient

from services.kit.clock import FixedClock
from services.kit.events import decode
from services.routing.adapters.mongo_cases import MongoCases
from services.routing.adapters.mongo_clocks import MongoClocks
from services.routing.usecases.clocks.climb_ladder import ClimbLadder
from tests.contract.routing.clocks_contract import LATER, ClocksContract
from tests.unit.routing.builders import NOON, code, received
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs
from tests.unit.routing.life.desk import MemoryClocks


class TestMemoryClocks(ClocksContract):
    @pytest.fixture
    def cases(self):
        return MemoryCases()

    @pytest.fixture
    def clocks(self, cases):
        return MemoryClocks(cases)


@pytest.mark.integration
class TestMongoClocks(ClocksContract):
    @pytest.fixture
    def database(self, shared_mongo, request):
        name = f"{shared_mongo.prefix}{abs(hash(request.node.nodeid))}"
        with MongoClient(shared_mongo.uri, tz_aware=True, w="majority") as client:
            yield client[name]
            client.drop_database(name)

    @pytest.fixture
    def cases(self, database):
        cases = MongoCases(database)
        cases.prepare()
        return cases

    @pytest.fixture
    def clocks(self, database):
        clocks = MongoClocks(database)
        clocks.prepare()
        clocks.prepare()  # safe to repeat
        return clocks

    @pytest.mark.parametrize("field", ["alarm_at", "question.answer_by"])
    def test_an_index_finds_what_is_due_in_order(self, database, clocks, field):
        query = {"find": "cases", "filter": {field: {"$type": "date", "$lte": LATER}}, "sort": {field: 1}, "limit": 5}
        plan = str(database.command("explain", query)["queryPlanner"]["winningPlan"])
        assert "IXSCAN" in plan and "SORT'" not in plan and "COLLSCAN" not in plan

    def test_two_replicas_at_once_tell_each_step_of_each_case_once(self, database, cases, clocks):
        number = 60
        self.route(cases, *(received(n) for n in range(number)))
        due = cases.find([code(0)])[code(0)].current.due_at
        for moment in (due - timedelta(minutes=1), due, due + timedelta(days=30)):
            replicas = [ClimbLadder(cases, clocks, MemoryCatalogs(snapshot()), FixedClock(moment)) for _ in range(2)]
            with ThreadPoolExecutor(2) as both:
                list(both.map(_until_nothing_is_due, replicas))
        told = [decode(entry["body"]) for each in database.cases.find() for entry in each["outbox"]]
        steps = Counter((each.subject, each.type, getattr(each.data, "level", 0)) for each in told)
        assert set(steps.values()) == {1}
        assert Counter((type_, level) for _, type_, level in steps) == {
            ("case.routed", 0): number,
            ("case.due_soon", 0): number,
            ("case.overdue", 1): number,
            ("case.overdue", 3): number,
        }

    def test_cases_of_a_version_that_watched_no_clocks_are_watched(self, database, cases):
        self.route(cases, received(1))
        database.cases.update_one({}, {"$unset": {"alarm_at": "", "assignments.0.minutes": ""}})
        clocks = MongoClocks(database)
        clocks.prepare()
        due = cases.find([code(1)])[code(1)].current.due_at
        assert clocks.alarms(due - timedelta(seconds=1), 10) == []
        ClimbLadder(cases, clocks, MemoryCatalogs(snapshot()), FixedClock(due))()
        case = cases.find([code(1)])[code(1)]
        assert (case.level, case.alarm_at > NOON + timedelta(days=7)) == (2, True)


def _until_nothing_is_due(climb: ClimbLadder) -> None:
    while climb.clocks.alarms(climb.clock.now(), 1):
        climb()
