"""What the portal's use cases are given: by default everything on one MongoDB, in tests whatever they bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.kit.clock import Clock
from services.kit.health import Probe
from services.kit.storage.accounts import MongoAccounts
from services.kit.storage.catalog import MongoCatalog
from services.kit.storage.mongo import connect, ping
from services.publish.adapters.indexes import Indexes
from services.publish.adapters.mongo_attempts import MongoAttempts
from services.publish.adapters.mongo_cases import MongoCases
from services.publish.adapters.mongo_knowledge import MongoKnowledge
from services.publish.adapters.mongo_public import MongoPublicCases
from services.publish.adapters.mongo_ratings import MongoRatings
from services.publish.adapters.mongo_stream import MongoPublishedStream
from services.publish.adapters.mongo_withdrawals import MongoWithdrawals
from services.publish.settings import Settings
from services.publish.usecases.knowledge import KnowledgeStore
from services.publish.usecases.open_data import PublishedStream
from services.publish.usecases.ports import Attempts, Cases, PublicCases, Ratings, Withdrawals
from services.publish.wiring.editing import EditingStore, editing_store
from services.publish.wiring.ledger import LedgerStore, ledger_store
from services.publish.wiring.search import SearchStore, search_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapters:
    """One of each. `probes` say what is wrong with them."""

    cases: Cases
    published: PublicCases
    attempts: Attempts
    ratings: Ratings
    withdrawals: Withdrawals
    knowledge: KnowledgeStore
    ledger: LedgerStore
    editing: EditingStore
    stream: PublishedStream
    search: SearchStore
    catalog: Any
    accounts: Any
    probes: Mapping[str, Probe] = field(default_factory=dict)


def on_mongo(settings: Settings, clock: Clock) -> Adapters:
    """Return all adapters on the service's own database."""
    database = connect(settings)
    indexes = Indexes(database)

    def problem() -> str | None:
        """Readiness: the database answers and has its indexes."""
        indexes.ensure()
        ping(database)
        return None

    return Adapters(
        cases=MongoCases(database),
        published=MongoPublicCases(database),
        attempts=MongoAttempts(database, clock),
        ratings=MongoRatings(database),
        withdrawals=MongoWithdrawals(database),
        knowledge=MongoKnowledge(database),
        ledger=ledger_store(database),
        editing=editing_store(database, settings, clock),
        stream=MongoPublishedStream(database),
        search=search_store(database),
        catalog=MongoCatalog(database),
        accounts=MongoAccounts(database),
        probes={"database": problem},
    )
