"""Keepers of subscriptions and sendings, in memory and in MongoDB, keep the same promises."""

from __future__ import annotations

from typing import Any

import pytest
from pymongo.database import Database

from services.reporting.adapters.mailing.memory_mailing import MemorySendings, MemorySubscriptions
from services.reporting.adapters.mailing.mongo_sendings import MongoSendings
from services.reporting.adapters.mailing.mongo_subscriptions import MongoSubscriptions
from services.reporting.usecases.mailing.ports import Sendings, Subscriptions
from tests.contract.reporting.mailing_contract import SendingsContract, SubscriptionsContract
from tests.servers.mongo import Mongo


class TestMemorySubscriptions(SubscriptionsContract):
    """In memory."""

    def fresh(self) -> Subscriptions:
        """Return an empty keeper."""
        return MemorySubscriptions()


class TestMemorySendings(SendingsContract):
    """In memory."""

    def fresh(self) -> Sendings:
        """Return an empty keeper."""
        return MemorySendings()


@pytest.mark.integration
class TestMongoSubscriptions(SubscriptionsContract):
    """On a real server."""

    database: Database[Any]

    @pytest.fixture(autouse=True)
    def _database(self, shared_mongo: Mongo) -> None:
        self.database = shared_mongo.database("reporting")

    def fresh(self) -> Subscriptions:
        """Return an empty keeper."""
        self.database["subscriptions"].delete_many({})
        return MongoSubscriptions(self.database)


@pytest.mark.integration
class TestMongoSendings(SendingsContract):
    """On a real server."""

    database: Database[Any]

    @pytest.fixture(autouse=True)
    def _database(self, shared_mongo: Mongo) -> None:
        self.database = shared_mongo.database("reporting")

    def fresh(self) -> Sendings:
        """Return an empty keeper."""
        self.database["report_mails"].delete_many({})
        kept = MongoSendings(self.database)
        kept.ensure_indexes()
        return kept
