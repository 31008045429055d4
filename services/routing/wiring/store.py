"""All of routing's adapters on one database."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from services.kit.storage.accounts import MongoAccounts
from services.kit.storage.mongo import ping
from services.routing.adapters.mongo_accounts import MongoAccountBook
from services.routing.adapters.mongo_cases import MongoCases
from services.routing.adapters.mongo_catalogs import MongoCatalogs
from services.routing.adapters.mongo_clocks import MongoClocks
from services.routing.adapters.mongo_rejections import MongoRejections
from services.routing.adapters.mongo_texts import MongoTexts
from services.routing.wiring import (
    amending,
    calls,
    case_page,
    gateway,
    knowledge,
    listing,
    merging,
    rules,
    sign_in,
    suggesting,
)
from services.routing.wiring.adapters import Adapters


class Store:
    """All adapters on one database."""

    def __init__(self, database: Database[Any]) -> None:
        self._database = database
        self.cases = MongoCases(database)
        self.catalogs = MongoCatalogs(database)
        self.rejections = MongoRejections(database)
        self.account_book = MongoAccountBook(database)
        self.accounts = MongoAccounts(database)
        self.clocks = MongoClocks(database)
        self.case_store = case_page.case_store(database)
        self.gateway_store = gateway.gateway_store(database)
        self.suggestion_store = suggesting.suggestion_store(database)
        self.sign_in_store = sign_in.sign_in_store(database, self.account_book)
        self._prepared = False

    def adapters(self) -> Adapters:
        """Return what the application runs on."""
        return Adapters(
            cases=self.cases,
            catalogs=self.catalogs,
            rejections=self.rejections,
            account_book=self.account_book,
            accounts=self.accounts,
            case_store=self.case_store,
            clocks=self.clocks,
            gateway_store=self.gateway_store,
            sign_in_store=self.sign_in_store,
            list_store=listing.list_store(self._database),
            merge_store=merging.merge_store(self._database),
            call_store=calls.call_store(self._database),
            texts=MongoTexts(self._database),
            knowledge_store=knowledge.knowledge_store(self._database),
            suggestion_store=self.suggestion_store,
            rule_store=rules.rule_store(self._database),
            amending_store=amending.amending_store(self._database, self.catalogs),
            probes={"database": self.problem, "catalogue": self.no_catalogue},
        )

    def prepare(self) -> None:
        """Create the indexes, once per process: without its own, the relay would not find an outbox."""
        if not self._prepared:
            for each in (self.cases, self.catalogs, self.rejections, self.account_book, self.clocks):
                each.prepare()
            case_page.prepare(self._database)
            gateway.prepare(self._database)
            suggesting.prepare(self._database)
            sign_in.prepare(self._database)
            listing.prepare(self._database)
            merging.prepare(self._database)
            amending.prepare(self._database)
            calls.prepare(self._database)
            knowledge.prepare(self._database)
            self._prepared = True

    def problem(self) -> str | None:
        """Readiness: the database answers and has its indexes."""
        self.prepare()
        ping(self._database)
        return None

    def no_catalogue(self) -> str | None:
        """Readiness: without a catalogue nothing can be routed."""
        return None if self.catalogs.copy.current() else "no catalogue has been loaded"
