"""Reconciliation reads what the services really store: their own code writes here, on one database, without a broker.

A change of a document's shape that reconciliation relies on fails here and not in an operator's night.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from environs import Env
from pymongo import MongoClient

from deploy.local.state import ROOT
from services.intake.settings import load as intake_settings
from services.intake.usecases.register_case import RegisterCase
from services.intake.wiring import build as build_intake
from services.kit.events import Event, decode
from services.kit.storage import mongo as kit_mongo
from services.notify.settings import load as notify_settings
from services.notify.wiring import build as build_notify
from services.publish.settings import load as publish_settings
from services.publish.wiring import build as build_publish
from services.reporting.entrypoints import Reporting
from services.reporting.settings import load as reporting_settings
from services.reporting.wiring import build as build_reporting
from services.routing import catalog
from services.routing.domain.policies import Actor
from services.routing.settings import load as routing_settings
from services.routing.usecases.requests import Answer
from services.routing.wiring import build as build_routing
from tests.servers.mongo import Mongo
from tests.unit.notify.fakes import FakeMailer, RecordingMailServer

pytestmark = pytest.mark.integration

ENVIRONMENT = {
    "AMQP_URI": "amqp://nowhere.invalid",
    "SECRET_KEY": "only-for-this-test" * 2,
    "FILES_KEY": "only-for-this-test" * 2,
    "TRACKING_KEY": "only-for-this-test" * 2,
    "PUBLIC_URL": "http://127.0.0.1:8080",
    "SMTP_URL": "smtp://nowhere.invalid:25",
    "MAIL_FROM": "1022 <1022@example.org>",
}
OPERATOR = Actor("desk:truc-ban", role="operator")
Take = Callable[[Sequence[Event]], Any]


class Line:
    """The services in one process. `carry` does what relay and broker do: empty the outboxes into the consumers."""

    def __init__(self, mongo: Mongo) -> None:
        self.mongo = mongo
        self.intake = build_intake(intake_settings(Env()))
        self.routing = build_routing(routing_settings(Env()))
        self.notify = build_notify(
            replace(notify_settings(Env()), merge_window_seconds=0.0),
            senders={"email": FakeMailer(RecordingMailServer())},
        )
        self.publish = build_publish(publish_settings(Env()))
        self.reporting = Reporting()
        self.reporting.application = build_reporting(reporting_settings(Env()))
        self.routing.load_catalog(catalog.load(ROOT / "deploy" / "data" / "gialai"))
        self.carry()

    def file(self, key: str) -> str:
        """File a case by web, with an e-mail address, and return its code."""
        command = RegisterCase(
            channel="web", client_key=key, text="Đường trước cổng trường ngập nước.", name="Nguyễn Văn An",
            phone="0905000012", email="an@example.org",
        )  # fmt: skip
        return self.intake.registrar.register(command).code

    def answer(self, code: str) -> None:
        """Have the centre answer."""
        self.routing.act_on_case(code, Answer("Đã khơi thông cống.", "fixed"), OPERATOR)

    def carry(self) -> None:
        """Deliver until every outbox is empty."""
        while events := list(self._taken()):
            for types, take in self._consumers():
                wanted = [event for event in events if event.type in types]
                if wanted:
                    take(wanted)

    def _consumers(self) -> list[tuple[set[str], Take]]:
        told = {"case.received", "case.routed", "case.answered"}
        everything = told | {"case.published", "case.withheld", "catalog.changed"}
        return [
            ({"catalog.changed"}, self.intake.reactions["catalog.changed"]),
            ({"catalog.changed"}, self.publish.on_catalog),
            ({"case.received"}, self.routing.on_cases),
            (told, self.notify.announce_events),
            (told, self.publish.on_cases),
            (everything, lambda events: self.reporting.on_cases(list(events))),
        ]

    def _taken(self) -> Iterator[Event]:
        for service in ("intake", "routing", "notify", "publish"):
            database = self.mongo.database(service)
            for name in database.list_collection_names():
                for document in list(database[name].find({"outbox.0": {"$exists": True}})):
                    database[name].update_one({"_id": document["_id"]}, {"$set": {"outbox": []}})
                    yield from (decode(entry["body"]) for entry in document["outbox"])


@pytest.fixture
def line(mongo: Mongo, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    """The services on this test's databases. Their connections are closed afterwards, which services never need to."""
    opened: list[MongoClient[Any]] = []

    def connect(*arguments: Any, **options: Any) -> MongoClient[Any]:
        opened.append(MongoClient(*arguments, **options))
        return opened[-1]

    monkeypatch.setattr(kit_mongo, "MongoClient", connect)
    for name, value in {**ENVIRONMENT, **mongo.environment()}.items():
        monkeypatch.setenv(name, value)
    yield Line(mongo)
    for client in opened:
        client.close()


def reconcile(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """Run the command and return its exit code and its days."""
    command = [sys.executable, "-m", "services.ops.cli", "reconcile", "--json", *arguments]
    result = subprocess.run(
        command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, timeout=60, check=False
    )
    return result.returncode, [json.loads(line) for line in result.stdout.splitlines()]


def test_cases_that_went_the_whole_way_add_up(line: Line) -> None:
    answered, opened = line.file("1"), line.file("2")
    line.carry()
    line.answer(answered)
    line.carry()
    code, [day] = reconcile("--grace", "0")
    assert day["gaps"] == []
    assert code == 0
    assert (day["received"], day["answered"], day["open"], day["counted"]) == (2, 1, 1, 2)
    assert day["sent"] == 5
    assert day["published"] + day["waiting"] + day["withheld"] == 1
    assert opened != answered


def test_what_has_not_left_yet_is_in_flight(line: Line) -> None:
    line.file("1")
    code, [day] = reconcile("--grace", "0")
    assert (code, day["missing"], day["unrouted"]) == (0, 0, 1)
    assert {gap["missing"] for gap in day["gaps"]} == {"routing", "reporting", "notify (case.received)"}


@pytest.mark.parametrize(
    ("service", "collection", "missing"),
    [
        ("routing", "cases", {"routing"}),
        ("notify", "messages", {"notify (case.received)", "notify (case.routed)", "notify (case.answered)"}),
        ("publish", "cases", {"publish"}),
        ("reporting", "facts", {"reporting", "reporting (answer)"}),
    ],
)
def test_what_a_service_lost_is_missing(line: Line, service: str, collection: str, missing: set[str]) -> None:
    filed = line.file("1")
    line.carry()
    line.answer(filed)
    line.carry()
    line.mongo.database(service)[collection].delete_many({})
    code, [day] = reconcile("--grace", "0")
    assert code == 1
    assert {gap["missing"] for gap in day["gaps"]} == missing
