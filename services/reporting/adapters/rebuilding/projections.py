"""Every projection of reporting that can be made anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from pymongo.database import Database

from services.kit.events import Event
from services.reporting.adapters.fact_documents import whole_document_of
from services.reporting.adapters.mongo_sheets import MongoFactSheets
from services.reporting.adapters.rebuilding.projection import Document, Projection
from services.reporting.usecases.reading import READERS
from services.reporting.usecases.record_facts import RecordFacts, facts_of, merged


def facts(events: Sequence[Event]) -> Sequence[Document]:
    """Return the fact sheets that the events about one case make."""
    now = datetime.now(UTC)
    return [{**whole_document_of(sheet), "changed": now} for sheet in merged(map(facts_of, events))]


def recording(database: Database[Any]) -> Callable[[Sequence[Event]], None]:
    """Return what records events in the projections of `database`, as the running service does."""
    record = RecordFacts(MongoFactSheets(database))
    return lambda events: record([event for event in events if event.type in READERS])


PROJECTIONS = (Projection("facts", frozenset(READERS), facts),)
