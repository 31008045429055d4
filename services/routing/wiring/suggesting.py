"""The composition of suggesting: models, decisions, and from when on a guess decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.kit.settings import CommonSettings
from services.routing.adapters.mongo_decisions import MongoClassifiedCases, MongoDecisions
from services.routing.adapters.mongo_models import MongoModels
from services.routing.domain.suggestion import Thresholds
from services.routing.settings import RoutingSettings
from services.routing.settings.suggestion import SuggestionSettings
from services.routing.usecases.ports import Catalogs
from services.routing.usecases.suggesting import KeepDecisions, PutInForce, RollBack, Suggest
from services.routing.usecases.suggesting.ports import ClassifiedCases, Decisions, Models


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionStore:
    """The adapters."""

    models: Models
    decisions: Decisions
    cases: ClassifiedCases


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggesting:
    """What can be done."""

    suggest: Suggest
    keep_decisions: KeepDecisions
    put_in_force: PutInForce
    roll_back: RollBack
    store: SuggestionStore


def suggestion_store(database: Database[Any]) -> SuggestionStore:
    """Return the adapters on a database."""
    return SuggestionStore(
        models=MongoModels(database), decisions=MongoDecisions(database), cases=MongoClassifiedCases(database)
    )


def prepare(database: Database[Any]) -> None:
    """Create the indexes. Safe to repeat."""
    MongoDecisions(database).prepare()
    MongoClassifiedCases(database).prepare()


def build_suggesting(settings: CommonSettings, store: SuggestionStore, catalogs: Catalogs, clock: Clock) -> Suggesting:
    """Return the use cases; commands, which have common settings only, decide about no case."""
    own = settings.suggestion if isinstance(settings, RoutingSettings) else SuggestionSettings()
    thresholds = Thresholds(category=own.threshold, area=own.area_threshold, decides=own.decides)
    return Suggesting(
        suggest=Suggest(store.models, catalogs, clock, thresholds),
        keep_decisions=KeepDecisions(store.cases, store.decisions, catalogs, clock, own.keep_for),
        put_in_force=PutInForce(store.models, clock),
        roll_back=RollBack(store.models),
        store=store,
    )
