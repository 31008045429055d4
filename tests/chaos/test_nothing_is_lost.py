"""Whatever is killed or stopped while citizens file: every accepted case is routed, answered, published and counted
once, every citizen mailed once for each event, and nothing is parked."""

import time

import pytest
import requests

from deploy.local.procfile import ADMIN_PORTS
from tests.chaos.town import INTAKE, seconds_since
from tests.waiting import eventually

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(600)]
BROKER_AWAY_SECONDS = 30
RESUME_SECONDS = 15


@pytest.mark.parametrize("name", sorted(ADMIN_PORTS))
def test_a_process_killed_again_and_again_loses_nothing(town, name):
    with town.filing() as citizens:
        for _ in range(3):
            filed = len(citizens.accepted)
            town.kill_and_restart(name)
            eventually(lambda filed=filed: len(citizens.accepted) >= filed + 10, within=60)
    town.await_ready()
    town.account_for(citizens)


def test_all_processes_killed_at_once_lose_nothing(town):
    with town.filing() as citizens:
        for name in ADMIN_PORTS:
            town.processes.kill(name)
        town.processes.start(ADMIN_PORTS)
        eventually(lambda: len(citizens.accepted) >= 30, within=60)
    town.await_ready()
    town.account_for(citizens)


def test_a_broker_stopped_for_half_a_minute_loses_nothing_and_intake_goes_on_accepting(town):
    with town.filing() as citizens:
        with town.broker_stopped():
            start, accepted, errors = time.monotonic(), len(citizens.accepted), dict(citizens.statuses)
            eventually(lambda: "relay" in town.processes.problems(), within=15)
            eventually(lambda: seconds_since(start) > BROKER_AWAY_SECONDS, within=BROKER_AWAY_SECONDS + 5)
            assert "intake-web" not in town.processes.problems(), "intake must stay in service"
            assert len(citizens.accepted) >= accepted + 50
            assert {status for status in citizens.statuses if status not in errors} <= {"201"}
        back = time.monotonic()
        eventually(lambda: town.processes.problems() == {}, within=RESUME_SECONDS)
        assert seconds_since(back) < RESUME_SECONDS
    town.account_for(citizens)


def test_a_database_restarted_under_load_loses_nothing(town):
    with town.filing() as citizens:
        town.restart_database()
        filed = len(citizens.accepted)
        eventually(lambda: len(citizens.accepted) >= filed + 20, within=60)
    town.await_ready()
    town.account_for(citizens)


def test_a_broker_that_blocks_publishers_delays_but_loses_nothing(town):
    with town.filing() as citizens:
        with town.broker_blocking():
            eventually(lambda: "relay" in town.processes.problems(), within=60)
            answer = requests.get(INTAKE.replace("/cases", "/categories"), timeout=10)
            assert answer.status_code == 200
            filed = len(citizens.accepted)
            eventually(lambda: len(citizens.accepted) >= filed + 20, within=30)
        eventually(lambda: town.processes.problems() == {}, within=60)
    town.account_for(citizens)
