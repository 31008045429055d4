"""The composition of joining cases, of moving those of dissolved units, and of incidents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.routing.adapters.mongo_incidents import MongoBursts, MongoIncidents
from services.routing.adapters.mongo_neighbours import MongoNeighbours
from services.routing.adapters.mongo_responsibilities import MongoResponsibilities
from services.routing.usecases.incidents.decide_incident import DecideIncident
from services.routing.usecases.incidents.ports import Bursts, Incidents
from services.routing.usecases.incidents.watch_bursts import WatchBursts
from services.routing.usecases.merging.find_duplicates import FindDuplicates
from services.routing.usecases.merging.merge_cases import MergeCases
from services.routing.usecases.merging.ports import Neighbours
from services.routing.usecases.merging.spread_answers import SpreadAnswers
from services.routing.usecases.moving.move_dissolved import MoveDissolved
from services.routing.usecases.moving.ports import Responsibilities
from services.routing.usecases.ports import Cases, Catalogs, Linker


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeStore:
    """The adapters."""

    neighbours: Neighbours
    responsibilities: Responsibilities
    incidents: Incidents
    bursts: Bursts


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """The use cases."""

    find_duplicates: FindDuplicates
    merge_cases: MergeCases
    spread_answers: SpreadAnswers
    move_dissolved: MoveDissolved
    watch_bursts: WatchBursts
    decide_incident: DecideIncident
    incidents: Incidents


def merge_store(database: Database[Any]) -> MergeStore:
    """Return the adapters on a database."""
    return MergeStore(
        neighbours=MongoNeighbours(database),
        responsibilities=MongoResponsibilities(database),
        incidents=MongoIncidents(database),
        bursts=MongoBursts(database),
    )


def prepare(database: Database[Any]) -> None:
    """Create the indexes. Safe to repeat."""
    MongoNeighbours(database).prepare()
    MongoIncidents(database).prepare()
    MongoResponsibilities(database).prepare()


def build_merging(store: MergeStore, cases: Cases, catalogs: Catalogs, clock: Clock, links: Linker) -> Merging:
    """Return the use cases."""
    merge = MergeCases(cases, catalogs, clock, links)
    return Merging(
        find_duplicates=FindDuplicates(store.neighbours, clock),
        merge_cases=merge,
        spread_answers=SpreadAnswers(cases, store.neighbours, clock),
        move_dissolved=MoveDissolved(cases, store.responsibilities, catalogs, clock, links),
        watch_bursts=WatchBursts(store.bursts, store.incidents, merge, catalogs, clock),
        decide_incident=DecideIncident(store.incidents, store.bursts, cases, merge, clock),
        incidents=store.incidents,
    )
