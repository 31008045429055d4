"""What belongs to forecasting: issuing, showing, watching."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.kit.files.thread_workbench import ThreadWorkbench
from services.reporting.adapters.forecasting.line_calendar import LineCalendar
from services.reporting.adapters.forecasting.memory_alarms import MemoryAlarms
from services.reporting.adapters.forecasting.memory_calls import MemoryCalls
from services.reporting.adapters.forecasting.memory_forecasts import MemoryForecasts
from services.reporting.adapters.forecasting.memory_incidents import MemoryIncidents
from services.reporting.adapters.forecasting.mongo_alarms import MongoAlarms
from services.reporting.adapters.forecasting.mongo_calls import MongoCalls
from services.reporting.adapters.forecasting.mongo_forecasts import MongoForecasts
from services.reporting.adapters.forecasting.mongo_incidents import MongoIncidents
from services.reporting.settings import Settings
from services.reporting.usecases.forecasting.issue_forecasts import IssueForecasts
from services.reporting.usecases.forecasting.ports import Calls, Cases
from services.reporting.usecases.forecasting.show_outlook import ShowOutlook
from services.reporting.usecases.forecasting.watch_outbreaks import Alarms, WatchOutbreaks
from services.reporting.usecases.record_calls import RecordCalls
from services.reporting.usecases.record_incidents import Incidents, RecordIncidents

Snapshot = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Forecasting:
    """`issue` and `watch` are turns of loops; `calls`, `alarms` and `incidents` are for whoever shows them."""

    issue: IssueForecasts
    watch: WatchOutbreaks
    show: ShowOutlook
    record_calls: RecordCalls
    record_incidents: RecordIncidents
    calls: Calls
    alarms: Alarms
    incidents: Incidents


def forecasting(
    database: Database[Any] | None,
    cases: Cases,
    current: Callable[[], Snapshot | None],
    clock: Clock,
    settings: Settings,
) -> Forecasting:
    """Wire it on a database; in memory where there is none."""
    calendar = LineCalendar(current)
    if database is None:
        calls, forecasts, alarms, incidents = MemoryCalls(), MemoryForecasts(), MemoryAlarms(), MemoryIncidents()
        return _wired(cases, calls, forecasts, alarms, incidents, calendar, clock, settings)
    kept = MongoCalls(database), MongoForecasts(database, calendar), MongoAlarms(database), MongoIncidents(database)
    for each in kept:
        each.ensure_indexes()
    return _wired(cases, *kept, calendar, clock, settings)


def _wired(
    cases: Cases, calls: Any, forecasts: Any, alarms: Any, incidents: Any,
    calendar: LineCalendar, clock: Clock, settings: Settings,
) -> Forecasting:  # fmt: skip
    rules = settings.seats
    return Forecasting(
        IssueForecasts(cases, calls, forecasts, calendar, ThreadWorkbench(1), clock),
        WatchOutbreaks(cases, calls, forecasts, alarms, clock),
        ShowOutlook(cases, calls, forecasts, clock, rules, settings.wrap_up_seconds),
        RecordCalls(calls),
        RecordIncidents(incidents),
        calls,
        alarms,
        incidents,
    )
