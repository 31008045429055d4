"""Looking back in a program that asks once and ends."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.reporting.adapters.columns.census import Census
from services.reporting.adapters.columns.following import Follower
from services.reporting.adapters.columns.then import CensusThen
from services.reporting.adapters.mongo_archive import MongoArchive
from services.reporting.adapters.mongo_sheets import MongoFactSheets
from services.reporting.usecases.archiving.known_then import KnownThen


def known_then(database: Database[Any], clock: Clock) -> KnownThen:
    """Return what looks back, once all facts were read."""
    census = Census()
    follower = Follower(MongoFactSheets(database), census)
    while not follower.loaded:
        follower.turn()
    return KnownThen(MongoArchive(database), CensusThen(census), clock)
