"""The composition of the knowledge base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.routing.adapters.mongo_knowledge import MongoKnowledge
from services.routing.usecases.knowledge import EditEntry, Entries, FindEntries, PublishEntries, Reading
from services.routing.usecases.ports import Catalogs


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeStore:
    """The adapters."""

    entries: Entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What can be done with the knowledge base."""

    edit: EditEntry
    publish: PublishEntries
    find: FindEntries
    store: KnowledgeStore


def knowledge_store(database: Database[Any]) -> KnowledgeStore:
    """Return the adapters on a database."""
    return KnowledgeStore(entries=MongoKnowledge(database))


def prepare(database: Database[Any]) -> None:
    """Create the indexes. Safe to repeat."""
    MongoKnowledge(database).prepare()


def build_knowledge(store: KnowledgeStore, catalogs: Catalogs, clock: Clock) -> Knowledge:
    """Return the use cases."""
    reading = Reading(catalogs)
    return Knowledge(
        edit=EditEntry(store.entries, reading, clock),
        publish=PublishEntries(store.entries, clock),
        find=FindEntries(store.entries, clock),
        store=store,
    )
