"""Our side and the simulators, each for one test."""

import pytest

from tests.integration.simulators.receiver import Receiver


@pytest.fixture
def receiver():
    with Receiver() as ours:
        yield ours
