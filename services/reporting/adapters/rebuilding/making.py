"""Everything that making the projections anew takes, put together on a database."""

from __future__ import annotations

from typing import Any, cast

from pymongo.database import Database

from services.kit.clock import Clock, SystemClock
from services.kit.settings import CommonSettings
from services.kit.storage.leases import MongoLeases
from services.kit.storage.mongo import connect
from services.reporting.adapters.mongo_archive import MongoArchive
from services.reporting.adapters.rebuilding.crew import ManyHands, OneHand
from services.reporting.adapters.rebuilding.fold_stretch import FoldStretch
from services.reporting.adapters.rebuilding.projections import PROJECTIONS, recording
from services.reporting.adapters.rebuilding.turn import LeasedTurn
from services.reporting.adapters.rebuilding.workshop import Beside, MongoWorkshop
from services.reporting.usecases.archiving.catch_up import CatchUp
from services.reporting.usecases.archiving.rebuild import Rebuild


def rebuilding(settings: CommonSettings, processes: int) -> Rebuild:
    """Return the use case as a command runs it: with so many processes beside this one; 1 is this one alone."""
    database = connect(settings)
    here = FoldStretch(database, MongoArchive(database), PROJECTIONS)
    return made(database, ManyHands(settings, processes, here) if processes > 1 else OneHand(here))


def made(database: Database[Any], crew: OneHand | ManyHands, clock: Clock | None = None) -> Rebuild:
    """Return the use case on a database."""
    clock, archive = clock or SystemClock(), MongoArchive(database)
    workshop = workshop_of(database)
    caught_up = CatchUp(archive, workshop, recording(database))
    return Rebuild(archive, crew, workshop, caught_up, LeasedTurn(MongoLeases(database), clock), clock)


def catch_up(database: Database[Any]) -> CatchUp:
    """Return what finishes the catching up of a rebuild that was killed; the running service looks now and then."""
    return CatchUp(MongoArchive(database), workshop_of(database), recording(database))


def workshop_of(database: Database[Any]) -> MongoWorkshop:
    """Return the workshop beside what is in use."""
    names = [projection.collection for projection in PROJECTIONS]
    beside = cast(Database[Any], Beside(database, names))
    return MongoWorkshop(database, PROJECTIONS, recording(beside))
