"""Models and decisions on a real database."""

from datetime import timedelta

import pytest
from pymongo import MongoClient

from services.kit.clock import FixedClock
from services.routing.adapters.model_file import read_model
from services.routing.adapters.mongo_cases import MongoCases
from services.routing.adapters.mongo_decisions import MongoClassifiedCases, MongoDecisions
from services.routing.adapters.mongo_models import MongoModels
from services.routing.domain.policies import Actor
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.requests import Classify
from services.routing.usecases.route_cases import RouteCases
from services.routing.usecases.suggesting.ports import Decided, Decision
from tests.unit.routing.builders import NOON, code, received
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.links import LINKS
from tests.unit.routing.suggestion.province import FOLDER

pytestmark = pytest.mark.integration

LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def database(shared_mongo, request):
    name = f"{shared_mongo.prefix}{abs(hash(request.node.nodeid))}"
    with MongoClient(shared_mongo.uri, tz_aware=True, w="majority") as client:
        yield client[name]
        client.drop_database(name)


def decision(number: int, category: str = "y-te", suggested: str | None = "y-te", minutes: int = 0) -> Decision:
    at = NOON + timedelta(minutes=minutes)
    return Decision(
        code=code(number),
        text="Đèn hỏng.",
        channel="email",
        category=category,
        area=None,
        urgency="normal",
        kind="report",
        suggested=suggested,
        suggested_area=None,
        confidence=0.5,
        by="centre",
        at=at,
        expires_at=at + timedelta(days=400),
    )


def test_a_model_that_is_put_in_force_reaches_other_processes_and_goes_back(database) -> None:
    here, there = MongoModels(database), MongoModels(database)
    assert (here.current(), here.document(), list(here.all())) == (None, None, [])
    first = read_model(FOLDER.model)
    assert here.put(first, NOON) == 1
    assert here.put({**first, "trained_at": "2026-12-01T00:00:00+00:00"}, LATER) == 2
    assert here.current().trained_at.startswith("2026-12-01") and here.current() is here.current()
    assert there.document()["trained_at"].startswith("2026-12-01")
    assert there.put_back(1) and not there.put_back(7)
    assert there.current().trained_at == first["trained_at"]
    assert [(each.version, each.in_force, each.stored_at) for each in here.all()] == [
        (2, False, LATER),
        (1, True, NOON),
    ]
    assert here.all()[0].figures["all"]["top1"] > 0.5


def test_decisions_are_kept_one_per_case_and_counted(database) -> None:
    decisions = MongoDecisions(database)
    decisions.prepare()
    decisions.prepare()  # safe to repeat
    assert (decisions.newest_at(), decisions.agreement()) == (None, Decided(0, 0, 0))
    decisions.keep([decision(1, minutes=1), decision(2, suggested=None), decision(3, "thien-tai", "y-te", 9)])
    decisions.keep([decision(1, minutes=1), decision(1, "thien-tai", minutes=2)])
    decisions.keep([])
    assert [(each.code, each.category) for each in decisions.all()] == [
        (code(2), "y-te"),
        (code(1), "thien-tai"),
        (code(3), "thien-tai"),
    ]
    assert next(decisions.all()) == decision(2, suggested=None)
    assert decisions.newest_at() == NOON + timedelta(minutes=9)
    assert decisions.agreement() == Decided(decided=3, suggested=2, agreed=0)
    expiry = database.decisions.index_information()["expiry"]
    assert expiry["expireAfterSeconds"] == 0


def test_what_people_classified_is_found_by_an_index(database) -> None:
    cases, classified = MongoCases(database), MongoClassifiedCases(database)
    cases.prepare()
    classified.prepare()
    catalogs = MemoryCatalogs(snapshot())
    RouteCases(cases, catalogs, FixedClock(NOON), LINKS)([received(n, category=None) for n in range(1, 5)])
    act = ActOnCase(cases, catalogs, FixedClock(LATER), LINKS)
    act(code(2), Classify("y-te", None, "normal", "report"), Actor("desk:truc-01", role="operator"))
    assert [case.code for case in classified.classified_since(NOON, 10)] == [code(2)]
    assert classified.classified_since(LATER + timedelta(seconds=1), 10) == []
    outbox = [entry["key"] for entry in database.cases.find_one(code(2))["outbox"]]
    assert outbox == ["case.routed.trung-tam-1022", "case.classified.so-y-te", "case.routed.so-y-te"]
    query = {"classified.at": {"$type": "date", "$gte": NOON}, "classified.by": {"$ne": "suggestion"}}
    plan = database.command("explain", {"find": "cases", "filter": query, "sort": {"classified.at": 1}, "limit": 5})
    assert "IXSCAN" in str(plan["queryPlanner"]["winningPlan"])
    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])
