"""Both keepers of forecasts keep the promises."""

from __future__ import annotations

from typing import Any

import pytest
from pymongo.database import Database

from services.reporting.adapters.forecasting.memory_forecasts import MemoryForecasts
from services.reporting.adapters.forecasting.mongo_forecasts import MongoForecasts
from services.reporting.usecases.forecasting.ports import Forecasts
from tests.contract.reporting.forecasts_contract import CALENDAR, ForecastsContract, issued
from tests.servers.mongo import Mongo

__all__ = ["issued"]


class TestMemoryForecasts(ForecastsContract):
    """For tests."""

    def fresh(self) -> Forecasts:
        """Return an empty keeper."""
        return MemoryForecasts()


@pytest.mark.integration
class TestMongoForecasts(ForecastsContract):
    """For the province."""

    database: Database[Any]

    @pytest.fixture(autouse=True)
    def _database(self, shared_mongo: Mongo) -> None:
        self.database = shared_mongo.database("reporting")

    def fresh(self) -> Forecasts:
        """Return an empty keeper."""
        self.database["forecasts"].delete_many({})
        keeper = MongoForecasts(self.database, lambda: CALENDAR)
        keeper.ensure_indexes()
        return keeper
