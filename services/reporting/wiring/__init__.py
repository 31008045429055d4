"""Reporting's composition root: real adapters unless a test brings its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from pymongo.database import Database

from services.kit.clock import Clock, SystemClock
from services.kit.events import Event
from services.kit.storage.catalog import MongoCatalog
from services.kit.storage.mongo import connect, ping
from services.reporting.adapters.catalog_names import CatalogNames
from services.reporting.adapters.columns.census import Census
from services.reporting.adapters.columns.counts import ColumnCounts
from services.reporting.adapters.columns.following import Follower
from services.reporting.adapters.columns.then import CensusThen
from services.reporting.adapters.forecasting.column_cases import ColumnCases
from services.reporting.adapters.forecasting.memory_cases import MemoryCases
from services.reporting.adapters.mongo_sheets import MongoFactSheets
from services.reporting.adapters.remembered_counts import RememberedCounts
from services.reporting.settings import Settings
from services.reporting.usecases.archiving.known_then import CountsOfNow
from services.reporting.usecases.dashboard.show_dashboard import ShowDashboard
from services.reporting.usecases.forecasting.ports import Cases
from services.reporting.usecases.make_report import MakeReport
from services.reporting.usecases.make_table import MakeTable
from services.reporting.usecases.ports import Counts, FactSheets
from services.reporting.usecases.record_facts import RecordFacts
from services.reporting.wiring.archiving import Archiving, archiving
from services.reporting.wiring.exporting import Exporting, exporting
from services.reporting.wiring.forecasting import Forecasting, forecasting
from services.reporting.wiring.tables import tables


class Catalog(Protocol):
    """The reference data as this service keeps it."""

    def current(self) -> Mapping[str, Any] | None:
        """Return the snapshot, or None while none has arrived."""

    def province(self) -> Mapping[str, Any]:
        """Return the snapshot's part about the province."""

    def record(self, events: Sequence[Event]) -> None:
        """Keep the newest snapshot of `catalog.changed` events."""


@dataclass(frozen=True, slots=True)
class Application:
    """What the reporting service can do."""

    settings: Settings
    province: Callable[[], Mapping[str, Any]]
    keep_catalog: Callable[[Sequence[Event]], None]
    record_facts: RecordFacts
    make_report: MakeReport
    make_table: MakeTable
    archiving: Archiving
    exporting: Exporting
    forecasting: Forecasting
    show_dashboard: ShowDashboard
    follow: Callable[[], bool] = lambda: False
    probes: Mapping[str, Callable[[], str | None]] = field(default_factory=dict)

    def record_calls(self, events: Sequence[Event]) -> None:
        """Record what `call.ended` says."""
        self.forecasting.record_calls(events)

    def record_incidents(self, events: Sequence[Event]) -> None:
        """Record what `incident.changed` says."""
        self.forecasting.record_incidents(events)


def build(
    settings: Settings,
    *,
    database: Database[Any] | None = None,
    sheets: FactSheets | None = None,
    counts: Counts | None = None,
    catalog: Catalog | None = None,
    clock: Clock | None = None,
    cases: Cases | None = None,
) -> Application:
    """Wire the use cases. Connects to MongoDB unless all stores are given."""
    clock, opened = clock or SystemClock(), None
    now: CountsOfNow = CensusThen(Census())
    probes: dict[str, Callable[[], str | None]] = {}
    follow: Callable[[], bool] = lambda: False  # noqa: E731 - there is nothing to follow
    if sheets is None or counts is None or catalog is None:
        opened = database if database is not None else connect(settings)
        catalog = catalog or MongoCatalog(opened)
        sheets, counts, now, follower, cases = _followed(opened)
        follow = follower.turn
        probes = {"mongodb": lambda: ping(opened), "facts": follower.complaint}
    names = CatalogNames(catalog.current)
    remembered = RememberedCounts(counts, settings.remembered_seconds)
    report = MakeReport(remembered, names, clock, settings.cut, settings.soon)
    table = tables(opened, remembered, names, clock, settings)
    kept = archiving(opened, now, clock)
    out = exporting(opened, table, catalog.province, clock, settings)
    record = RecordFacts(sheets)
    ahead = forecasting(opened, cases or MemoryCases(), catalog.current, clock, settings)
    glance = ShowDashboard(
        remembered, names, ahead.calls, ahead.alarms, ahead.incidents, ahead.show.hours, clock, settings.soon
    )
    return Application(
        settings, catalog.province, catalog.record, record, report, table, kept, out, ahead, glance, follow, probes
    )


def _followed(database: Database[Any]) -> tuple[FactSheets, Counts, CountsOfNow, Follower, Cases]:
    """Return the sheets, what counts them, and who keeps that up to date. A small province is there at once."""
    sheets, census = MongoFactSheets(database), Census()
    sheets.ensure_indexes()
    follower = Follower(sheets, census)
    follower.turn()
    complaint = follower.complaint
    return (
        sheets,
        ColumnCounts(census, complaint),
        CensusThen(census, complaint),
        follower,
        ColumnCases(census, complaint),
    )
