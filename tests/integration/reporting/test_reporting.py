"""The reporting process on a real broker and a real database: every case is counted once, whatever happens to it."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

import pika
import pytest
import requests

from services.kit.events import (
    CaseAccepted,
    CaseAnswered,
    CasePublished,
    CaseReceived,
    CaseRouted,
    CatalogChanged,
    Event,
    EventData,
    encode,
)
from services.kit.messaging import declare
from services.kit.messaging.topology import EVENTS
from services.reporting.domain.period import LOCAL
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.unit.reporting.site import CATALOG
from tests.waiting import eventually

pytestmark = pytest.mark.integration

PLACE = "services.reporting.entrypoints:Reporting"
#: Nothing is remembered, so that each look shows what has been recorded by then.
ENV = {"SECRET_KEY": "only-for-this-test", "REPORTS_REMEMBERED_SECONDS": "0"}


def history(number: int, received_at: datetime) -> list[Event]:
    """Return the life of a case: received, routed, accepted, answered after two hours, published."""
    code, at = f"261101{number:07d}", received_at
    told: list[EventData] = [
        CaseReceived(
            code=code, channel="web", received_at=at, title="Đèn hỏng", text="Tối quá", category="ha-tang.giao-thong",
        ),
        CaseRouted(
            code=code, assignment=1, agency="so-y-te", agency_name="Sở Y tế", category=None, area=None, address=None,
            title="Đèn hỏng", text="Tối quá", kind="report", urgency="normal", channel="web", language="vi",
            received_at=at, routed_at=at, due_at=at + timedelta(days=1), due_reason_vi="", due_reason_en="", rule="r",
        ),
        CaseAccepted(code=code, assignment=1, agency="so-y-te", accepted_at=at, by="agency:so-y-te"),
        CaseAnswered(
            code=code, assignment=1, agency="so-y-te", agency_name="Sở Y tế", answered_at=at + timedelta(hours=2),
            due_at=at + timedelta(days=1), on_time=True, outcome="fixed", answer="Đã sửa", by="agency:so-y-te",
        ),
        CasePublished(code=code, agency="so-y-te", published_at=at, answered_event="x", path=f"/ca/{code}"),
    ]  # fmt: skip
    return [Event.of(data, source="/test", subject=code, at=at) for data in told]


def publish(broker: Broker, events: list[Event], key: str = "so-y-te") -> None:
    """Publish as the relay does, confirmed."""
    with pika.BlockingConnection(pika.URLParameters(broker.amqp_uri)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        for event in events:
            properties = pika.BasicProperties(message_id=event.id, delivery_mode=2)
            channel.basic_publish(EVENTS, f"{event.type}.{key}", encode(event), properties, mandatory=True)


def last_month() -> datetime:
    """Return a moment in the middle of the local month before this one, which is over and so stands still."""
    return (datetime.now(LOCAL).replace(day=1) - timedelta(days=1)).replace(day=15)


def report(url: str, dimension: str) -> dict[str, Any]:
    """Ask the running service for last month's report."""
    answer = requests.get(f"{url}/api/reports/{dimension}", params={"month": f"{last_month():%Y-%m}"}, timeout=10)
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


def test_every_case_is_counted_once_though_events_come_shuffled_and_twice(
    broker: Broker, mongo: Mongo, start: Start
) -> None:
    declare.apply(broker.amqp_uri)
    events = [event for number in range(60) for event in history(number, last_month())]
    delivered = [*events, *events[:100]]
    random.Random(7).shuffle(delivered)
    with start(PLACE, **ENV) as process:
        publish(broker, delivered)
        eventually(lambda: report(process.url, "agency")["total"]["handled_on_time"] == 60)
        total = report(process.url, "agency")["total"]
    assert (total["received"], total["to_handle"], total["open"]) == (60, 60, 0)
    assert mongo.database("reporting")["facts"].count_documents({"published": {"$exists": True}}) == 60


def test_what_was_queued_while_the_process_was_killed_is_counted_once(broker: Broker, start: Start) -> None:
    declare.apply(broker.amqp_uri)
    with start(PLACE, **ENV) as process:
        publish(broker, [event for number in range(50) for event in history(number, last_month())])
        process.kill()
        process.wait()
    with start(PLACE, **ENV) as process:
        eventually(lambda: report(process.url, "channel")["total"]["handled_on_time"] == 50)
        assert report(process.url, "channel")["total"]["received"] == 50


def test_names_come_from_the_catalogue_and_the_page_shows_them(broker: Broker, start: Start) -> None:
    declare.apply(broker.amqp_uri)
    at = last_month()
    changed = CatalogChanged(version=1, province="gialai", catalog=CATALOG)
    with start(PLACE, **ENV) as process:
        publish(broker, [Event.of(changed, source="/routing", subject="gialai", at=at)], key="gialai")
        publish(broker, history(1, at))
        eventually(lambda: report(process.url, "agency")["total"]["handled"] == 1)
        eventually(lambda: report(process.url, "agency")["rows"][0]["name"] == "Sở Y tế")
        page = requests.get(process.url, params={"month": f"{at:%Y-%m}"}, timeout=10)
    assert page.status_code == 200
    assert "Giao thông" in page.text
