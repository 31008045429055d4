"""Lighthouse, as a telephone on a slow network: the pages that people come to have at least 95 of 100 in everything."""

from __future__ import annotations

import pytest

from tests.integration.publish.portal import town
from tests.lighthouse.audits import audits
from tests.servers.processes import Process

pytestmark = [pytest.mark.integration, pytest.mark.timeout(600)]

PATHS = ("/", "/phan-anh", f"/ca/{town.code(0)}")
CATEGORIES = {"performance", "accessibility", "best-practices", "seo"}
LEAST = 95


def test_the_pages_people_come_to_are_fast_open_to_all_sound_and_found(portal: Process) -> None:
    found = audits([f"{portal.url}{path}" for path in PATHS])
    assert [each.address for each in found] == [f"{portal.url}{path}" for path in PATHS]
    for each in found:
        assert set(each.scores) == CATEGORIES
        assert min(each.scores.values()) >= LEAST, each
