"""The spine of the system, as a newcomer meets it."""

import pytest
import requests

from deploy.local import sandbox
from tests.waiting import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


def test_one_person_is_answered_on_all_six_channels(system):
    assert "Done" in sandbox.hotline(system, "demo")


def test_the_broker_has_what_the_topology_says(system):
    sandbox.hotline(system, "topology", "check")


def test_every_process_works_under_a_broker_user_of_its_own(system):
    """The command's own connections, an administrator's, are gone by now."""
    prefix = system["BROKER_USER_PREFIX"]
    services = {"relay", "intake", "routing", "notify", "publish", "reporting"}
    eventually(lambda: broker_users(system) == {prefix + service for service in services}, within=30)


def broker_users(system):
    """Return who is connected to the system's virtual host."""
    answer = requests.get(f"{system['RABBITMQ_API']}/api/vhosts/{sandbox.vhost_of(system)}/connections", timeout=10)
    return {connection["user"] for connection in answer.json()}


def test_after_a_demo_every_case_adds_up(system):
    sandbox.hotline(system, "demo")
    sandbox.hotline(system, "reconcile")
