"""A commune without AMQP fetches its messages by HTTP, acknowledges them and replies."""

from __future__ import annotations

import json
import threading
import time
from datetime import timedelta

import pytest
import requests

from tests.integration.agency.gateway_stage import GatewayStage
from tests.unit.routing.builders import accepts, answers, code, received
from tests.waiting import eventually

pytestmark = pytest.mark.integration


def test_a_case_is_fetched_accepted_and_answered(gateway: GatewayStage) -> None:
    gateway.add("xa-thu", "pull")
    with gateway.running():
        gateway.publish(received(1, category="y-te"), "web")
        (message,) = eventually(lambda: gateway.fetch("xa-thu"))
        assert (message["type"], message["data"]["code"]) == ("case.routed", code(1))
        assert gateway.fetch("xa-thu") == [message]  # nobody has acknowledged it
        assert acknowledge(gateway, message["id"]) == 1
        assert acknowledge(gateway, message["id"], "khong-co") == 0
        assert gateway.fetch("xa-thu") == []
        for sent in (accepts(1, by="xa-thu", id_="a"), answers(1, by="xa-thu", id_="b")):
            assert gateway.reply("xa-thu", sent.body).status_code == 202
            assert gateway.reply("xa-thu", sent.body).status_code == 202
    case = gateway.mongo.database("routing").cases.find_one({"_id": code(1)})
    assert case is not None
    assert (case["state"], [each["by"] for each in case["history"]].count("agency:xa-thu")) == ("answered", 2)


def acknowledge(gateway: GatewayStage, *ids: str) -> int:
    return int(gateway.call("xa-thu", "POST", "/acknowledgements", json={"ids": list(ids)}).json()["acknowledged"])


def test_a_refusal_has_the_slug_of_amqp_and_waits_as_a_message_too(gateway: GatewayStage) -> None:
    gateway.add("xa-thu", "pull")
    with gateway.running():
        sent = answers(7, by="xa-thu", id_="thu-1")
        for _ in range(2):
            refused = gateway.reply("xa-thu", sent.body)
            assert (refused.status_code, refused.json()["slug"]) == (409, "unknown-case")
        (message,) = eventually(lambda: gateway.fetch("xa-thu"))
        assert message["type"] == "reply.rejected"
        assert (message["data"]["reply"], message["data"]["slug"]) == ("thu-1", "unknown-case")


@pytest.mark.parametrize(
    "body",
    [
        b"",  # nothing
        b"\xff",  # no text
        b"[]",  # no object
        b'{"type": "case.answered"}',  # an event that is not the agency's to send
        b'{"type": "reply.answered", "data": {}}',  # an envelope with holes
    ],
)
def test_what_is_no_reply_is_refused_as_unreadable(gateway: GatewayStage, body: bytes) -> None:
    gateway.add("xa-thu", "pull")
    with gateway.running():
        refused = gateway.reply("xa-thu", body)
        assert (refused.status_code, refused.json()["slug"]) == (422, "malformed-reply")


def test_nobody_fetches_or_answers_for_another(gateway: GatewayStage) -> None:
    for agency in ("xa-thu", "xa-khac"):
        gateway.add(agency, "pull")
    with gateway.running():
        gateway.publish(received(1, category="y-te"), "web")
        (message,) = eventually(lambda: gateway.fetch("xa-thu"))
        assert gateway.fetch("xa-khac") == []
        taken = gateway.call("xa-khac", "POST", "/acknowledgements", json={"ids": [message["id"]]})
        assert taken.json() == {"acknowledged": 0}
        assert gateway.fetch("xa-thu") == [message]
        forged = answers(1, by="xa-thu", id_="gia")
        assert gateway.reply("xa-khac", forged.body).json()["slug"] == "unknown-case"


@pytest.mark.parametrize("authorization", [None, "Bearer khong-phai", "Basic eGEtdGh1Og==", "Bearer "])
def test_without_a_key_nobody_gets_in(gateway: GatewayStage, authorization: str | None) -> None:
    with gateway.running():
        headers = {"Authorization": authorization} if authorization else {}
        for method, path in (("GET", "messages"), ("POST", "acknowledgements"), ("POST", "replies")):
            answer = requests.request(method, f"{gateway.url}/api/agency/{path}", headers=headers, timeout=5)
            assert (answer.status_code, answer.json()["slug"]) == (401, "unauthenticated")


def test_an_agency_leafs_by_the_cursor_in_the_order_of_arrival(gateway: GatewayStage) -> None:
    gateway.add("xa-thu", "pull")
    with gateway.running():
        for number in range(1, 8):
            gateway.publish(received(number, category="y-te"), "web")
        eventually(lambda: len(gateway.fetch("xa-thu")) == 7)
        whole, pages, cursor = gateway.fetch("xa-thu"), [], ""
        while found := gateway.call("xa-thu", "GET", "/messages", params={"limit": 3, "after": cursor}).json():
            if not found["messages"]:
                break
            pages.append(found["messages"])
            cursor = found["cursor"]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [each for page in pages for each in page] == whole


def test_a_call_that_waits_is_answered_when_something_comes(gateway: GatewayStage) -> None:
    gateway.add("xa-thu", "pull")
    with gateway.running():
        answered: list[float] = []

        def ask() -> None:
            assert len(gateway.fetch("xa-thu", wait=25)) == 1
            answered.append(time.monotonic())

        asking = threading.Thread(target=ask)
        asking.start()
        began = time.monotonic()
        gateway.publish(received(1, category="y-te"), "web")
        asking.join(30)
        assert answered and answered[0] - began < 10


def test_what_comes_twice_is_kept_once_and_stays_acknowledged(gateway: GatewayStage) -> None:
    gateway.add("xa-thu", "pull")
    event = json.dumps({"id": "hai-lan", "type": "case.later", "data": {}}).encode()
    with gateway.running():
        gateway.publish_raw("case.routed.xa-thu", event)
        (message,) = eventually(lambda: gateway.fetch("xa-thu"))
        acknowledge(gateway, message["id"])
        gateway.publish_raw("case.routed.xa-thu", event)
        gateway.publish_raw("case.routed.xa-thu", event.replace(b"hai-lan", b"moi"))
        found = eventually(lambda: gateway.fetch("xa-thu"))
    assert [each["id"] for each in found] == ["moi"]


def test_what_is_no_event_is_parked_and_stops_nothing(gateway: GatewayStage) -> None:
    gateway.add("xa-thu", "pull")
    with gateway.running():
        gateway.publish_raw("case.routed.xa-thu", b"khong phai json")
        gateway.publish(received(1, category="y-te"), "web")
        assert eventually(lambda: gateway.fetch("xa-thu"))[0]["data"]["code"] == code(1)


def test_an_old_key_works_until_its_grace_is_over(gateway: GatewayStage) -> None:
    old = gateway.add("xa-thu", "pull").key or ""
    new = gateway.connect.renew("xa-thu", timedelta(days=1)).key or ""
    newest = gateway.connect.renew("xa-thu", timedelta()).key or ""
    with gateway.running():
        for key, status in ((old, 401), (new, 401), (newest, 200)):
            gateway.keys["xa-thu"] = key
            assert gateway.call("xa-thu", "GET", "/messages").status_code == status
        again = gateway.connect.renew("xa-thu", timedelta(days=1)).key or ""
        for key in (newest, again):
            gateway.keys["xa-thu"] = key
            assert gateway.call("xa-thu", "GET", "/messages").status_code == 200


def test_an_agency_that_calls_too_often_is_told_to_wait(gateway: GatewayStage) -> None:
    for agency in ("xa-thu", "xa-khac"):
        gateway.add(agency, "pull")
    with gateway.running(AGENCY_API_RATE="3 per minute"):
        statuses = [gateway.call("xa-thu", "GET", "/messages").status_code for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        assert gateway.call("xa-khac", "GET", "/messages").status_code == 200  # each agency has its own share
