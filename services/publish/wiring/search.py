"""What the portal is searched by and what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.kit.storage.leases import MongoLeases
from services.publish.adapters.mongo_counts import MongoCounts
from services.publish.adapters.search.index import MongoSearchIndex
from services.publish.adapters.search.vocabulary import MongoVocabulary
from services.publish.usecases.figures import Counts
from services.publish.usecases.keep_search import DayCounts, KeepSearch, Leases, SearchIndex
from services.publish.usecases.read_query import Vocabulary


@dataclass(frozen=True, slots=True)
class SearchStore:
    """Where words and counts are kept."""

    index: SearchIndex
    vocabulary: Vocabulary
    counts: Counts
    day_counts: DayCounts
    leases: Leases


def search_store(database: Database[Any]) -> SearchStore:
    """Return the store on the service's own database."""
    counts = MongoCounts(database)
    return SearchStore(MongoSearchIndex(database), MongoVocabulary(database), counts, counts, MongoLeases(database))


def keep_search(store: SearchStore, clock: Clock) -> KeepSearch:
    """Return the work behind search and figures."""
    return KeepSearch(store.index, store.day_counts, store.leases, clock)
