"""Every channel test runs on memory and on a real replica set."""

import pytest

from tests.contract.channels import worlds
from tests.contract.channels.worlds import World
from tests.servers.mongo import Mongo

pytest.register_assert_rewrite("tests.contract.channels.channel_contract")


@pytest.fixture(params=["memory", pytest.param("mongo", marks=pytest.mark.integration)])
def world(request: pytest.FixtureRequest) -> World:
    """The application under the channel."""
    if request.param == "memory":
        return worlds.in_memory()
    mongo: Mongo = request.getfixturevalue("mongo")
    return worlds.on_mongo(mongo)
