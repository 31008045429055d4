"""The composition of the knowledge base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.routing.adapters.knowledge_files import read_sheets
from services.routing.adapters.mongo_knowledge import MongoKnowledge
from services.routing.adapters.mongo_knowledge_learning import MongoAnsweredCases, MongoProposals, MongoUses
from services.routing.adapters.mongo_knowledge_uploads import MongoUploads
from services.routing.usecases.knowledge import (
    AnsweredCases,
    EditEntry,
    Entries,
    ExportEntries,
    FindEntries,
    ImportEntries,
    ImportFile,
    IndexEntries,
    LearnFromAnswers,
    Proposals,
    PublishEntries,
    Reading,
    SettleProposal,
    Uploads,
    Uses,
)
from services.routing.usecases.ports import Catalogs


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeStore:
    """The adapters."""

    entries: Entries
    uploads: Uploads
    answered: AnsweredCases
    uses: Uses
    proposals: Proposals


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What can be done with the knowledge base."""

    edit: EditEntry
    publish: PublishEntries
    find: FindEntries
    import_entries: ImportEntries
    import_file: ImportFile
    export: ExportEntries
    index: IndexEntries
    learn: LearnFromAnswers
    proposals: SettleProposal
    store: KnowledgeStore


def knowledge_store(database: Database[Any]) -> KnowledgeStore:
    """Return the adapters on a database."""
    return KnowledgeStore(
        entries=MongoKnowledge(database),
        uploads=MongoUploads(database),
        answered=MongoAnsweredCases(database),
        uses=MongoUses(database),
        proposals=MongoProposals(database),
    )


def prepare(database: Database[Any]) -> None:
    """Create the indexes. Safe to repeat."""
    for each in (MongoKnowledge, MongoUploads, MongoAnsweredCases, MongoUses, MongoProposals):
        each(database).prepare()


def build_knowledge(store: KnowledgeStore, catalogs: Catalogs, clock: Clock) -> Knowledge:
    """Return the use cases."""
    reading = Reading(catalogs)
    edit = EditEntry(store.entries, reading, clock)
    import_entries = ImportEntries(store.entries, reading, clock)
    return Knowledge(
        edit=edit,
        publish=PublishEntries(store.entries, clock),
        find=FindEntries(store.entries, clock),
        import_entries=import_entries,
        import_file=ImportFile(store.uploads, read_sheets, import_entries, clock),
        export=ExportEntries(store.entries),
        index=IndexEntries(store.entries),
        learn=LearnFromAnswers(store.answered, store.uses, store.proposals, catalogs, clock),
        proposals=SettleProposal(store.proposals, edit),
        store=store,
    )
