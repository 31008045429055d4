"""The notify process killed before or after a provider took its messages: the provider is asked, everybody told once.

No webhook tells anything: what is in doubt is settled by asking alone.
"""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest

from services.kit.events import Event
from tests.integration.notify.test_process import Post
from tests.integration.notify.test_providers_process import World
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.unit.notify.builders import requested
from tests.waiting import eventually

pytestmark = pytest.mark.integration
CROWD = 12
ALIKE, EVERYBODY = "Xin chào Ông/Bà.", 3 * CROWD
SLOW = 30.0


class Doubts(World):
    """Many citizens on each channel, all of whom have just written; texts go through the gateway."""

    def meet(self) -> list[Event]:
        """Let everybody write, and return what the channels want said to them."""
        asked = []
        for n in range(CROWD):
            self.zalo.say(f"z{n}", "Đèn hỏng")
            self.facebook.say(f"f{n}", "Đèn hỏng")
            asked += [_asked("zalo", f"z{n}"), _asked("facebook", f"f{n}"), _asked("sms", _phone(n))]
        return asked

    def told(self) -> Counter[str]:
        """How often each citizen was told."""
        chats = {each["to"] for each in (*self.zalo.sent(), *self.facebook.sent())}
        counted = Counter({who: len(self.zalo.inbox(who)) + len(self.facebook.inbox(who)) for who in chats})
        return counted + Counter(each["to"] for each in self.sms.sent())

    def everybody_told_once(self) -> bool:
        """Assert that every message is settled, and nobody was told twice."""
        assert self.post.states() == {"sent": EVERYBODY}
        assert set(self.told().values()) == {1}
        return len(self.told()) == EVERYBODY

    def slow(self) -> None:
        """From now on the providers do what they are asked, and say so much later."""
        self.zalo.faults.slow(SLOW, 1000, "message/cs")
        self.facebook.faults.slow(SLOW, 1000, "/messages")
        self.sms.faults.slow(SLOW, 1000)

    def healed(self) -> None:
        """From now on nothing is slow."""
        for each in (self.zalo, self.facebook, self.sms):
            each.faults.clear()


def _asked(channel: str, recipient: str) -> Event:
    name, now = f"{channel}-{recipient}", datetime.now(UTC)
    return requested(name, channel=channel, recipient=recipient, text=ALIKE, heard_at=now)


def _phone(n: int) -> str:
    return f"+84905000{n:03}"


@pytest.fixture
def doubts(broker: Broker, mongo: Mongo, start: Start) -> Iterator[Doubts]:
    post = Post(broker, mongo, start)
    with ExitStack() as stack:
        yield Doubts(post, stack)
    post.close()


def test_killed_before_anything_was_sent_everybody_is_told_once(doubts: Doubts) -> None:
    asked = doubts.meet()
    with socket.create_server(("127.0.0.1", 0), backlog=100) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"  # takes connections and never answers
        away = {"ZALO_API_URL": url, "FACEBOOK_GRAPH_URL": f"{url}/v23.0", "SMS_API_URL": url}
        doubts.post.publish(*asked)  # before anybody takes them, so that they are one batch
        with doubts.notify(SMS_BY="http", CLAIM_LEASE_SECONDS="30", **away) as process:
            eventually(lambda: doubts.post.states()["claimed"] == EVERYBODY)
            process.kill()
            process.wait()
    _leases_end(doubts)
    with doubts.notify(SMS_BY="http"):
        eventually(doubts.everybody_told_once, within=60)


def test_killed_after_providers_accepted_everybody_is_told_once(doubts: Doubts) -> None:
    asked = doubts.meet()
    doubts.slow()
    doubts.post.publish(*asked)
    with doubts.notify(SMS_BY="http", CLAIM_LEASE_SECONDS="30") as process:
        channels = {"zalo": doubts.zalo, "facebook": doubts.facebook, "sms": doubts.sms}
        eventually(lambda: all(len(each.sent()) >= 4 for each in channels.values()))
        process.kill()
        process.wait()
    doubts.healed()
    assert doubts.post.states()["claimed"] == EVERYBODY
    _leases_end(doubts)
    with doubts.notify(SMS_BY="http"), doubts.notify(SMS_BY="http"):
        eventually(doubts.everybody_told_once, within=60)


def test_a_provider_that_cannot_be_asked_leaves_the_doubt_and_raises_an_alarm(doubts: Doubts) -> None:
    zalo, facebook = doubts.meet()[:2]
    doubts.slow()
    with doubts.notify(SMS_BY="http") as process:
        doubts.post.publish(zalo, facebook)
        eventually(lambda: len(doubts.zalo.sent()) == len(doubts.facebook.sent()) == 1)
        process.kill()
        process.wait()
    doubts.healed()
    doubts.zalo.faults.fail(-201, 1000, "conversation")
    doubts.facebook.faults.fail(200, 1000, "conversations")
    with doubts.notify(SMS_BY="http") as process:
        for channel in ("zalo", "facebook"):
            alarm = f'hotline_message_questions_unanswered_total{{channel="{channel}"}} 1.0'
            eventually(lambda alarm=alarm: alarm in process.metrics(), within=30)
        eventually(lambda: 'hotline_messages_waiting{state="uncertain"} 2.0' in process.metrics())
        assert "Xin chào" not in process.output()
    assert doubts.post.states() == {"uncertain": 2}
    assert set(doubts.told().values()) == {1}


def _leases_end(doubts: Doubts) -> None:
    """Let the dead process's leases be over, as if time had passed."""
    past = datetime.fromtimestamp(0, UTC)
    doubts.post.database["messages"].update_many({"state": "claimed"}, {"$set": {"next_step_at": past}})
