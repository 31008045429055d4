"""The composition of joining cases, of moving those of dissolved units, and of incidents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.routing.adapters.mongo_followers import MongoFollowers
from services.routing.adapters.mongo_incidents import MongoIncidents
from services.routing.adapters.mongo_neighbours import MongoNeighbours
from services.routing.adapters.mongo_responsibilities import MongoResponsibilities
from services.routing.adapters.mongo_signs import MongoSigns
from services.routing.usecases.incidents import DecideIncident, Incidents, JoinIncidents, NoticeOutbreaks, Signs
from services.routing.usecases.merging import FindDuplicates, Followers, Neighbours, Regroup, SettleFollowers, Succeed
from services.routing.usecases.moving.move_dissolved import MoveDissolved
from services.routing.usecases.moving.ports import Responsibilities
from services.routing.usecases.ports import Cases, Catalogs, Linker


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeStore:
    """The adapters."""

    neighbours: Neighbours
    followers: Followers
    responsibilities: Responsibilities
    incidents: Incidents
    signs: Signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """The use cases. What joins two cases is a request like others (`usecases/requests/merge.py`)."""

    find_duplicates: FindDuplicates
    settle_followers: SettleFollowers
    move_dissolved: MoveDissolved
    notice_outbreaks: NoticeOutbreaks
    join_incidents: JoinIncidents
    decide_incident: DecideIncident


def merge_store(database: Database[Any]) -> MergeStore:
    """Return the adapters on a database."""
    return MergeStore(
        neighbours=MongoNeighbours(database),
        followers=MongoFollowers(database),
        responsibilities=MongoResponsibilities(database),
        incidents=MongoIncidents(database),
        signs=MongoSigns(database),
    )


def prepare(database: Database[Any]) -> None:
    """Create the indexes. Safe to repeat."""
    for adapter in (MongoNeighbours, MongoFollowers, MongoResponsibilities, MongoIncidents):
        adapter(database).prepare()


def build_merging(
    store: MergeStore, cases: Cases, catalogs: Catalogs, clock: Clock, links: Linker, answer_links: Linker
) -> Merging:
    """Return the use cases."""
    means = (cases, catalogs, clock, links)
    settle = SettleFollowers(
        cases, store.followers, catalogs, clock, links, answer_links, Regroup(*means), Succeed(*means)
    )
    return Merging(
        find_duplicates=FindDuplicates(store.neighbours, catalogs, clock),
        settle_followers=settle,
        move_dissolved=MoveDissolved(cases, store.responsibilities, catalogs, clock, links),
        notice_outbreaks=NoticeOutbreaks(store.signs, store.incidents, catalogs, clock),
        join_incidents=JoinIncidents(store.signs, store.incidents, cases, catalogs, clock, links),
        decide_incident=DecideIncident(store.incidents, store.signs, cases, catalogs, clock),
    )
