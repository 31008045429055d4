"""Watching: what one server does not say, no other says for it; and what changes is told once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Retryable
from services.routing.domain.gateway.presence import Observation, Patience
from services.routing.usecases.gateway.watch_presence import WatchPresence
from tests.unit.routing.builders import NOON
from tests.unit.routing.catalogs import HEALTH, snapshot
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.gateway.fakes import MemoryPresences, OwnLeases


class Eyes:
    """An `Observer` that sees what the test says, or nothing while its server is away."""

    def __init__(self, *seen: Observation) -> None:
        self.seen, self.away = seen, False

    def __call__(self, _: datetime) -> Sequence[Observation]:
        if self.away:
            raise ConnectionError
        return self.seen


class Watch:
    """A broker that has one agency's queue, and a desk that has cases of the same agency."""

    def __init__(self) -> None:
        self.clock, self.presences, self.leases = FixedClock(NOON), MemoryPresences(), OwnLeases()
        self.queues = Eyes(Observation(agency=HEALTH, delivery="amqp", waiting=2))
        self.desk = Eyes(
            Observation(agency=HEALTH, delivery="desk", waiting=0),
            Observation(agency="xa-thu", delivery="desk", waiting=0),
        )
        self.catalogs = MemoryCatalogs(snapshot())
        self.turn = WatchPresence(
            (self.queues, self.desk), self.presences, self.catalogs, self.leases, self.clock, Patience()
        )

    def after(self, minutes: int) -> None:
        self.clock.at = NOON + timedelta(minutes=minutes)
        self.turn()


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_an_agency_with_a_system_of_its_own_is_judged_by_it(watch):
    watch.after(0)
    assert {each.agency: each.delivery for each in watch.presences.all()} == {HEALTH: "amqp", "xa-thu": "desk"}


def test_while_the_broker_says_nothing_its_agencies_stay_as_they_were(watch):
    watch.after(0)
    watch.queues.away = True
    watch.after(60)
    assert watch.presences.by_agency[HEALTH].delivery == "amqp"
    assert watch.presences.by_agency[HEALTH].observed_at == NOON
    assert watch.presences.by_agency["xa-thu"].observed_at == watch.clock.at
    watch.queues.away = False
    watch.after(61)
    assert not watch.presences.by_agency[HEALTH].online


def test_going_away_is_told_once_with_the_agencys_name(watch):
    for minute in (0, 40, 41, 42):
        watch.after(minute)
    (event,) = watch.presences.events
    assert (event.type, event.data.agency_name, event.data.online) == ("agency.presence", "Sở Y tế", False)
    assert event.data.waiting == 2


def test_who_does_not_hold_the_lease_watches_nobody(watch):
    watch.leases.others = {"presence"}
    watch.after(0)
    assert watch.presences.all() == []


def test_without_a_catalogue_nobody_knows_what_working_time_is(watch):
    watch.catalogs.snapshot = None
    with pytest.raises(Retryable):
        watch.after(0)
