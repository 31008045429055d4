"""The stage of the kit's tests: a fresh virtual host with the topology, a fresh database, and the probe service."""

from __future__ import annotations

import pytest

from tests.integration.kit.stage import Stage


@pytest.fixture
def stage(broker, mongo, start):
    """A declared topology and nothing else running."""
    found = Stage(broker, mongo.database("probe"), start)
    found.declare()
    return found
