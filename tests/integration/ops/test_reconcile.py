"""`hotline reconcile` on a real MongoDB: what it prints, how it exits, and that it cannot write."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from deploy.local.state import ROOT
from tests.servers.mongo import Mongo

pytestmark = pytest.mark.integration

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
CODES = ("2611200000017", "2611200000025")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(mongo: Mongo) -> Run:
    """Run the command as an operator does."""

    def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        whole = {**os.environ, **mongo.environment(), **env}
        command = [sys.executable, "-m", "services.ops.cli", "reconcile", *arguments]
        return subprocess.run(command, cwd=ROOT, env=whole, capture_output=True, text=True, timeout=60, check=False)

    return run


def complete(mongo: Mongo, code: str) -> None:
    """Put an answered case with an e-mail address into every database, as the services store it."""
    contact = {"name": "Nguyễn Văn An", "phone": None, "email": "an@example.org"}
    mongo.database("intake")["cases"].insert_one(
        {
            "_id": code,
            "channel": "web",
            "client_key": code,
            "received_at": AT,
            "data": {"contact": contact},
            "outbox": [],
        }
    )
    mongo.database("routing")["cases"].insert_one(
        {"_id": code, "state": "answered", "submission": {"received_at": AT},
         "history": [{"did": "routed", "at": AT}, {"did": "answered", "at": AT}],
         "answer": {"at": AT, "text": "Đã sửa"}, "outbox": []}
    )  # fmt: skip
    mongo.database("notify")["messages"].insert_many(
        {"_id": f"{code}:{type_}", "code": code, "type": type_, "event": f"{type_}-1", "state": "sent"}
        for type_ in ("case.received", "case.routed", "case.answered")
    )
    mongo.database("publish")["cases"].insert_one({"_id": code, "state": "published", "answered_at": AT, "outbox": []})
    mongo.database("reporting")["facts"].insert_one({"_id": code, "received": {"at": AT}, "answered": {"at": AT}})


def days(result: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """Return what `--json` printed."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_nothing_received_adds_up(run: Run) -> None:
    result = run()
    assert (result.returncode, result.stderr) == (0, "")
    assert "Mọi phản ánh đều khớp." in result.stdout


def test_complete_cases_add_up_and_the_day_is_the_local_one(mongo: Mongo, run: Run) -> None:
    for code in CODES:
        complete(mongo, code)
    result = run("--day", "2026-11-20", "--json")
    assert result.returncode == 0
    [day] = days(result)
    assert (day["day"], day["received"], day["answered"], day["sent"], day["published"], day["counted"]) == (
        "2026-11-20", 2, 2, 6, 2, 2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("database", "collection", "missing"),
    [
        ("routing", "cases", ["routing"]),
        ("notify", "messages", ["notify (case.received)", "notify (case.routed)", "notify (case.answered)"]),
        ("publish", "cases", ["publish"]),
        ("reporting", "facts", ["reporting", "reporting (answer)"]),
        # Routing and reporting know a case that intake does not.
        ("intake", "cases", ["intake (routing)", "intake (reporting)"]),
    ],
)
def test_what_a_service_lost_is_named_with_its_case(
    mongo: Mongo, run: Run, database: str, collection: str, missing: list[str]
) -> None:
    for code in CODES:
        complete(mongo, code)
    mongo.database(database)[collection].delete_many({"$or": [{"_id": CODES[0]}, {"code": CODES[0]}]})
    result = run("--json")
    assert result.returncode == 1
    gaps = [gap for day in days(result) for gap in day["gaps"]]
    assert {gap["case"] for gap in gaps} == {CODES[0]}
    assert [gap["missing"] for gap in gaps] == missing
    assert "không khớp" in result.stderr


def test_what_waits_in_an_outbox_is_shown_as_in_flight(mongo: Mongo, run: Run) -> None:
    complete(mongo, CODES[0])
    mongo.database("publish")["cases"].delete_one({"_id": CODES[0]})
    entry = {"id": "1", "key": "case.answered.so-y-te", "type": "case.answered", "body": b"{}"}
    mongo.database("routing")["cases"].update_one({"_id": CODES[0]}, {"$push": {"outbox": entry}})
    result = run()
    assert result.returncode == 0
    assert "đang đi / in flight" in result.stdout
    assert CODES[0] in result.stdout


def test_nothing_personal_is_printed(mongo: Mongo, run: Run) -> None:
    complete(mongo, CODES[0])
    printed = run().stdout + run("--json").stdout
    assert not any(words in printed for words in ("Nguyễn", "example.org", "Đã sửa"))


def test_not_being_able_to_look_is_neither_good_nor_bad(run: Run) -> None:
    result = run(MONGO_URI="mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=500")
    assert result.returncode == 3
    assert "MongoDB" in result.stderr
    assert run(MONGO_URI="").returncode == 2


def test_an_event_told_on_its_second_route_is_told_once(mongo: Mongo, run: Run) -> None:
    complete(mongo, CODES[0])
    messages = mongo.database("notify")["messages"]
    first = messages.find_one_and_update({"type": "case.answered"}, {"$set": {"state": "replaced"}})
    messages.insert_one({**first, "_id": f"{first['_id']}:2", "state": "sent"})
    assert run().returncode == 0


def test_a_second_message_about_one_event_does_not_stand_in_for_another(mongo: Mongo, run: Run) -> None:
    complete(mongo, CODES[0])
    mongo.database("routing")["cases"].update_one({}, {"$push": {"history": {"did": "reassigned", "at": AT}}})
    messages = mongo.database("notify")["messages"]
    told = messages.find_one({"type": "case.routed"})
    messages.insert_one({**told, "_id": f"{told['_id']}:r1"})
    assert "notify (case.routed)" in run().stdout
