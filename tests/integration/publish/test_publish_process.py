"""The portal's process on a real broker and database: answers appear, are told once, and stay hidden if they must."""

from __future__ import annotations

import random
from typing import Any

import pika
import pytest
import requests

from services.kit.events import AccountChanged, Event, encode
from services.kit.messaging import declare
from services.kit.messaging.topology import EVENTS
from services.kit.web.auth import token_hash
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.unit.publish.builders import CODE, CONDUCT, NOON, a_case, a_catalog
from tests.waiting import eventually

pytestmark = pytest.mark.integration

PLACE = "services.publish.entrypoints:Publish"
ENV = {"SECRET_KEY": "only-for-this-test", "TRACKING_KEY": "only-for-this-test-too"}
CASES = 60
TOKEN = "an editor's token"


def publish(broker: Broker, events: list[Event]) -> None:
    """Publish as the relay does, confirmed."""
    with pika.BlockingConnection(pika.URLParameters(broker.amqp_uri)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        for event in events:
            properties = pika.BasicProperties(message_id=event.id, delivery_mode=2)
            channel.basic_publish(EVENTS, f"{event.type}.test", encode(event), properties, mandatory=True)


def an_editor() -> Event:
    account = AccountChanged(
        name="bien-tap", role="editor", agency=None, token_sha256=token_hash(TOKEN), active=True, changed_at=NOON
    )
    return Event.of(account, source="/routing", subject="bien-tap", at=NOON)


def get(url: str, **query: Any) -> Any:
    return requests.get(url, params=query, timeout=10)


def test_shuffled_and_repeated_events_end_published_and_told_once(broker: Broker, mongo: Mongo, start: Start) -> None:
    declare.apply(broker.amqp_uri)
    codes = [f"261123{number:07d}" for number in range(CASES)]
    events = [event for code in codes for event in a_case(code).history()]
    delivered = [*events, *events[:50], a_catalog()]
    random.Random(7).shuffle(delivered)
    cases = mongo.database("publish")["cases"]
    with start(PLACE, **ENV) as process:
        publish(broker, delivered)
        eventually(lambda: cases.count_documents({"state": "published"}) == CASES, within=20)
        publish(broker, events[:30])
        listed = [get(f"{process.url}/api/cases", page=page).json()["cases"] for page in (1, 2, 3)]
        page = get(f"{process.url}/ca/{codes[0]}").text
    assert {each["code"] for part in listed for each in part} == set(codes)
    assert "Đã thay bóng đèn" in page and "0905" not in page
    told = [entry["id"] for case in cases.find() for entry in case["outbox"]]
    assert len(told) == len(set(told)) == CASES


def test_what_was_queued_while_the_process_was_killed_is_published_once(
    broker: Broker, mongo: Mongo, start: Start
) -> None:
    declare.apply(broker.amqp_uri)
    codes = [f"261123{number:07d}" for number in range(CASES)]
    cases = mongo.database("publish")["cases"]
    with start(PLACE, **ENV) as process:
        publish(broker, [a_catalog(), *(event for code in codes for event in a_case(code).history())])
        process.kill()
        process.wait()
    with start(PLACE, **ENV):
        eventually(lambda: cases.count_documents({"state": "published"}) == CASES, within=20)
    assert all(len(case["outbox"]) == 1 for case in cases.find())


def test_an_editor_publishes_what_waits_and_the_citizen_tracks_it(broker: Broker, start: Start) -> None:
    declare.apply(broker.amqp_uri)
    with start(PLACE, **ENV) as process:
        publish(broker, [a_catalog(), an_editor(), *a_case(category=CONDUCT).history()])
        desk, bearer = f"{process.url}/api/desk/publications", {"Authorization": f"Bearer {TOKEN}"}
        waiting = lambda: requests.get(desk, headers=bearer, timeout=10).json().get("publications")  # noqa: E731
        assert eventually(waiting)[0]["code"] == CODE
        opened = requests.get(f"{desk}/{CODE}", headers=bearer, timeout=10).json()
        assert opened["answer"]["original"].endswith("(0905 000 001).")
        assert get(f"{process.url}/api/cases/{CODE}").status_code == 404
        requests.post(f"{desk}/{CODE}/publish", headers=bearer, timeout=10).raise_for_status()
        found = lambda: get(f"{process.url}/api/cases", q="ĐÈN đường").json()["cases"]  # noqa: E731
        assert eventually(found)[0]["code"] == CODE
        tracked = requests.post(f"{process.url}/api/track", json={"code": CODE, "pin": "0001"}, timeout=10).json()
    assert (tracked["state"], tracked["path"]) == ("published", f"/ca/{CODE}")
