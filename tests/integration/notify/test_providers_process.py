"""The notify process with every provider at once: replicas, duplicates, kills, receipts; each citizen told once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from services.kit.events import Event, decode
from tests.integration.notify.test_process import Post
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.simulators.facebook import FacebookSimulator
from tests.simulators.sms import SmsSimulator
from tests.simulators.smsc import SmscSimulator
from tests.simulators.zalo import ZaloSimulator
from tests.unit.notify.builders import requested
from tests.waiting import eventually

pytestmark = pytest.mark.integration
PHONE, CITIZEN = "0905000011", "+84905000011"


class World:
    """All providers, citizens who have just written, and notify on a real broker and database."""

    def __init__(self, post: Post, stack: ExitStack) -> None:
        self.post = post
        self.zalo, self.facebook = stack.enter_context(ZaloSimulator()), stack.enter_context(FacebookSimulator())
        self.sms, self.smsc = stack.enter_context(SmsSimulator()), stack.enter_context(SmscSimulator())
        self.zalo.night_rule, self.sms.receipts = "none", False
        now = datetime.now(UTC)
        for n in range(5):
            self.zalo.person(f"z{n}").last_interaction = now
            self.facebook.person(f"f{n}").last_message = now

    def notify(self, **changed: str) -> Any:
        """Run a replica; texts go over SMPP unless `SMS_BY` says otherwise."""
        login = self.smsc.credentials
        addresses = {
            "SMPP_URL": f"smpp://{login.system_id}:{login.password}@127.0.0.1:{self.smsc.port}",
            "SMS_API_URL": self.sms.send_url,
            "SMS_SENDER": self.sms.credentials.brandname,
            "SMS_CALLBACK_URL": "https://notify.example.org",
            "SMS_RECEIPTS_SECRET": "a-secret-of-this-test",
        }
        accounts = self.zalo.env() | self.facebook.env() | self.sms.env()
        return self.post.notify(**(accounts | addresses | changed))

    def ask(self, channel: str, recipient: str) -> Event:
        """A channel wants something said to somebody who has just written."""
        now, name = datetime.now(UTC), f"{channel}-{recipient}"
        return requested(name, channel=channel, recipient=recipient, text="Xin chào Ông/Bà.", heard_at=now)


@pytest.fixture
def world(broker: Broker, mongo: Mongo, start: Start) -> Iterator[World]:
    post = Post(broker, mongo, start)
    with ExitStack() as stack:
        yield World(post, stack)
    post.close()


def test_two_replicas_say_everything_once_on_every_channel(world: World) -> None:
    asked = [world.ask("zalo", f"z{n}") for n in range(5)] + [world.ask("facebook", f"f{n}") for n in range(5)]
    asked.append(world.ask("sms", CITIZEN))
    with world.notify(), world.notify():
        world.post.publish(*asked, *asked)
        eventually(lambda: world.post.states() == {"sent": 11}, within=30)
    assert [len(world.zalo.inbox(f"z{n}")) for n in range(5)] == [1] * 5
    assert [len(world.facebook.inbox(f"f{n}")) for n in range(5)] == [1] * 5
    assert len(world.smsc.inbox(PHONE)) == 1
    assert world.zalo.tokens.refreshes == 1


def test_a_text_is_settled_by_its_receipt_though_the_sender_was_killed(world: World) -> None:
    world.smsc.receipts = False
    world.smsc.faults.swallow(path="submit_sm")
    with world.notify() as process:
        eventually(world.smsc.sessions)
        world.post.publish(world.ask("sms", CITIZEN))
        (seen,) = eventually(lambda: world.smsc.inbox(PHONE))
        process.kill()
        process.wait()
    world.smsc.report(seen["message_ids"][0])
    with world.notify():
        eventually(lambda: world.post.states() == {"sent": 1}, within=30)
    assert len(world.smsc.inbox(PHONE)) == 1


def test_what_a_citizen_texts_waits_in_the_outbox_before_the_network_is_told_that_it_came(world: World) -> None:
    with world.notify():
        eventually(world.smsc.sessions)
        (waiting,) = world.smsc.say(PHONE, "1022 TC 2611234829170")
        eventually(lambda: waiting.accepted)
        (document,) = world.post.database["arrivals"].find()
    assert decode(document["outbox"][0]["body"]).data.text == "1022 TC 2611234829170"


def test_a_gateway_reports_to_the_process_that_has_a_web_site(world: World) -> None:
    with world.notify(SMS_BY="http") as process:
        world.post.publish(world.ask("sms", CITIZEN))
        (seen,) = eventually(lambda: world.sms.inbox(PHONE))
        eventually(lambda: world.post.states() == {"sent": 1})
        address = process.url + urlsplit(seen["callback"]).path
        failed = {"SMSID": seen["sms_id"], "SendStatus": "5", "SendSuccess": "0"}
        assert requests.get(address, params=failed, timeout=5).status_code == 200
        eventually(lambda: world.post.states() == {"undeliverable": 1})
        assert requests.get(f"{address}x", params=failed, timeout=5).status_code == 404


def test_a_gateway_that_lost_an_answer_and_its_client_is_asked_once_more_and_sends_once(world: World) -> None:
    world.sms.faults.swallow()
    with world.notify(SMS_BY="http"):
        world.post.publish(world.ask("sms", CITIZEN))
        eventually(lambda: world.post.states() == {"sent": 1}, within=30)
    assert len(world.sms.inbox(PHONE)) == 1


def test_no_log_line_holds_a_secret_or_a_telephone(world: World) -> None:
    with world.notify(LOG_LEVEL="DEBUG") as process:
        world.post.publish(world.ask("sms", CITIZEN), world.ask("zalo", "z0"), world.ask("facebook", "f0"))
        eventually(lambda: world.post.states() == {"sent": 3}, within=30)
        output = process.output()
    secrets = [*world.zalo.credentials.env().values(), *world.facebook.credentials.env().values()]
    secrets += [world.smsc.credentials.password, world.sms.credentials.api_key, CITIZEN, CITIZEN[1:], "Xin chào"]
    assert [each for each in secrets if each in output] == []
