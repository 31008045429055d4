"""From the exceptions of servers and settings to a sentence and an exit code."""

from __future__ import annotations

import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import requests
from environs import EnvError
from pika.exceptions import (
    AMQPConnectionError,
    AMQPError,
    ChannelClosedByBroker,
    ProbableAccessDeniedError,
    ProbableAuthenticationError,
)
from pymongo.errors import ConfigurationError, OperationFailure, PyMongoError

from services.kit.commands.console import Exit, Failure
from services.kit.failures import Rejected, Retryable
from services.kit.settings import BadSettings
from services.kit.storage.mongo import is_outage

_UNAUTHORISED = frozenset({401, 403})
_MONGO_UNAUTHORISED = frozenset({13, 18})


def explain(error: BaseException) -> Failure | None:
    """Return what to tell the user, or None when the error is a bug and its traceback is wanted."""
    for kinds, say in _FAMILIES:
        if isinstance(error, kinds):
            return say(error)
    return None


def _settings(error: BaseException) -> Failure:
    # environs' own message may quote a secret; BadSettings names the variable only.
    detail = str(error) if isinstance(error, BadSettings) else "an environment variable is missing or not valid"
    return Failure(Exit.USAGE, f"Thiết lập sai: {detail}.", f"Wrong settings: {detail}.")


def _rejected(error: BaseException) -> Failure:
    assert isinstance(error, Rejected)
    return Failure(Exit.USAGE, f"{error.vi} [{error.slug}]", error.en)


def _retryable(error: BaseException) -> Failure:
    assert isinstance(error, Retryable)
    return Failure(Exit.AWAY, f"Chưa làm được lúc này: {error.reason}.", f"Not possible now: {error.reason}.")


def _mongo(error: BaseException) -> Failure:
    if is_outage(error):
        return _away("MongoDB")
    if isinstance(error, ConfigurationError):
        return Failure(Exit.USAGE, "MONGO_URI không đúng.", "MONGO_URI is not valid.")
    if isinstance(error, OperationFailure) and error.code in _MONGO_UNAUTHORISED:
        return _unauthorised("MongoDB")
    return _refused("MongoDB", type(error).__name__)


def _amqp(error: BaseException) -> Failure:
    if isinstance(error, (ProbableAuthenticationError, ProbableAccessDeniedError)):
        return _unauthorised("RabbitMQ (AMQP)")
    if isinstance(error, ChannelClosedByBroker):
        return _refused("RabbitMQ", error.reply_text)
    return _away("RabbitMQ (AMQP)") if isinstance(error, AMQPConnectionError) else _refused("RabbitMQ", repr(error))


def _http(error: BaseException) -> Failure:
    assert isinstance(error, requests.RequestException)
    if error.response is None:
        return _away(_host(error))
    status = error.response.status_code
    return _unauthorised(_host(error)) if status in _UNAUTHORISED else _refused(_host(error), f"HTTP {status}")


def _host(error: requests.RequestException) -> str:
    """Return scheme, host and port: the rest of a URL may hold a password or a citizen's address."""
    url = urlsplit(str(error.request.url) if error.request is not None else "")
    return f"{url.scheme}://{url.hostname}:{url.port}" if url.hostname else "HTTP"


def _away(server: str) -> Failure:
    return Failure(Exit.AWAY, f"Không liên lạc được với {server}.", f"{server} is away.")


def _unauthorised(server: str) -> Failure:
    return Failure(
        Exit.USAGE,
        f"{server} từ chối tài khoản trong thiết lập.",
        f"{server} refuses the account in the settings.",
    )


def _refused(server: str, why: str) -> Failure:
    return Failure(Exit.WRONG, f"{server} từ chối: {why}.", f"{server} refused: {why}.")


_FAMILIES: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Callable[[BaseException], Failure]], ...]
_FAMILIES = (
    ((BadSettings, EnvError), _settings),
    (Rejected, _rejected),
    (Retryable, _retryable),
    (PyMongoError, _mongo),
    (AMQPError, _amqp),
    (requests.RequestException, _http),
    ((ConnectionError, TimeoutError, socket.gaierror), lambda error: _away(type(error).__name__)),
)
