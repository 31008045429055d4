"""Calling webhooks: whose turn it is, what a failure costs, and whom it costs nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.kit.clock import FixedClock
from services.routing.domain.gateway.patience import FAILURES_TO_OPEN, PAUSES
from services.routing.usecases.gateway.connect_agency import ConnectAgency
from services.routing.usecases.gateway.deliver_messages import DeliverMessages
from services.routing.usecases.gateway.ports import Arrived, NotTaken, Taken
from tests.unit.routing.builders import NOON
from tests.unit.routing.gateway.fakes import Calls, MemoryConnections, MemoryMessages, OwnLeases

FAILED = NotTaken("http-500")


class Desk:
    """Two agencies with webhooks; work that is spawned is done at once."""

    def __init__(self) -> None:
        self.clock, self.calls, self.leases = FixedClock(NOON), Calls(), OwnLeases()
        self.connections, self.messages = MemoryConnections(), MemoryMessages()
        self.connect = ConnectAgency(self.connections, self.messages, self.clock)
        for agency in ("a", "b"):
            self.connect.add(agency, "webhook", "https://example.org/1022")
        self.turn = DeliverMessages(
            *(self.connections, self.messages, self.leases, self.calls, self.clock),
            luck=lambda: 0.5,
            spawn=lambda work: work(),
        )

    def arrive(self, agency: str, *ids: str) -> None:
        found = [Arrived(agency=agency, id=each, type="case.routed", body="{}") for each in ids]
        self.messages.keep(found, self.clock.now())

    def later(self, **time: float) -> None:
        self.clock.at += timedelta(**time)
        self.turn()

    def waiting(self, agency: str) -> list[str]:
        return [each.id for each in self.messages.waiting(agency, "", 1000)]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_what_was_taken_is_not_sent_again(desk):
    desk.arrive("a", "1", "2")
    desk.turn()
    desk.turn()
    assert desk.calls.made == [("a", "1"), ("a", "2")]
    assert desk.waiting("a") == []


def test_a_message_that_fails_steps_aside_for_those_after_it(desk):
    desk.calls.says = {"1": FAILED}
    desk.arrive("a", "1", "2", "3")
    desk.turn()
    assert desk.calls.made == [("a", "1"), ("a", "2"), ("a", "3")]
    assert desk.waiting("a") == ["1"]
    desk.calls.says = {}
    desk.later(seconds=PAUSES[0])
    assert desk.calls.made[-1] == ("a", "1")


def test_a_dead_receiver_gets_one_message_at_a_time_and_costs_no_other_agency(desk):
    desk.calls.says = {"a": FAILED}
    desk.arrive("a", *(str(number) for number in range(30)))
    desk.arrive("b", "b1")
    desk.turn()
    assert [agency for agency, _ in desk.calls.made].count("a") == FAILURES_TO_OPEN
    assert desk.waiting("b") == []
    desk.later(seconds=31)
    assert [agency for agency, _ in desk.calls.made].count("a") == FAILURES_TO_OPEN + 1


def test_what_waited_for_a_receiver_that_is_back_goes_at_once(desk):
    desk.calls.says = {"a": FAILED}
    desk.arrive("a", *(str(number) for number in range(10)))
    for _ in range(12):
        desk.later(minutes=20)
    desk.calls.says = {}
    desk.later(minutes=20)
    desk.later(seconds=1)
    assert desk.waiting("a") == []


def test_what_is_given_up_waits_for_a_person(desk):
    desk.calls.says = {"a": FAILED}
    desk.arrive("a", "1")
    for _ in range(400):
        desk.later(hours=1)
    made = len(desk.calls.made)
    assert made == len(PAUSES) + 1
    assert (desk.waiting("a"), desk.messages.heaps()["a"].given_up) == (["1"], 1)
    desk.calls.says = {}
    desk.later(hours=1)
    assert len(desk.calls.made) == made
    assert desk.connect.resume("a") == 1
    desk.turn()
    assert desk.waiting("a") == []


def test_a_receiver_that_is_gone_is_called_no_more(desk):
    desk.calls.says = {"a": NotTaken("http-410", gone=True)}
    desk.arrive("a", "1", "2")
    desk.turn()
    desk.later(days=10)
    assert desk.calls.made == [("a", "1")]
    assert desk.waiting("a") == ["1", "2"]


def test_what_another_replica_is_calling_is_left_to_it(desk):
    desk.leases.others = {"webhook/a"}
    desk.arrive("a", "1")
    desk.arrive("b", "1")
    desk.turn()
    assert desk.calls.made == [("b", "1")]


def test_an_agency_is_called_by_one_thread_at_a_time(desk):
    waiting = []
    turn = DeliverMessages(
        *(desk.connections, desk.messages, desk.leases, desk.calls, desk.clock),
        luck=lambda: 0.5,
        spawn=waiting.append,
    )
    desk.arrive("a", "1")
    turn()
    turn()
    assert len(waiting) == 1
    waiting[0]()
    desk.arrive("a", "2")
    turn()
    assert len(waiting) == 2


def test_a_round_that_breaks_is_begun_again(desk):
    def broken(*_):
        raise RuntimeError

    desk.arrive("a", "1")
    turn = DeliverMessages(
        *(desk.connections, desk.messages, desk.leases, broken, desk.clock),
        luck=lambda: 0.5,
        spawn=lambda work: work(),
    )
    turn()
    assert turn.busy.agencies == set()
    assert desk.waiting("a") == ["1"]


def test_who_pulls_is_not_called(desk):
    desk.connect.add("a", "pull")
    desk.arrive("a", "1")
    desk.turn()
    assert desk.calls.made == []


def test_an_acknowledgement_counts_whoever_gave_it(desk):
    desk.calls.says = {"1": FAILED}
    desk.arrive("a", "1")
    desk.turn()
    desk.messages.acknowledge("a", ["1"], NOON)
    desk.later(hours=1)
    assert desk.calls.made == [("a", "1")]
    assert isinstance(desk.calls.says.get("2", Taken()), Taken)
