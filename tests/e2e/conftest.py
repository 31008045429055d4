"""The whole system, once for all tests of this folder, on a virtual host, databases and ports of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local import sandbox, servers
from deploy.local.procfile import Processes
from deploy.local.state import State
from deploy.local.system import SMTP_PORT, free_offset, urls
from tests.servers.broker import RabbitMQ
from tests.servers.mail import fresh_mail_server
from tests.waiting import eventually


@pytest.fixture(scope="session")
def mail_server() -> Iterator[State]:
    """A real mail server with mailboxes of its own."""
    with fresh_mail_server() as state:
        yield state


@pytest.fixture(scope="session")
def system(
    rabbitmq: RabbitMQ, mongo_uri: str, mail_server: State, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """The environment of a running system: every process ready, topology declared, Gia Lai's catalogue loaded."""
    known = {"AMQP_URI": rabbitmq.amqp_uri, "RABBITMQ_API": rabbitmq.api, "MONGO_URI": mongo_uri}
    known |= servers.mail_environment(mail_server)
    offset = free_offset()
    environment = sandbox.make(known, port_offset=offset, smtp_port=SMTP_PORT + offset) | urls(offset)
    sandbox.furnish(environment)
    processes = Processes(environment, logs(tmp_path_factory))
    try:
        processes.start()
        eventually(lambda: _all_ready(processes), within=90)
        yield environment
    finally:
        processes.stop()
        sandbox.remove(environment)


def logs(factory: pytest.TempPathFactory) -> Path:
    """Return the directory for the output of all processes."""
    return factory.mktemp("system")


def _all_ready(processes: Processes) -> bool:
    problems = processes.problems()
    assert problems == {}
    return True
