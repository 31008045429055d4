"""A connection to MongoDB with the guarantees the design needs and limits on how long anything may take."""

from __future__ import annotations

from typing import Any

from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import ConnectionFailure, ExecutionTimeout, OperationFailure, WTimeoutError

from services.kit.settings import CommonSettings

Document = dict[str, Any]

# "Not primary", "interrupted", "shutting down": the server lives, but not for writes at this moment.
_PASSING = frozenset({91, 189, 10107, 11600, 11602, 13435, 13436})


def connect(settings: CommonSettings) -> Database[Document]:
    """Return the service's own database: majority writes, aware datetimes, at most 5 s to find a server."""
    client: MongoClient[Document] = MongoClient(
        settings.mongo_uri,
        appname=settings.database,
        w="majority",
        readConcernLevel="majority",
        tz_aware=True,
        serverSelectionTimeoutMS=5_000,
        connectTimeoutMS=5_000,
        socketTimeoutMS=20_000,
        wTimeoutMS=15_000,
        retryWrites=True,
        uuidRepresentation="standard",
    )
    return client[settings.database]


def is_outage(error: BaseException) -> bool:
    """Return whether the database is away, as opposed to having refused what it was asked."""
    if isinstance(error, (ConnectionFailure, WTimeoutError, ExecutionTimeout)):
        return True
    return isinstance(error, OperationFailure) and error.code in _PASSING


def ping(database: Database[Document]) -> None:
    """Ask the server for a sign of life. Raises pymongo's errors when there is none within 2 s."""
    database.command("ping", maxTimeMS=2_000)
