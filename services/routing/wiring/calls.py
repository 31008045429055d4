"""The composition of the telephone at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.kit.settings import CommonSettings
from services.routing.adapters.http_hotline import HttpHotline
from services.routing.adapters.mongo_extensions import MongoExtensions
from services.routing.adapters.mongo_promises import MongoPromises
from services.routing.adapters.mongo_waiting import MongoWaiting
from services.routing.settings import RoutingSettings
from services.routing.settings.hotline import HotlineSettings
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.calls import (
    Extensions,
    FileForCaller,
    Foresee,
    Hotline,
    KeepPromises,
    Promises,
    WatchLine,
)
from services.routing.usecases.explain_routing import ExplainRouting
from services.routing.usecases.ports import Cases
from services.routing.usecases.triage import WaitingCases


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStore:
    """The adapters. `hotline` is None where the settings say where it is."""

    extensions: Extensions
    promises: Promises
    waiting: WaitingCases
    hotline: Hotline | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """What operators do, and what is looked into for their pages."""

    hotline: Hotline
    extensions: Extensions
    promises: Promises
    waiting: WaitingCases
    watch_line: WatchLine
    file: FileForCaller
    foresee: Foresee
    keep_promises: KeepPromises


def call_store(database: Database[Any]) -> CallStore:
    """Return the adapters on a database."""
    return CallStore(
        extensions=MongoExtensions(database), promises=MongoPromises(database), waiting=MongoWaiting(database)
    )


def prepare(database: Database[Any]) -> None:
    """Create the indexes. Safe to repeat."""
    MongoPromises(database).prepare()
    MongoWaiting(database).prepare()


def build_calls(
    settings: CommonSettings, store: CallStore, cases: Cases, act: ActOnCase, explain: ExplainRouting, clock: Clock
) -> Calls:
    """Return the use cases. Commands, which have common settings only, call no hotline."""
    hotline = store.hotline or _hotline(settings)
    return Calls(
        hotline=hotline,
        extensions=store.extensions,
        promises=store.promises,
        waiting=store.waiting,
        watch_line=WatchLine(hotline, store.extensions),
        file=FileForCaller(hotline, store.promises, clock),
        foresee=Foresee(explain, clock),
        keep_promises=KeepPromises(store.promises, cases, act, clock),
    )


def _hotline(settings: CommonSettings) -> Hotline:
    own = settings.hotline if isinstance(settings, RoutingSettings) else HotlineSettings()
    key = settings.desk_key if isinstance(settings, RoutingSettings) else ""
    return HttpHotline(own.url, key, own.seconds)
