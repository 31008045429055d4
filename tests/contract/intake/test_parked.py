"""What an inbox promises of the messages that wait for a person."""

from abc import ABC, abstractmethod
from datetime import timedelta
from typing import Protocol

import pytest

from services.intake.adapters.mongo_inbox import MongoInbox
from services.intake.usecases.ports import Inbox
from services.intake.usecases.settle_parked import Parked, ParkedArrivals, id_of
from tests.contract.intake.inbox_contract import LATER, MUCH_LATER, NOW, arrival
from tests.servers.mongo import Mongo
from tests.unit.intake.inboxes import InMemoryInbox


class Whole(Inbox, ParkedArrivals, Protocol):
    """Both sides of an inbox."""


def park(inbox: Whole, id_: str, channel: str = "zalo", minute: int = 0) -> str:
    """Have one message put aside at its second attempt; return its id for people."""
    inbox.put([arrival(id_, channel=channel, thread=id_)])
    (claimed,) = inbox.claim(channel, NOW, LATER)
    inbox.postpone(claimed, "the network", NOW)
    inbox.release(channel, id_)
    (claimed,) = inbox.claim(channel, NOW, LATER)
    inbox.park(claimed, "ValueError", NOW + timedelta(minutes=minute))
    inbox.release(channel, id_)
    return id_of(channel, id_)


class ParkedContract(ABC):
    """The tests."""

    @abstractmethod
    def make(self) -> Whole:
        """Return an empty inbox, or the same again."""

    def test_what_is_put_aside_is_listed_oldest_first_without_the_citizen(self) -> None:
        inbox = self.make()
        ids = [park(inbox, id_, channel, minute) for id_, channel, minute in (("b", "zalo", 2), ("a", "facebook", 1))]
        young, old = (
            Parked(id=id_, channel=channel, reason="ValueError", parked_at=NOW + timedelta(minutes=minute), attempts=2)
            for id_, channel, minute in zip(ids, ("zalo", "facebook"), (2, 1), strict=True)
        )
        assert inbox.parked(None, 10) == [old, young]
        assert inbox.parked(None, 1) == [old]
        assert (inbox.parked("zalo", 10), inbox.parked("sms", 10)) == ([young], [])

    def test_what_waits_or_is_done_is_not_put_aside(self) -> None:
        inbox = self.make()
        inbox.put([arrival("1"), arrival("2", thread="binh")])
        (claimed,) = inbox.claim("zalo", NOW, LATER)
        inbox.done(claimed, NOW)
        assert inbox.parked(None, 10) == []
        for id_ in ("1", "2", "3"):
            assert not inbox.retry(id_of("zalo", id_), LATER)
            assert not inbox.drop(id_of("zalo", id_), LATER)
        assert inbox.backlog("zalo").waiting == 1

    def test_one_that_is_tried_again_is_worked_on_as_if_it_had_just_come(self) -> None:
        inbox = self.make()
        id_, other = park(inbox, "1"), park(inbox, "2")
        assert inbox.retry(id_, LATER)
        assert inbox.claim("zalo", NOW, LATER) == []
        assert inbox.claim("zalo", LATER, MUCH_LATER) == [arrival("1", thread="1")]
        assert [each.id for each in inbox.parked(None, 10)] == [other]

    def test_it_is_put_to_work_once(self) -> None:
        inbox = self.make()
        id_ = park(inbox, "1")
        assert inbox.retry(id_, LATER)
        (claimed,) = inbox.claim("zalo", LATER, MUCH_LATER)
        inbox.done(claimed, LATER)
        inbox.release("zalo", "1")
        assert not inbox.retry(id_, MUCH_LATER)
        assert inbox.claim("zalo", MUCH_LATER, MUCH_LATER + timedelta(minutes=1)) == []

    def test_it_can_be_put_aside_again(self) -> None:
        inbox = self.make()
        id_ = park(inbox, "1")
        inbox.retry(id_, LATER)
        (claimed,) = inbox.claim("zalo", LATER, MUCH_LATER)
        inbox.park(claimed, "unreadable", LATER)
        (found,) = inbox.parked(None, 10)
        assert (found.reason, found.parked_at, found.attempts) == ("unreadable", LATER, 1)

    def test_one_that_is_dropped_never_comes_again(self) -> None:
        inbox = self.make()
        id_ = park(inbox, "1")
        assert inbox.drop(id_, LATER)
        assert not inbox.drop(id_, LATER)
        assert inbox.put([arrival("1", thread="1")]) == 0
        assert inbox.claim("zalo", LATER, MUCH_LATER) == []
        assert (inbox.backlog("zalo").parked, inbox.backlog("zalo").waiting) == (0, 0)


class TestMemory(ParkedContract):
    @pytest.fixture(autouse=True)
    def _fresh(self) -> None:
        self.inbox = InMemoryInbox()

    def make(self) -> Whole:
        return self.inbox


@pytest.mark.integration
class TestMongo(ParkedContract):
    @pytest.fixture(autouse=True)
    def _fresh(self, mongo: Mongo) -> None:
        self.database = mongo.database("intake")

    def make(self) -> Whole:
        return MongoInbox(self.database)

    def test_one_that_is_dropped_is_forgotten_as_those_that_were_worked_on(self) -> None:
        inbox = self.make()
        inbox.drop(park(inbox, "1"), LATER)
        assert self.database["inbox"].find_one()["done_at"] == LATER
