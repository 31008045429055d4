"""The desk of the case page's tests, over Gia Lai's own catalogue."""

from __future__ import annotations

import pytest

from tests.integration.routing.case_page.conftest import Desk, desk
from tests.unit.routing.amending.fakes import gialai

__all__ = ["desk"]


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Return the desk where Gia Lai's catalogue is in force."""
    desk.application.load_catalog(gialai(), rules_in_force=True)
    assert desk.application.catalogs.newest()
    return desk
