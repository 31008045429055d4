"""The archive: what keeps it, what looks back with it, and what finishes a rebuild that was killed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.kit.clock import Clock
from services.reporting.adapters.memory_archive import MemoryArchive
from services.reporting.adapters.mongo_archive import MongoArchive
from services.reporting.adapters.rebuilding.making import catch_up
from services.reporting.usecases.archiving.archive_events import ArchiveEvents
from services.reporting.usecases.archiving.known_then import CountsOfNow, KnownThen


@dataclass(frozen=True, slots=True)
class Archiving:
    """`keep` is what every batch goes through first; `catch_up` returns whether it had anything to finish."""

    keep: ArchiveEvents
    known_then: KnownThen
    catch_up: Callable[[], bool]


def archiving(database: Database[Any] | None, now: CountsOfNow, clock: Clock) -> Archiving:
    """Wire it; without a database the archive is in memory."""
    if database is None:
        kept = MemoryArchive()
        return Archiving(ArchiveEvents(kept, clock), KnownThen(kept, now, clock), lambda: False)
    archive = MongoArchive(database)
    archive.ensure_collection()
    return Archiving(ArchiveEvents(archive, clock), KnownThen(archive, now, clock), catch_up(database))
