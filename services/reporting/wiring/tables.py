"""The standard tables, wired."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.reporting.adapters.forecasting.memory_calls import MemoryCalls
from services.reporting.adapters.forecasting.mongo_calls import MongoCalls
from services.reporting.settings import Settings
from services.reporting.usecases.make_table import MakeTable
from services.reporting.usecases.ports import Counts, Names


def tables(database: Database[Any] | None, counts: Counts, names: Names, clock: Clock, settings: Settings) -> MakeTable:
    """Return what makes tables; without a database there are no calls."""
    calls = MongoCalls(database) if database is not None else MemoryCalls()
    return MakeTable(counts, calls, names, clock, settings.cut, settings.soon)
