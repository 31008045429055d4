"""One suite for every store of addressees."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pymongo.errors import BulkWriteError

from services.notify.adapters.mongo_addressees import MongoAddressees
from services.notify.usecases.announce_events import addressee_of
from services.notify.usecases.ports import Addressees
from tests.servers.mongo import Mongo
from tests.unit.notify.builders import CODE, answered, received, routed
from tests.unit.notify.fakes import MemoryAddressees

OTHER = "2611230000017"
AN = addressee_of(received().data)
BINH = addressee_of(received(OTHER, contact=None).data)


class AddresseesContract:
    """What every store promises."""

    @pytest.fixture
    def store(self) -> Addressees:
        raise NotImplementedError

    def test_who_was_introduced_is_found(self, store: Addressees) -> None:
        assert store.introduce([AN, BINH]) == []
        assert store.find([CODE, OTHER, "unknown"]) == {CODE: AN, OTHER: BINH}
        assert store.find([]) == {}

    def test_introducing_again_changes_nothing_and_is_said(self, store: Addressees) -> None:
        store.introduce([AN])
        assert store.introduce([AN, BINH]) == [CODE]
        assert store.find([CODE]) == {CODE: AN}

    def test_events_of_unknown_cases_are_held_each_once(self, store: Addressees) -> None:
        assert store.hold([routed(), answered()]) == []
        assert store.hold([routed(), routed(OTHER)]) == []
        assert sorted(event.id for event in store.held([CODE])) == sorted([routed().id, answered().id])
        assert store.find([CODE]) == {}

    def test_an_event_is_held_as_it_came(self, store: Addressees) -> None:
        event = answered()
        store.hold([event])
        assert store.held([CODE]) == [event]

    def test_events_of_known_cases_are_handed_back(self, store: Addressees) -> None:
        store.introduce([AN])
        late = routed(OTHER)
        event = routed()
        assert store.hold([event, late]) == [event]
        assert store.held([CODE, OTHER]) == [late]

    def test_introducing_keeps_what_is_held_until_it_is_let_go(self, store: Addressees) -> None:
        event = routed()
        store.hold([event])
        assert store.introduce([AN]) == [CODE]
        assert store.held([CODE]) == [event]
        store.let_go([CODE])
        assert store.held([CODE]) == []
        assert store.find([CODE]) == {CODE: AN}

    def test_nothing_to_do_is_fine(self, store: Addressees) -> None:
        assert store.introduce([]) == []
        assert store.hold([]) == []
        assert store.held([]) == []


class TestMemoryAddressees(AddresseesContract):
    @pytest.fixture
    def store(self) -> Addressees:
        return MemoryAddressees()


@pytest.mark.integration
class TestMongoAddressees(AddresseesContract):
    @pytest.fixture
    def store(self, mongo: Mongo) -> Any:
        return MongoAddressees(mongo.database("notify"))

    def test_replicas_that_meet_over_a_new_case_hold_every_event(self, store: Any) -> None:
        codes = [f"26112300{n:05}" for n in range(40)]
        with ThreadPoolExecutor(4) as replicas:
            held = [replicas.submit(store.hold, [routed(c, n) for c in codes]) for n in range(4)]
        assert [each.result() for each in held] == [[], [], [], []]
        assert len(store.held(codes)) == 160

    def test_no_event_is_held_after_its_case_became_known(self, store: Any) -> None:
        codes = [f"26112300{n:05}" for n in range(40)]
        with ThreadPoolExecutor(2) as replicas:
            late = replicas.submit(store.hold, [routed(code) for code in codes])
            replicas.submit(store.introduce, [addressee_of(received(code).data) for code in codes]).result()
        held = {event.subject for event in store.held(codes)}
        assert held | {event.subject for event in late.result()} == set(codes)
        assert set(store.find(codes)) == set(codes)

    def test_an_upsert_that_lost_to_another_replicas_upsert_is_done_again(self, store: Any) -> None:
        first, second = routed(assignment=1), routed(assignment=2)
        store._cases = LostRace(store._cases, lambda: store.hold([first]))
        assert store.hold([second]) == []
        assert {event.id for event in store.held([CODE])} == {first.id, second.id}


class LostRace:
    """A collection whose first bulk write meets a document that another replica inserted in that moment."""

    def __init__(self, collection: Any, other_replica: Callable[[], Any]) -> None:
        self._collection = collection
        self._other_replica: Callable[[], Any] | None = other_replica

    def __getattr__(self, name: str) -> Any:
        return getattr(self._collection, name)

    def bulk_write(self, *args: Any, **named: Any) -> Any:
        other, self._other_replica = self._other_replica, None
        if other is None:
            return self._collection.bulk_write(*args, **named)
        other()
        raise BulkWriteError({"writeErrors": [{"index": 0, "code": 11000}]})
