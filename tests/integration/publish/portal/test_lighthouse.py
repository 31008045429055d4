"""Lighthouse, as a telephone on a slow network: the pages that people come to have at least 95 of 100 in everything."""

from __future__ import annotations

import pytest

from tests.integration.publish.portal import town
from tests.lighthouse.audits import Audit, audits
from tests.servers.processes import Process

pytestmark = [pytest.mark.integration, pytest.mark.timeout(600)]

PATHS = ("/", "/phan-anh", f"/ca/{town.code(0)}")
CATEGORIES = {"performance", "accessibility", "best-practices", "seo"}
LEAST = 95
#: Whatever else the machine does makes a page slower than it is, and never faster: a low score is measured again.
TRIES = 3


def test_the_pages_people_come_to_are_fast_open_to_all_sound_and_found(portal: Process) -> None:
    wanting = [f"{portal.url}{path}" for path in PATHS]
    found: list[Audit] = []
    for _ in range(TRIES):
        found = audits(wanting)
        assert [each.address for each in found] == wanting
        assert all(set(each.scores) == CATEGORIES for each in found)
        wanting = [each.address for each in found if min(each.scores.values()) < LEAST]
        if not wanting:
            return
    pytest.fail(f"below {LEAST} each of {TRIES} times: {[each for each in found if each.address in wanting]}")
