"""The spine of the system, as a newcomer meets it."""

import pytest

from deploy.local import sandbox

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


def test_a_case_by_web_and_a_case_by_phone_go_the_whole_way(system):
    assert "Done" in sandbox.hotline(system, "demo")


def test_the_broker_has_what_the_topology_says(system):
    sandbox.hotline(system, "topology", "check")


def test_after_a_demo_every_case_adds_up(system):
    sandbox.hotline(system, "demo")
    sandbox.hotline(system, "reconcile")
