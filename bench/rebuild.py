"""How fast reporting makes its figures anew from the archive: as the command does, with a process for each core.

python -m bench.rebuild --scale 1000000         alone, without the rest of `make bench`; on MONGO_URI where it is set
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import click
from pymongo.database import Database

from bench.figures import tell
from bench.lives import archived
from bench.stand import Stand, stand
from services.kit.settings import CommonSettings
from services.kit.storage.mongo import connect
from services.reporting.adapters.mongo_archive import MongoArchive
from services.reporting.adapters.mongo_sheets import MongoFactSheets
from services.reporting.adapters.rebuilding.making import rebuilding

CASES = 20_000
AT_A_TIME = 5_000
PROCESSES = 2
SETTINGS = {"amqp_uri": "", "http_host": "", "http_port": 0, "admin_host": "", "admin_port": 0, "log_level": "INFO",
            "drain_seconds": 0.0}  # fmt: skip


def measure(system: Stand, cases: int = CASES) -> None:
    """Rebuild in a database of its own, and tell. Nothing else should run."""
    _measured(system.environment["MONGO_URI"], system.environment["DATABASE_PREFIX"] + "rebuild", cases)


def _measured(uri: str, name: str, cases: int) -> None:
    settings = CommonSettings(mongo_uri=uri, database=name, **SETTINGS)  # type: ignore[arg-type]
    with _emptied(connect(settings)) as database:
        start = time.monotonic()
        fill(database, cases)
        tell("archive_fill_s", time.monotonic() - start, "s to archive the events of the cases", cases=cases)
        making, seconds = rebuilding(settings, PROCESSES), []
        for _ in range(2):  # the second time there is something in use to compare with
            start = time.monotonic()
            found = making(lambda _done, _about: None)
            seconds.append(time.monotonic() - start)
        rate = found.events / max(seconds)
        tell("rebuild_events_per_s", rate, "events/s", events=found.events, cases=found.documents,
             first_s=round(seconds[0], 1), again_s=round(seconds[1], 1), differing=found.differing,
             worker_mb=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)  # fmt: skip


def fill(database: Database[Any], cases: int) -> None:
    """Archive the events of so many cases."""
    archive = MongoArchive(database)
    archive.ensure_collection()
    MongoFactSheets(database).ensure_indexes()
    entries = archived(cases)
    while chunk := list(islice(entries, AT_A_TIME)):
        archive.append(chunk)


@contextmanager
def _emptied(database: Database[Any]) -> Iterator[Database[Any]]:
    database.client.drop_database(database.name)
    try:
        yield database
    finally:
        database.client.drop_database(database.name)
        database.client.close()


@click.command()
@click.option("--scale", default=CASES, show_default=True, help="How many cases.")
def main(scale: int) -> None:
    """Measure alone."""
    if uri := os.environ.get("MONGO_URI"):
        _measured(uri, "bench_rebuild", scale)
        return
    with stand() as quiet:
        quiet.processes.stop()
        measure(quiet, scale)


if __name__ == "__main__":
    main()
