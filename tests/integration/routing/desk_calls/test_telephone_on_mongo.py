"""Promises, extensions, the queue and canned texts on a real replica set, with several writers at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.routing.adapters.mongo_extensions import MongoExtensions
from services.routing.adapters.mongo_promises import MongoPromises
from services.routing.adapters.mongo_texts import MongoTexts
from services.routing.adapters.mongo_waiting import MongoWaiting
from services.routing.domain.canned_text import CannedText
from services.routing.usecases.calls import Promise
from services.routing.wiring import build
from tests.servers.mongo import Mongo
from tests.unit.routing.builders import NOON, code, received
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.site import SETTINGS
from tests.unit.routing.telephone.fakes import MemoryPromises, MemoryTexts

pytestmark = pytest.mark.integration
PROMISE = Promise(
    code=code(1),
    by="desk:truc-01",
    role="operator",
    category="y-te",
    area=None,
    urgency="normal",
    kind="question",
    text="Trạm y tế mở cửa lúc 7 giờ.",
    outcome="explained",
    promised_at=NOON,
)
TEXT = CannedText(slug="cam-on", title="Cảm ơn", body_vi="Mã {ma}.", body_en="", categories=("y-te",), version=1)


@pytest.fixture
def database(mongo: Mongo) -> Any:
    return mongo.database("routing")


@pytest.mark.parametrize("memory", [True, False], ids=["memory", "mongo"])
def test_a_promise_is_kept_once_taken_by_one_and_closed_once(database: Any, memory: bool) -> None:
    promises: Any = MemoryPromises() if memory else MongoPromises(database)
    promises.keep(PROMISE)
    promises.keep(replace(PROMISE, text="Khác", promised_at=NOON - timedelta(hours=1)))
    later = NOON + timedelta(seconds=2)
    assert promises.take_due(NOON - timedelta(seconds=1), later) is None
    assert promises.take_due(NOON, later) == PROMISE
    assert promises.take_due(NOON, later) is None  # somebody has it
    assert promises.take_due(later, later + timedelta(seconds=2)) == PROMISE  # who had it is gone
    promises.given(PROMISE.code, later)
    promises.refused(PROMISE.code, "already-answered", later)
    assert promises.of_case(PROMISE.code) == "given"
    assert promises.take_due(later + timedelta(days=1), later) is None
    assert promises.of_case(code(2)) is None


def test_of_many_at_once_one_takes_the_promise(database: Any) -> None:
    promises = MongoPromises(database)
    promises.prepare()
    promises.keep(PROMISE)
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: promises.take_due(NOON, NOON + timedelta(seconds=9)), range(8)))
    assert [each for each in taken if each] == [PROMISE]


def test_given_its_words_are_kept_in_the_case_alone(database: Any) -> None:
    MongoPromises(database).keep(PROMISE)
    MongoPromises(database).given(PROMISE.code, NOON)
    assert PROMISE.text not in str(list(database.promises.find()))


def test_an_extension_belongs_to_whoever_said_so_last(database: Any) -> None:
    extensions = MongoExtensions(database)
    extensions.put("truc-01", "101", NOON)
    extensions.put("truc-02", "101", NOON)
    assert (extensions.of("truc-01"), extensions.of("truc-02")) == (None, "101")
    extensions.put("truc-02", "", NOON)
    assert extensions.of("truc-02") is None


@pytest.mark.parametrize("memory", [True, False], ids=["memory", "mongo"])
def test_a_text_is_saved_over_the_version_before_it_and_no_other(database: Any, memory: bool) -> None:
    texts: Any = MemoryTexts() if memory else MongoTexts(database)
    assert texts.save(TEXT)
    assert not texts.save(TEXT)
    second = replace(TEXT, title="Cảm ơn góp ý", version=2, changed_by="desk:truong-ca", changed_at=NOON)
    assert texts.save(second)
    assert not texts.save(replace(second, version=4))
    assert texts.find("cam-on") == second
    assert texts.all() == [second]
    assert not texts.remove("cam-on", 1)
    assert texts.remove("cam-on", 2)
    assert texts.find("cam-on") is None


def test_the_queue_is_urgent_first_then_the_oldest_and_held_ones_last(database: Any) -> None:
    from services.routing.wiring.store import Store

    adapters = replace(Store(database).adapters(), catalogs=MemoryCatalogs(snapshot()))
    waits = {"category": None, "area": None}
    build(SETTINGS, on=adapters).route_cases(
        [
            received(1, received_at=NOON - timedelta(hours=1), **waits),
            received(2, received_at=NOON - timedelta(hours=2), **waits),
            received(3, received_at=NOON, urgency="urgent", **waits),
            received(4),  # with its agency: it waits for nobody here
        ]
    )
    database.cases.update_one({"_id": code(1)}, {"$set": {"state": "held"}})
    queue = MongoWaiting(database)
    queue.prepare()
    assert [(each.code, each.held) for each in queue.first(9)] == [(code(3), False), (code(2), False), (code(1), True)]
    assert [each.code for each in queue.first(1)] == [code(3)]
    assert queue.counted() == 3
