"""What a command says when a server is away or refuses: a sentence in each language and a code, never a secret."""

import pytest
import requests
from pika.exceptions import (
    AMQPConnectionError,
    ChannelClosedByBroker,
    ProbableAccessDeniedError,
    ProbableAuthenticationError,
    UnroutableError,
)
from pymongo.errors import ConfigurationError, DuplicateKeyError, OperationFailure, ServerSelectionTimeoutError

from services.kit.commands.console import Exit
from services.kit.failures import Rejected, Retryable
from services.kit.settings import BadSettings
from services.ops.explain import explain

SECRET = "mat-khau-that"


def http_error(status: int) -> requests.HTTPError:
    request = requests.Request("GET", f"http://admin:{SECRET}@mq.example.org:15672/api/users/an@example.org").prepare()
    response = requests.Response()
    response.status_code, response.request = status, request
    return requests.HTTPError(SECRET, response=response, request=request)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BadSettings("AMQP_URI is missing or not valid"), Exit.USAGE),
        (Rejected("unknown-agency", "Không có cơ quan.", "No such agency."), Exit.USAGE),
        (Retryable("no catalogue has been loaded"), Exit.AWAY),
        (ServerSelectionTimeoutError(SECRET), Exit.AWAY),  # no mongod there
        (OperationFailure(SECRET, 18), Exit.USAGE),  # wrong password
        (OperationFailure(SECRET, 13), Exit.USAGE),  # right password, no right
        (OperationFailure(SECRET, 91), Exit.AWAY),  # shutting down
        (DuplicateKeyError(SECRET), Exit.WRONG),
        (ConfigurationError(SECRET), Exit.USAGE),
        (AMQPConnectionError(SECRET), Exit.AWAY),
        (ProbableAuthenticationError(SECRET), Exit.USAGE),  # wrong password
        (ProbableAccessDeniedError(SECRET), Exit.USAGE),  # no such virtual host
        (ChannelClosedByBroker(406, "PRECONDITION_FAILED - inequivalent arg"), Exit.WRONG),
        (UnroutableError([]), Exit.WRONG),
        (requests.ConnectionError(SECRET), Exit.AWAY),
        (requests.Timeout(SECRET), Exit.AWAY),
        (http_error(401), Exit.USAGE),
        (http_error(500), Exit.WRONG),
        (ConnectionRefusedError(SECRET), Exit.AWAY),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_error_of_the_world_becomes_a_code_and_two_sentences(error: Exception, code: Exit) -> None:
    failure = explain(error)
    assert failure is not None
    assert failure.exit_code == code
    vi, _, en = failure.message.partition("\n")
    assert vi
    assert en
    assert SECRET not in failure.message
    assert "an@example.org" not in failure.message


@pytest.mark.parametrize("bug", [KeyError("x"), TypeError(), FileNotFoundError("x"), AssertionError()])
def test_a_bug_keeps_its_traceback(bug: Exception) -> None:
    assert explain(bug) is None
