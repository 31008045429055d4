"""From the exceptions of servers and settings to a sentence and an exit code."""

from __future__ import annotations

import socket
from functools import singledispatch
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

_HTTP_UNAUTHORISED = frozenset({401, 403})
_MONGO_UNAUTHORISED = frozenset({13, 18})


@singledispatch
def explain(_: object) -> Failure | None:
    """Return what to tell the user of an exception, or None when it is a bug and its traceback is wanted."""
    return None


@explain.register
def _(error: BadSettings) -> Failure:
    return Failure(Exit.USAGE, f"Thiết lập sai: {error}.", f"Wrong settings: {error}.")


@explain.register
def _(_error: EnvError) -> Failure:
    # environs' own message may quote a secret.
    return Failure(Exit.USAGE, "Biến môi trường sai hoặc thiếu.", "An environment variable is missing or not valid.")


@explain.register
def _(error: Rejected) -> Failure:
    return Failure(Exit.USAGE, f"{error.vi} [{error.slug}]", error.en)


@explain.register
def _(error: Retryable) -> Failure:
    return Failure(Exit.AWAY, f"Chưa làm được lúc này: {error.reason}.", f"Not possible now: {error.reason}.")


@explain.register
def _(error: PyMongoError) -> Failure:
    return _away("MongoDB") if is_outage(error) else _refused("MongoDB", type(error).__name__)


@explain.register
def _(error: OperationFailure) -> Failure:
    if is_outage(error):
        return _away("MongoDB")
    unauthorised = error.code in _MONGO_UNAUTHORISED
    return _unauthorised("MongoDB") if unauthorised else _refused("MongoDB", type(error).__name__)


@explain.register
def _(_error: ConfigurationError) -> Failure:
    return Failure(Exit.USAGE, "MONGO_URI không đúng.", "MONGO_URI is not valid.")


@explain.register
def _(error: AMQPError) -> Failure:
    return _refused("RabbitMQ (AMQP)", type(error).__name__)


@explain.register
def _(_error: AMQPConnectionError) -> Failure:
    return _away("RabbitMQ (AMQP)")


@explain.register(ProbableAuthenticationError)
@explain.register(ProbableAccessDeniedError)
def _(_error: AMQPError) -> Failure:
    return _unauthorised("RabbitMQ (AMQP)")


@explain.register
def _(error: ChannelClosedByBroker) -> Failure:
    return _refused("RabbitMQ (AMQP)", str(error.reply_text))


@explain.register
def _(error: requests.RequestException) -> Failure:
    if error.response is None:
        return _away(_server(error))
    status = error.response.status_code
    return _unauthorised(_server(error)) if status in _HTTP_UNAUTHORISED else _refused(_server(error), f"HTTP {status}")


@explain.register(ConnectionError)
@explain.register(TimeoutError)
@explain.register(socket.gaierror)
def _(error: OSError) -> Failure:
    return _away(type(error).__name__)


def _server(error: requests.RequestException) -> str:
    """Return scheme, host and port: the rest of a URL may hold a password or a citizen's address."""
    url = urlsplit(str(error.request.url) if error.request is not None else "")
    return f"{url.scheme}://{url.hostname}:{url.port}" if url.hostname else "HTTP"


def _away(server: str) -> Failure:
    return Failure(Exit.AWAY, f"Không liên lạc được với {server}.", f"{server} is away.")


def _unauthorised(server: str) -> Failure:
    return Failure(
        Exit.USAGE, f"{server} từ chối tài khoản trong thiết lập.", f"{server} refuses the account in the settings."
    )


def _refused(server: str, why: str) -> Failure:
    return Failure(Exit.WRONG, f"{server} từ chối: {why}.", f"{server} refused: {why}.")
