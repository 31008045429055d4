"""Servers from the machine's own binaries, in a directory and on ports of this run, removed when it ends."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import mongod, rabbitmq, servers
from deploy.local.state import ROOT, State, opened
from tests.servers.broker import RabbitMQ
from tests.servers.ports import free_block

BASE_PORTS = range(21000, 28000, 20)


@contextmanager
def fresh_state() -> Iterator[State]:
    """Give a new, empty pair of servers, not started; stop and remove it afterwards."""
    home = ROOT / "var" / "test"
    home.mkdir(parents=True, exist_ok=True)
    directory = Path(tempfile.mkdtemp(dir=home))
    state = opened(directory, base_port=free_block(BASE_PORTS))
    try:
        yield state
    finally:
        servers.stop(state)
        shutil.rmtree(directory)


def start_rabbitmq(state: State) -> RabbitMQ:
    """Start the broker of the pair."""
    rabbitmq.start(state)
    return RabbitMQ(rabbitmq.amqp_uri(state), rabbitmq.api(state))


def start_mongod(state: State) -> str:
    """Start the replica set of the pair and return its administrator's address."""
    mongod.start(state)
    return mongod.uri(state)
