"""Fixtures of the servers. The servers live as long as the run; what a test sees of them is new for each test."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TypeVar

import pytest

from deploy.local.state import State
from tests.servers import containers, finding, local
from tests.servers.broker import Broker, RabbitMQ, fresh_vhost
from tests.servers.mongo import Mongo, fresh_databases
from tests.servers.processes import Process, running

Start = Callable[..., AbstractContextManager[Process]]
Server = TypeVar("Server")


@pytest.fixture(scope="session")
def local_state() -> Iterator[State]:
    """A pair of local servers that nobody has started yet."""
    with local.fresh_state() as state:
        yield state


@pytest.fixture(scope="session")
def in_containers() -> bool:
    """Whether servers come from containers; asked once, because an engine may take its time."""
    return finding.wants_containers()


@pytest.fixture(scope="session")
def rabbitmq(request: pytest.FixtureRequest) -> Iterator[RabbitMQ]:
    """The broker of the run, with an administrator's rights."""
    with ExitStack() as stack:
        yield finding.given_rabbitmq() or _start(request, stack, containers.rabbitmq, local.start_rabbitmq)


@pytest.fixture(scope="session")
def mongo_uri(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the run's replica set, with an administrator's rights."""
    with ExitStack() as stack:
        yield finding.given_mongo_uri() or _start(request, stack, containers.mongo_uri, local.start_mongod)


@pytest.fixture
def broker(rabbitmq: RabbitMQ) -> Iterator[Broker]:
    """A virtual host for this test alone."""
    with fresh_vhost(rabbitmq) as broker:
        yield broker


@pytest.fixture
def mongo(mongo_uri: str) -> Iterator[Mongo]:
    """Databases for this test alone."""
    with fresh_databases(mongo_uri) as mongo:
        yield mongo


@pytest.fixture(scope="module")
def shared_broker(rabbitmq: RabbitMQ) -> Iterator[Broker]:
    """A virtual host that the tests of one module share."""
    with fresh_vhost(rabbitmq) as broker:
        yield broker


@pytest.fixture(scope="module")
def shared_mongo(mongo_uri: str) -> Iterator[Mongo]:
    """Databases that the tests of one module share."""
    with fresh_databases(mongo_uri) as mongo:
        yield mongo


@pytest.fixture
def start(broker: Broker, mongo: Mongo, tmp_path: Path) -> Start:
    """`with start("module:Class", ready=True, NAME="value") as process:` runs a service on this test's servers."""

    def run(place: str, *, ready: bool = True, within: float = 30.0, **env: str) -> AbstractContextManager[Process]:
        whole = {**broker.environment(), **mongo.environment(), **env}
        return running(place, whole, log_file(tmp_path, place), ready=ready, within=within)

    return run


def log_file(directory: Path, place: str) -> Path:
    """Return the file under `directory` for the output of `place`."""
    return directory / (re.sub(r"\W+", "-", place) + ".log")


def _start(
    request: pytest.FixtureRequest,
    stack: ExitStack,
    contained: Callable[[], AbstractContextManager[Server]],
    started: Callable[[State], Server],
) -> Server:
    if request.getfixturevalue("in_containers"):
        return stack.enter_context(contained())
    return started(request.getfixturevalue("local_state"))
