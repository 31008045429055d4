"""A MongoDB replica set for the whole run, and a family of databases of its own for each test."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pymongo import MongoClient
from pymongo.database import Database

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mongo:
    """Databases whose names begin with `prefix`. `client` is the test's own connection to look into them."""

    uri: str
    prefix: str
    client: MongoClient[Document]

    def database(self, service: str) -> Database[Document]:
        """Return the database that `service` uses."""
        return self.client[self.prefix + service]

    def environment(self) -> dict[str, str]:
        """Return what a process needs to work on these databases."""
        return {"MONGO_URI": self.uri, "DATABASE_PREFIX": self.prefix}


@contextmanager
def fresh_databases(uri: str) -> Iterator[Mongo]:
    """Give a prefix nobody else has; every database that begins with it is dropped afterwards."""
    prefix = f"test_{secrets.token_hex(5)}_"
    with MongoClient[Document](uri, tz_aware=True, w="majority", serverSelectionTimeoutMS=30_000) as client:
        try:
            yield Mongo(uri, prefix, client)
        finally:
            for name in client.list_database_names():
                if name.startswith(prefix):
                    client.drop_database(name)
