"""Where notify keeps what it knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.notify.adapters.mongo_addressees import MongoAddressees
from services.notify.adapters.mongo_ledger import MongoLedger
from services.notify.adapters.mongo_strays import MongoStrays
from services.notify.adapters.mongo_tallies import MongoTallies
from services.notify.adapters.mongo_windows import MongoWindows
from services.notify.adapters.mongo_wordings import MongoWordings
from services.notify.usecases.ports import Addressees, Ledger, Strays, Tallies, Windows
from services.notify.usecases.wordings.ports import Wordings


@dataclass(frozen=True, slots=True)
class Stores:
    """All of notify's collections."""

    addressees: Addressees
    ledger: Ledger
    windows: Windows
    tallies: Tallies
    strays: Strays
    wordings: Wordings


def mongo_stores(database: Database[Any]) -> Stores:
    """Return the real ones, with their indexes."""
    ledger, windows = MongoLedger(database), MongoWindows(database)
    tallies, strays = MongoTallies(database), MongoStrays(database)
    for store in (ledger, windows, tallies, strays):
        store.prepare()
    return Stores(MongoAddressees(database), ledger, windows, tallies, strays, MongoWordings(database))
