"""Joining, duplicates and incidents on a real replica set: what is found, by which index, and with two processes."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from pymongo import MongoClient

from services.kit.clock import FixedClock
from services.kit.events import Event, IncidentChanged, Place, decode
from services.routing.adapters.mongo_cases import MongoCases
from services.routing.adapters.mongo_followers import MongoFollowers
from services.routing.adapters.mongo_incidents import MongoIncidents
from services.routing.adapters.mongo_neighbours import MongoNeighbours
from services.routing.adapters.mongo_signs import MongoSigns
from services.routing.domain import file as domain
from services.routing.domain.grid import cell_of
from services.routing.domain.outbreak import Incident, Sign, Standing
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.incidents import Scope
from services.routing.usecases.merging import Around, FindDuplicates, Heap, Regroup, SettleFollowers, Succeed
from services.routing.usecases.requests import Merge, Unmerge
from services.routing.usecases.requests.means import no_files
from services.routing.usecases.route_cases import RouteCases
from services.routing.usecases.take_withdrawals import TakeWithdrawals
from tests.unit.routing.builders import NOON, OPERATOR, code, received, withdrawal
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.links import LINKS
from tests.unit.routing.merging.centre import FIXED, WARD

pytestmark = pytest.mark.integration

CLOCK, CATALOGS = FixedClock(NOON), MemoryCatalogs(snapshot())
STREETS = ("ha-tang.chieu-sang",)
NEAR, FAR = Place(latitude=13.9801, longitude=108.0), Place(latitude=14.2, longitude=108.0)
SQUARE = cell_of(domain.Place(latitude=NEAR.latitude, longitude=NEAR.longitude))


@pytest.fixture
def database(shared_mongo, request):
    name = f"{shared_mongo.prefix}{abs(hash(request.node.nodeid))}"
    with MongoClient(shared_mongo.uri, tz_aware=True, w="majority") as client:
        for adapter in (MongoCases, MongoFollowers, MongoNeighbours, MongoIncidents):
            adapter(client[name]).prepare()
            adapter(client[name]).prepare()
        yield client[name]
        client.drop_database(name)


@pytest.fixture
def cases(database):
    return MongoCases(database)


def route(cases, *events):
    RouteCases(cases, CATALOGS, CLOCK, LINKS)(events)


def act(cases, number, request, actor=OPERATOR):
    return ActOnCase(cases, CATALOGS, CLOCK, LINKS)(code(number), request, actor)


def settle_all(uri, name):
    """Sweep with a connection of one's own until nothing is left."""
    with MongoClient(uri, tz_aware=True, w="majority") as client:
        cases, followers = MongoCases(client[name]), MongoFollowers(client[name])
        means = (cases, CATALOGS, CLOCK, LINKS)
        turn = SettleFollowers(cases, followers, CATALOGS, CLOCK, LINKS, no_files, Regroup(*means), Succeed(*means))
        while turn() or followers.unsettled(1):
            pass


def test_two_processes_tell_three_hundred_reporters_once_each(database, cases, shared_mongo):
    route(cases, *(received(n) for n in range(1, 301)))
    for number in range(2, 301):
        act(cases, number, Merge(code(1)))
    act(cases, 1, FIXED, WARD)
    with ThreadPoolExecutor() as pool:
        for turn in [pool.submit(settle_all, shared_mongo.uri, database.name) for _ in range(2)]:
            turn.result()
    entries = [entry for each in database.cases.find() for entry in each["outbox"]]
    answered = Counter(entry["id"] for entry in entries if entry["type"] == "case.answered")
    assert len(answered) == 300 and set(answered.values()) == {1}
    assert database.cases.count_documents({"state": "answered"}) == 300
    primary = cases.find([code(1)])[code(1)]
    assert primary.told_followers == len(primary.followers) == 299


def test_what_is_unsettled_is_found_and_nothing_else(database, cases, shared_mongo):
    followers = MongoFollowers(database)
    route(cases, *(received(n) for n in range(1, 6)))
    assert followers.unsettled(10) == []
    act(cases, 2, Merge(code(1)))
    act(cases, 3, Merge(code(1)))
    assert followers.unsettled(10) == [Heap(code(1), (code(2), code(3)))]
    settle_all(shared_mongo.uri, database.name)
    act(cases, 3, Unmerge())
    assert followers.unsettled(10) == [Heap(code(1), (code(2),))]
    act(cases, 2, Unmerge())
    assert followers.unsettled(10) == [Heap(code(1), ())]
    settle_all(shared_mongo.uri, database.name)
    assert cases.find([code(1)])[code(1)].followers == ()


def test_an_answered_case_whose_last_follower_was_told_is_noted_even_if_somebody_died(database, cases, shared_mongo):
    route(cases, received(1), received(2))
    act(cases, 2, Merge(code(1)))
    act(cases, 1, FIXED, WARD)
    settle_all(shared_mongo.uri, database.name)
    database.cases.update_one({"_id": code(1)}, {"$set": {"told_followers": 0, "spread_due": True}})
    assert MongoFollowers(database).unsettled(10) == [Heap(code(1), ())]
    settle_all(shared_mongo.uri, database.name)
    assert cases.find([code(1)])[code(1)].told_followers == 1


def test_whoever_followed_a_case_that_was_taken_back_is_found_and_goes_on(database, cases, shared_mongo):
    route(cases, received(1), received(2), received(3))
    act(cases, 2, Merge(code(1)))
    act(cases, 3, Merge(code(1)))
    settle_all(shared_mongo.uri, database.name)
    TakeWithdrawals(cases, CATALOGS)([withdrawal(1)])
    assert MongoFollowers(database).unsettled(10) == [Heap(code(1), (code(2), code(3)))]
    settle_all(shared_mongo.uri, database.name)
    heir = cases.find([code(2)])[code(2)]
    assert (heir.state.value, heir.followers) == ("triage", (code(3),))
    assert cases.find([code(1)])[code(1)].merged_into == code(2)


def around(**changes):
    facts = {"areas": (), "cells": (), "categories": (), "since": NOON - timedelta(days=9), "until": NOON}
    return Around(**{**facts, **changes})


def test_neighbours_are_found_by_area_or_square_or_topic(database, cases):
    route(
        cases,
        received(1),
        received(2, area="2021-23575", category="ha-tang.cay-xanh"),
        received(3, area=None, category=None, place=NEAR),
        received(4, area="99999", received_at=NOON - timedelta(days=20)),
        received(5, area="23575", category="y-te"),
        received(6, area="99999", category=None, place=FAR),
    )
    near = MongoNeighbours(database)
    branch = ("ha-tang", "ha-tang.chieu-sang", "ha-tang.cay-xanh")

    def numbers(**asked):
        return sorted(int(each.code[-3:]) for each in near.near(around(**asked), 10))

    assert numbers(areas=("23575", "2021-23575"), categories=branch) == [1, 2]
    assert numbers(areas=("23575", "2021-23575")) == [1, 2, 5]
    assert numbers(cells=(SQUARE,)) == [3]
    assert numbers(areas=("23575",), cells=(SQUARE,), categories=branch) == [1, 3]
    assert numbers(categories=("y-te",)) == [3, 5, 6]  # of no known topic: it may be this one
    assert len(numbers()) == 5
    act(cases, 1, Merge(code(5)))
    assert numbers(areas=("23575",), categories=branch) == []


def test_a_duplicate_in_the_old_ward_is_found_from_the_new_one(database, cases):
    route(cases, received(1, area="2021-23575", text="Cột đèn số 5 hỏng"), received(2, text="Cột đèn số 5 bị hỏng rồi"))
    find = FindDuplicates(MongoNeighbours(database), CATALOGS, CLOCK)
    (found,) = find.of(cases.find([code(2)])[code(2)])
    assert found.report.code == code(1) and found.likeness.score > 0.6


def test_signs_are_what_is_open_and_moments_what_ever_came(database, cases):
    route(cases, received(1), received(2, received_at=NOON - timedelta(days=3)), received(3, urgency="urgent"))
    route(cases, received(4, private=True), received(5, category=None), received(6, area=None))
    act(cases, 6, Merge(code(1)))
    signs = MongoSigns(database)
    recent = signs.recent(NOON - timedelta(hours=1))
    assert sorted(each.code for each in recent) == [code(1), code(3), code(4)]
    assert recent[0] == Sign(recent[0].code, "ha-tang.chieu-sang", "23575", NOON)
    scope = Scope(STREETS, ("23575",))
    assert len(signs.moments(scope, NOON - timedelta(days=9), NOON)) == 4
    assert len(signs.moments(Scope(STREETS, ()), NOON - timedelta(days=9), NOON)) == 5
    assert [each.code for each in signs.candidates(scope, NOON - timedelta(days=9), 9)] == [code(2), code(1)]


def test_moments_are_read_from_the_index_alone(database, cases):
    route(cases, *(received(n) for n in range(50)))
    asked = {"area": {"$in": ["23575"]}, "category": {"$in": list(STREETS)}, "submission.received_at": {"$gte": NOON}}
    fields = {"submission.received_at": 1, "_id": 0}
    find = {"find": "cases", "filter": asked, "projection": fields, "hint": "near_by_area"}
    plan = database.command("explain", find, verbosity="executionStats")
    assert plan["executionStats"]["totalDocsExamined"] == 0
    assert plan["executionStats"]["nReturned"] == 50


INCIDENT = Incident(
    id="mat-dien-23575-1",
    watch="mat-dien",
    area="23575",
    category="ha-tang.chieu-sang",
    title="Mất điện",
    standing=Standing.PROPOSED,
    head=code(1),
    count=8,
    usual=1,
    since=NOON,
    noticed_at=NOON,
)


def changed(version):
    data = IncidentChanged(
        incident=code(1),
        title="Mất điện",
        category=None,
        area=None,
        agency="dien-luc",
        open=True,
        cases=8,
        changed_at=NOON,
    )
    return Event.of(data, source="/routing", subject=code(1), at=NOON, id=f"e{version}")


def test_of_a_watch_and_an_area_one_incident_is_live(database):
    incidents = MongoIncidents(database)
    assert incidents.propose(INCIDENT) and not incidents.propose(INCIDENT)
    assert not incidents.propose(replace(INCIDENT, id="other"))
    assert incidents.propose(replace(INCIDENT, id="elsewhere", area="99999"))
    assert incidents.propose(replace(INCIDENT, id="everywhere", area=None))
    assert incidents.get(INCIDENT.id) == INCIDENT and incidents.get("nothing") is None
    closed = replace(INCIDENT, standing=Standing.CLOSED, decided_at=NOON, decided_by="desk:x", note="Xong.")
    assert incidents.save(closed, changed(1))
    assert incidents.propose(replace(INCIDENT, id="other"))
    back = replace(closed, standing=Standing.OPEN, version=2)
    assert not incidents.save(back, None)
    assert {each.id for each in incidents.live(NOON + timedelta(hours=1))} == {"elsewhere", "everywhere", "other"}
    assert INCIDENT.id in {each.id for each in incidents.live(NOON)}


def test_an_incident_is_changed_over_the_version_it_was_read_in_with_its_event(database):
    incidents = MongoIncidents(database)
    incidents.propose(INCIDENT)
    open_ = replace(INCIDENT, standing=Standing.OPEN)
    assert incidents.save(open_, changed(1)) and not incidents.save(open_, changed(2))
    stored = database.incidents.find_one()
    assert [decode(each["body"]).type for each in stored["outbox"]] == ["incident.changed"]
    assert stored["outbox"][0]["key"] == "incident.changed.dien-luc"
    assert incidents.get(INCIDENT.id) == replace(open_, version=2)
    assert [each.id for each in incidents.newest(5)] == [INCIDENT.id]
