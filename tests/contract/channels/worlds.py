"""Where a channel under test works: on memory, and on a real replica set. Both must look the same to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pymongo import MongoClient

from services.intake.adapters.case_document import data_of
from services.intake.adapters.mongo_cases import MongoCases
from services.intake.wiring import Application, build
from services.kit.clock import FixedClock
from services.kit.events import CaseReceived, CatalogChanged, Event
from services.kit.storage.catalog import MongoCatalog
from tests.servers.mongo import Mongo
from tests.unit.intake.chat.fakes import FixedBoard, InMemorySupplements
from tests.unit.intake.fakes import CATALOG, MONDAY, FixedAccounts, FixedCatalog, InMemoryCases, settings
from tests.unit.intake.file_fakes import InMemoryFiles
from tests.unit.intake.gate_fakes import open_gate


@dataclass(frozen=True)
class World:
    """The application and a look behind it. `database` is None in memory; `parts` is what its channels share there."""

    application: Application
    cases: Callable[[], list[CaseReceived]]
    event_keys: Callable[[], list[str]]
    database: Any = None
    parts: dict[str, Any] = field(default_factory=dict)

    def only_case(self) -> CaseReceived:
        """Return the one case there is."""
        (case,) = self.cases()
        return case


def in_memory(cases: InMemoryCases | None = None) -> World:
    """Return a world without servers. It has no outbox."""
    cases, supplements = cases or InMemoryCases(), InMemorySupplements()
    application = build(
        settings(),
        database=_nowhere(),
        cases=cases,
        supplements=supplements,
        files=InMemoryFiles(),
        progress=FixedBoard(),
        at_gate=open_gate(),
        catalog=FixedCatalog(),
        accounts=FixedAccounts(),
        clock=FixedClock(MONDAY),
    )
    stored = cases.stored
    parts = {"cases": cases, "supplements": supplements}
    return World(application, lambda: [each.data for each in stored.values()], list, parts=parts)


def on_mongo(mongo: Mongo) -> World:
    """Return a world on databases of its own."""
    database = mongo.database("intake")
    catalog = MongoCatalog(database)
    data = CatalogChanged(version=1, province="gialai", catalog=CATALOG)
    catalog.record([Event.of(data, source="/routing", subject="gialai", at=MONDAY)])
    application = build(
        settings(),
        database=database,
        cases=MongoCases(database),
        catalog=catalog,
        accounts=FixedAccounts(),
        clock=FixedClock(MONDAY),
    )
    stored = database["cases"]
    return World(
        application,
        lambda: [data_of(each["data"]) for each in stored.find()],
        lambda: [entry["key"] for each in stored.find() for entry in each["outbox"]],
        database,
    )


def _nowhere() -> Any:
    """A database that nobody connects to."""
    return MongoClient("mongodb://nowhere.invalid", connect=False)["intake"]
