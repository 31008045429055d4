"""The same desk as the case page's tests, where rules are law."""

from __future__ import annotations

import pytest

from tests.integration.routing.case_page.conftest import Desk, desk
from tests.unit.routing.case_site import catalog

__all__ = ["desk"]


@pytest.fixture
def law(desk: Desk) -> Desk:
    """Return the desk with the catalogue's rules as set 1, but for what outlives its agency or looks at the clock."""
    assert desk.application.rules
    known = catalog()
    known["rules"] = [each for each in known["rules"] if each["id"] not in ("thien-tai", "dem")]
    desk.application.rules.keep_loaded(known, None)
    return desk
