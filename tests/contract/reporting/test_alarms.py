"""Keepers of alarms and of incidents: a cell has one alarm that lasts; of an incident the latest word stands."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.reporting.adapters.forecasting.memory_alarms import MemoryAlarms
from services.reporting.adapters.forecasting.memory_incidents import MemoryIncidents
from services.reporting.adapters.forecasting.mongo_alarms import MongoAlarms
from services.reporting.adapters.forecasting.mongo_incidents import MongoIncidents
from services.reporting.domain.facts import Stamp
from services.reporting.domain.outbreak.alarm import Alarm, Incident
from services.reporting.domain.outbreak.watch import Cell, Look
from tests.servers.mongo import Mongo

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
CELL, OTHER = Cell(category="ha-tang.dien-luc", area="24001"), Cell(channel="web")
BOTH = [pytest.param("memory"), pytest.param("mongo", marks=pytest.mark.integration)]
Fresh = Callable[[str], Any]


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Callable[[], Any]:
    """Return an empty database when one is asked for."""
    mongo: Callable[[], Mongo] = lambda: request.getfixturevalue("shared_mongo")  # noqa: E731

    def empty() -> Any:
        found = mongo().database("reporting")
        for name in ("alarms", "incidents"):
            found[name].delete_many({})
        return found

    return empty


@pytest.fixture
def alarms(request: pytest.FixtureRequest, database: Callable[[], Any]) -> Any:
    """Return an empty keeper of the kind that the test names."""
    if request.param == "memory":
        return MemoryAlarms()
    keeper = MongoAlarms(database())
    keeper.ensure_indexes()
    return keeper


@pytest.fixture
def incidents(request: pytest.FixtureRequest, database: Callable[[], Any]) -> Any:
    """Return an empty keeper of the kind that the test names."""
    if request.param == "memory":
        return MemoryIncidents()
    keeper = MongoIncidents(database())
    keeper.ensure_indexes()
    return keeper


def an_alarm(cell: Cell = CELL, count: int = 9) -> Alarm:
    """Return an alarm."""
    return Alarm(cell, NOON, Look(cell, 2, count, 0.5, 0.1))


@pytest.mark.parametrize("alarms", BOTH, indirect=True)
def test_a_cell_has_at_most_one_alarm_that_lasts(alarms: Any) -> None:
    assert alarms.raise_(an_alarm()) is True
    assert alarms.raise_(an_alarm(count=30)) is False
    assert alarms.raise_(an_alarm(OTHER)) is True
    assert sorted(each.cell for each in alarms.open()) == sorted([CELL, OTHER])


@pytest.mark.parametrize("alarms", BOTH, indirect=True)
def test_an_alarm_grows_ends_and_may_be_raised_again(alarms: Any) -> None:
    alarms.raise_(an_alarm())
    alarms.grow(an_alarm(count=30))
    assert alarms.open() == [an_alarm(count=30)]
    alarms.end(CELL, NOON + timedelta(hours=3))
    assert alarms.open() == []
    assert alarms.raise_(an_alarm()) is True


@pytest.mark.parametrize("incidents", BOTH, indirect=True)
@pytest.mark.parametrize("seed", range(4))
def test_of_an_incident_the_latest_change_stands_in_any_order(incidents: Any, seed: int) -> None:
    first = Incident("1", Stamp(NOON, "a"), "Mất điện", "ha-tang.dien-luc", None, "dien-luc", True, 9, NOON)
    grown = replace(first, cases=40, changed_at=NOON + timedelta(hours=1), stamp=Stamp(NOON, "b"))
    other = replace(first, code="2", changed_at=NOON - timedelta(hours=1))
    over = replace(other, open=False, changed_at=NOON + timedelta(hours=2), stamp=Stamp(NOON, "c"))
    told = [first, grown, other, over, first]
    random.Random(seed).shuffle(told)
    for each in told:
        incidents.merge([each])
    assert list(incidents.open()) == [grown]
