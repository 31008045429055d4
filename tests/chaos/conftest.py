"""One town for the whole suite: it has to survive one disaster after another."""

from __future__ import annotations

import pytest

from tests.chaos.town import Town
from tests.servers import local


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A running system on servers of its own, because these tests stop them."""
    logs = tmp_path_factory.mktemp("chaos")
    with local.fresh_state() as state:
        found = Town(state, logs)
        yield found
        found.close()
