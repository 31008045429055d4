"""`hotline report` and `hotline reporting` on a real database."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import chain
from typing import Any

import pytest
from pymongo.database import Database

from services.kit.clock import FixedClock
from services.kit.events import CatalogChanged, Event
from services.kit.storage.catalog import MongoCatalog
from services.reporting.adapters.mongo_archive import MongoArchive
from services.reporting.adapters.mongo_sheets import MongoFactSheets
from services.reporting.adapters.rebuilding.projections import recording
from services.reporting.usecases.archiving.archive_events import ArchiveEvents
from tests.servers.mongo import Mongo
from tests.unit.reporting.builders import local
from tests.unit.reporting.lives import lives
from tests.unit.reporting.site import CATALOG

pytestmark = pytest.mark.integration


@pytest.fixture
def database(mongo: Mongo) -> Database[Any]:
    """The database that the commands are pointed at."""
    found = mongo.database("reporting")
    MongoArchive(found).ensure_collection()
    MongoFactSheets(found).ensure_indexes()
    return found


def told(database: Database[Any], events: list[Event], at: str) -> None:
    """Let the service have been told of events at a local time."""
    kept = ArchiveEvents(MongoArchive(database), FixedClock(local(at)))(events)
    recording(database)(kept)
    MongoCatalog(database).record([event for event in kept if event.type == "catalog.changed"])


class Hotline:
    """The command line, in processes of its own."""

    def __init__(self, mongo: Mongo) -> None:
        self._environment = {**os.environ, **mongo.environment(), "AMQP_URI": "amqp://unused"}

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command and wait for its end."""
        command = [sys.executable, "-m", "services.ops.cli", *arguments]
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def hotline(mongo: Mongo) -> Hotline:
    """`hotline`, on the same database."""
    return Hotline(mongo)


def catalog(version: int, name: str) -> Event:
    """Return the news that an agency has a name."""
    agencies = [{"slug": "so-y-te", "name": name}]
    data = CatalogChanged(version=version, province="gialai", catalog={**CATALOG, "agencies": agencies})
    return Event.of(data, source="/routing", subject="gialai", at=local("2026-11-01 08:00"), id=f"catalog-{version}")


def test_rebuilding_prints_the_digest_and_checking_finds_what_was_spoilt(
    database: Database[Any], hotline: Hotline
) -> None:
    told(database, list(chain.from_iterable(lives(8))), "2026-11-20 08:00")
    rebuilt = hotline("reporting", "rebuild", "--processes", "2")
    digests = re.findall(r"[0-9a-f]{64}", rebuilt.stdout)
    assert (rebuilt.returncode, len(digests), len(set(digests))) == (0, 2, 1)
    assert hotline("reporting", "rebuild", "--check", "--processes", "1").returncode == 0
    database["facts"].update_one({"_id": "2611020000003"}, {"$unset": {"received": ""}})
    checked = hotline("reporting", "rebuild", "--check", "--processes", "1")
    assert (checked.returncode, "facts/2611020000003" in checked.stdout) == (1, True)
    assert hotline("reporting", "rebuild", "--dry-run", "--processes", "1").returncode == 0
    assert "received" not in (database["facts"].find_one({"_id": "2611020000003"}) or {})


def test_a_report_of_an_instant_is_what_it_was_then_with_the_names_of_then(
    database: Database[Any], hotline: Hotline
) -> None:
    told(database, [catalog(1, "Sở Y tế cũ"), *lives(3)[0]], "2026-11-20 08:00")
    before = hotline("report", "--month", "2026-11", "--csv", "--as-of", "2026-11-20T09:00")
    told(database, [catalog(2, "Sở Y tế mới"), *chain.from_iterable(lives(3)[1:])], "2026-11-20 10:00")
    after = hotline("report", "--month", "2026-11", "--csv", "--as-of", "2026-11-20T09:00")
    later = hotline("report", "--month", "2026-11", "--csv", "--as-of", "2026-11-20")
    assert before.returncode == 0
    assert "Sở Y tế cũ" in before.stdout
    assert after.stdout == before.stdout
    assert "Sở Y tế mới" in later.stdout
    assert later.stdout.count("\n") > before.stdout.count("\n")


@pytest.mark.parametrize(("text", "slug"), [("hôm qua", "not-an-instant"), ("2190-01-01", "instant-not-settled")])
def test_an_instant_that_is_none_is_refused(database: Database[Any], hotline: Hotline, text: str, slug: str) -> None:
    refused = hotline("report", "--as-of", text)
    assert (refused.returncode, slug in refused.stderr) == (2, True)
    assert database["facts"].count_documents({}) == 0


def test_subscriptions_are_added_listed_stopped_and_resumed(database: Database[Any], hotline: Hotline) -> None:
    added = hotline("reporting", "subscriptions", "add", "lanh.dao@example.org", "--table", "unit", "--every", "week")
    name = re.search(r"[0-9a-f]{8}", added.stdout)
    assert name is not None
    assert "lanh.dao@example.org" in hotline("reporting", "subscriptions", "list").stdout
    assert hotline("reporting", "subscriptions", "stop", name[0]).returncode == 0
    assert (database["subscriptions"].find_one() or {})["active"] is False
    assert hotline("reporting", "subscriptions", "resume", name[0]).returncode == 0
    assert "no-such-subscription" in hotline("reporting", "subscriptions", "stop", "x").stderr


def test_figures_of_persons_cannot_be_subscribed_to(hotline: Hotline) -> None:
    assert hotline("reporting", "subscriptions", "add", "a@example.org", "--table", "person").returncode == 2


def test_an_uncertain_mail_is_shown_and_settled(database: Database[Any], hotline: Hotline) -> None:
    database["report_mails"].insert_one(
        {"_id": "a:2026-10", "subscription": "a", "span": "2026-10", "state": "uncertain",
         "since": local("2026-11-01 07:00"), "attempts": 1, "reason": "TimeoutError"}
    )  # fmt: skip
    assert "a:2026-10" in hotline("reporting", "subscriptions", "sendings", "--state", "uncertain").stdout
    assert hotline("reporting", "subscriptions", "settle", "a:2026-10", "arrived").returncode == 0
    assert (database["report_mails"].find_one() or {})["state"] == "sent"
