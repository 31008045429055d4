"""The first of July on a real replica set, with two processes at work at the stroke of midnight."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from pymongo import MongoClient

from services.kit.clock import FixedClock
from services.kit.events import decode
from services.routing.adapters.mongo_cases import MongoCases
from services.routing.adapters.mongo_responsibilities import MongoResponsibilities
from services.routing.domain.policies import Actor
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.moving.move_dissolved import MoveDissolved
from services.routing.usecases.requests import Contribute, Coordinate
from services.routing.usecases.route_cases import RouteCases
from tests.unit.routing.builders import SHIFT_LEAD, code, received
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.links import LINKS
from tests.unit.routing.test_moving import EVE, MIDNIGHT, gialai, old_communes

pytestmark = pytest.mark.integration

COPIES = 3


@pytest.fixture
def database(shared_mongo, request):
    name = f"{shared_mongo.prefix}{abs(hash(request.node.nodeid))}"
    with MongoClient(shared_mongo.uri, tz_aware=True, w="majority") as client:
        MongoCases(client[name]).prepare()
        MongoResponsibilities(client[name]).prepare()
        yield client[name]
        client.drop_database(name)


def test_two_processes_move_every_case_of_seventeen_districts_once(database, shared_mongo):
    communes = old_communes() * COPIES
    cases, catalogs = MongoCases(database), MemoryCatalogs(gialai())
    events = [received(n, area=each["code"], received_at=EVE) for n, each in enumerate(communes)]
    RouteCases(cases, catalogs, FixedClock(EVE), LINKS, at_once=True)(events)
    database.cases.update_many({}, {"$set": {"outbox": []}})

    with ThreadPoolExecutor() as pool:
        for turn in [pool.submit(move_all, shared_mongo.uri, database.name) for _ in range(2)]:
            turn.result()

    areas = {each["code"]: each for each in gialai()["areas"]}
    found = cases.find(code(n) for n in range(len(communes)))
    for n, commune in enumerate(communes):
        assert found[code(n)].current.agency == areas[commune["successors"][0]]["agency"]
        assert len(found[code(n)].assignments) == 2
    told = Counter(
        (event.subject, event.type)
        for each in database.cases.find()
        for event in (decode(entry["body"]) for entry in each["outbox"])
    )
    assert set(told.values()) == {1}
    assert len(told) == 2 * len(communes)  # case.moved and case.routed of each


def move_all(uri: str, name: str) -> None:
    """Sweep with a connection and a memory of one's own until nothing is left."""
    with MongoClient(uri, tz_aware=True, w="majority") as client:
        database = client[name]
        responsibilities, catalogs = MongoResponsibilities(database), MemoryCatalogs(gialai())
        move = MoveDissolved(MongoCases(database), responsibilities, catalogs, FixedClock(MIDNIGHT), LINKS)
        while move() or responsibilities.open_of([each["slug"] for each in gialai()["agencies"] if ended(each)], 1):
            pass


def ended(agency) -> bool:
    return agency["valid_to"] is not None


def test_only_what_is_owed_is_found(database):
    cases, catalogs, clock = MongoCases(database), MemoryCatalogs(gialai()), FixedClock(EVE)
    old = old_communes()[0]
    RouteCases(cases, catalogs, clock, LINKS, at_once=True)([received(n, area=old["code"]) for n in range(3)])
    act = ActOnCase(cases, catalogs, clock, LINKS)
    for number in (1, 2):
        act(code(number), Coordinate(("so-y-te",), "Cho ý kiến."), SHIFT_LEAD)
    act(code(2), Contribute("Thống nhất."), Actor("desk:y-te", "so-y-te", "agency_officer"))
    owed = MongoResponsibilities(database)
    assert owed.agencies() == {old["agency"], "so-y-te"}
    assert [each.code for each in owed.open_of(["so-y-te"], 10)] == [code(1)]
    assert len(owed.open_of(["so-y-te", old["agency"]], 10)) == 3
    assert owed.open_of(["so-tu-phap"], 10) == []
