"""The composition of changes to the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.kit.settings import CommonSettings
from services.routing import catalog as catalog_files
from services.routing.adapters.mongo_amendments import MongoAmendments, MongoHoldings
from services.routing.usecases.amending import (
    Amendments,
    Approve,
    BringBack,
    Changing,
    EditCatalogue,
    FindAmendments,
    Holdings,
    Judge,
    Propose,
    PutInForce,
    Versions,
    Withdraw,
)
from services.routing.usecases.blocking import BlockList
from services.routing.usecases.rules.ports import RuleSets
from services.routing.wiring.blocking import build_blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendingStore:
    """The adapters."""

    amendments: Amendments
    versions: Versions
    holdings: Holdings


@dataclass(frozen=True, slots=True, kw_only=True)
class Amending:
    """What can be done, and what pages look into. `blocks`: the hotline's list, where the settings say where it is."""

    amendments: Amendments
    versions: Versions
    find: FindAmendments
    judge: Judge
    edit: EditCatalogue
    propose: Propose
    approve: Approve
    withdraw: Withdraw
    bring_back: BringBack
    put_in_force: PutInForce
    blocks: BlockList | None


def amending_store(database: Database[Any], versions: Versions) -> AmendingStore:
    """Return the adapters on a database."""
    return AmendingStore(amendments=MongoAmendments(database), versions=versions, holdings=MongoHoldings(database))


def prepare(database: Database[Any]) -> None:
    """Create the indexes. Safe to repeat."""
    MongoAmendments(database).prepare()


def build_amending(settings: CommonSettings, store: AmendingStore, sets: RuleSets | None, clock: Clock) -> Amending:
    """Return the use cases. `sets`: the rules that the changed catalogue must fit."""
    changing = Changing(store.amendments, clock)
    edit = EditCatalogue(changing, store.versions)
    judge = Judge(catalog_files.check, catalog_files.check_rules, sets, store.holdings, clock)
    put_in_force = PutInForce(store.amendments, store.versions, judge, clock)
    return Amending(
        amendments=store.amendments,
        versions=store.versions,
        find=FindAmendments(store.amendments, store.versions),
        judge=judge,
        edit=edit,
        propose=Propose(changing, edit, judge),
        approve=Approve(changing, edit, judge, put_in_force),
        withdraw=Withdraw(changing),
        bring_back=BringBack(changing, edit, store.versions),
        put_in_force=put_in_force,
        blocks=build_blocks(settings),
    )
