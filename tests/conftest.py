"""Fixtures that every test may use, and which tests stay together when several processes share the run."""

from pathlib import Path

import pytest

pytest_plugins = ["tests.servers.fixtures", "tests.browser"]

WHOLE_SYSTEM = Path(__file__).parent / "e2e"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file's tests in one process, for the servers they share; and all of e2e, for whom the system runs once."""
    for item in items:
        together = WHOLE_SYSTEM if WHOLE_SYSTEM in item.path.parents else item.path
        item.add_marker(pytest.mark.xdist_group(str(together)))
