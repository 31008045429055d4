"""One suite for the small stores: windows of chats, tallies of messages, reports without a message."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from services.notify.adapters.mongo_strays import MongoStrays
from services.notify.adapters.mongo_tallies import MongoTallies
from services.notify.adapters.mongo_windows import MongoWindows
from services.notify.domain.limits import hours_back
from services.notify.domain.message import Route
from services.notify.usecases.ports import Strays, Tallies, Windows
from tests.servers.mongo import Mongo
from tests.unit.notify.builders import NOW, reported
from tests.unit.notify.memory import MemoryStrays, MemoryTallies, MemoryWindows

AN, BINH = Route("zalo", "an"), Route("facebook", "binh")
LATER = NOW + timedelta(minutes=1)
HOURS = hours_back(NOW)

Stores = tuple[Windows, Tallies, Strays]


def in_memory(_: Any) -> Stores:
    return MemoryWindows(), MemoryTallies(), MemoryStrays()


def in_mongo(request: Any) -> Stores:
    mongo: Mongo = request.getfixturevalue("mongo")
    database = mongo.database("notify")
    stores = MongoWindows(database), MongoTallies(database), MongoStrays(database)
    for store in stores:
        store.prepare()
    return stores


@pytest.fixture(params=[in_memory, pytest.param(in_mongo, marks=pytest.mark.integration)], ids=["memory", "mongo"])
def stores(request: pytest.FixtureRequest) -> Stores:
    make: Callable[[Any], Stores] = request.param
    return make(request)


def test_a_window_only_ever_moves_on(stores: Stores) -> None:
    windows, _, _ = stores
    windows.hear({AN: LATER, BINH: NOW})
    windows.hear({AN: NOW})
    assert windows.find([AN, BINH, Route("zalo", "nobody")]) == {AN: LATER, BINH: NOW}
    windows.hear({})
    assert windows.find([]) == {}


def test_messages_are_counted_by_name_and_hour(stores: Stores) -> None:
    _, tallies, _ = stores
    tallies.add({"an": 2, "binh": 1}, HOURS[0])
    tallies.add({"an": 3}, HOURS[0])
    tallies.add({"an": 7}, HOURS[23])
    found = tallies.find(["an", "binh", "nobody"], HOURS)
    assert (found["an"][0], found["an"][23], sum(found["an"])) == (5, 7, 12)
    assert (sum(found["binh"]), sum(found["nobody"])) == (1, 0)


def test_a_report_is_kept_once_until_it_is_dropped(stores: Stores) -> None:
    _, _, strays = stores
    one, two = reported("seen", "1", provider_id="z"), reported("failed", "2", provider_id="z")
    strays.keep([one, two], NOW)
    strays.keep([one], LATER)
    assert strays.due(NOW, 10) == [two]
    assert {each.id for each in strays.due(LATER, 10)} == {"1", "2"}
    assert len(strays.due(LATER, 1)) == 1
    strays.drop([one])
    strays.keep([], NOW)
    strays.drop([])
    assert strays.due(LATER, 10) == [two]


@pytest.mark.integration
def test_replicas_lose_no_count(mongo: Mongo) -> None:
    tallies = MongoTallies(mongo.database("notify"))
    with ThreadPoolExecutor(4) as replicas:
        for each in [replicas.submit(tallies.add, {"an": 1}, HOURS[0]) for _ in range(40)]:
            each.result()
    assert tallies.find(["an"], HOURS)["an"][0] == 40
