"""The e-mail channel on real servers: postfix and dovecot, MongoDB, RabbitMQ."""

import secrets
from collections.abc import Iterator

import pytest

from deploy.local.packages import Missing
from deploy.local.state import State
from tests.servers.mail import Mailbox, fresh_mail_server


@pytest.fixture(scope="session")
def mail_server() -> Iterator[State]:
    """The mail server of the run."""
    try:
        with fresh_mail_server() as state:
            yield state
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture
def mailbox(mail_server: State) -> Mailbox:
    """A mailbox for this test alone."""
    return Mailbox(mail_server, f"1022-{secrets.token_hex(4)}@example.org")
