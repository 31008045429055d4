"""The notify process on a real broker, database and SMTP connections: killed, restarted, and every mail sent once."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

import pika
import pytest

from services.kit.events import Event, decode, encode
from services.kit.messaging import declare
from services.kit.messaging.topology import EVENTS
from tests.integration.notify.smtp_server import HANG, SmtpServer
from tests.servers.broker import Broker
from tests.servers.fixtures import Start
from tests.servers.mongo import Mongo
from tests.unit.notify.builders import answered, received, routed
from tests.waiting import eventually

pytestmark = pytest.mark.integration

CODES = [f"26112300{n:05}" for n in range(30)]
PLACE = "services.notify.entrypoints:Notify"


HASTY = {
    "CLAIM_LEASE_SECONDS": "3",
    "MERGE_WINDOW_SECONDS": "0",
    "MESSAGES_PER_HOUR": "0",
    "MESSAGES_PER_DAY": "0",
}


class Post:
    """A mail server with its receipts, and a broker to publish on."""

    def __init__(self, broker: Broker, mongo: Mongo, start: Start) -> None:
        self.smtp = SmtpServer()
        self.database = mongo.database("notify")
        self._uri = broker.amqp_uri
        self._start = start
        self._receipts = ThreadingHTTPServer(("127.0.0.1", 0), self._answering())
        threading.Thread(target=self._receipts.serve_forever, daemon=True).start()
        declare.apply(broker.amqp_uri)

    def notify(self, *, receipts: bool = True, **environment: str) -> Any:
        """Run the process with a short lease; everything goes at once, however much goes to one citizen."""
        url = f"http://127.0.0.1:{self._receipts.server_port}/messages/{{message_id}}"
        return self._start(
            PLACE,
            SMTP_URL=f"smtp://127.0.0.1:{self.smtp.port}",
            QUIET_HOURS="",
            SMTP_TIMEOUT_SECONDS="1",
            MAIL_FROM="Tổng đài 1022 <1022@example.org>",
            PUBLIC_URL="https://1022.example.org",
            **(HASTY | environment),
            **({"SMTP_RECEIPTS_URL": url} if receipts else {}),
        )

    def publish(self, *events: Event) -> None:
        """Publish events as the relay does."""
        with pika.BlockingConnection(pika.URLParameters(self._uri)) as connection:
            channel = connection.channel()
            channel.confirm_delivery()
            for event in events:
                properties = pika.BasicProperties(message_id=event.id, delivery_mode=2)
                channel.basic_publish(EVENTS, f"{event.type}.x", encode(event), properties)

    def times(self) -> Counter[str]:
        """How often each Message-ID was accepted."""
        return Counter(_message_id(wire) for wire in self.smtp.accepted)

    def states(self) -> Counter[str]:
        """How many messages are in which state."""
        return Counter(each["state"] for each in self.database["messages"].find({}, {"state": 1}))

    def close(self) -> None:
        self.smtp.close()
        self._receipts.shutdown()
        self._receipts.server_close()

    def _answering(self) -> type[BaseHTTPRequestHandler]:
        post = self

        class Receipts(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200 if unquote(self.path).rpartition("/")[2] in post.times() else 404)
                self.end_headers()

            def log_message(self, *_: Any) -> None: ...

        return Receipts


@pytest.fixture
def post(broker: Broker, mongo: Mongo, start: Start) -> Iterator[Post]:
    post = Post(broker, mongo, start)
    yield post
    post.close()


def _message_id(wire: bytes) -> str:
    found = re.search(rb"^Message-ID: <(.+)>\r$", wire, re.MULTILINE)
    assert found
    return found[1].decode()


def _history() -> list[Event]:
    return [make(code) for make in (answered, routed, received) for code in CODES]


def _all_sent_once(post: Post) -> Callable[[], bool]:
    def check() -> bool:
        assert post.states() == {"sent": 3 * len(CODES)}
        assert set(post.times().values()) == {1}
        return len(post.times()) == 3 * len(CODES)

    return check


def test_every_event_is_mailed_once_even_in_the_wrong_order_and_twice(post: Post) -> None:
    with post.notify() as process:
        post.publish(*_history(), *_history())
        eventually(_all_sent_once(post), within=20)
        assert 'hotline_messages_total{state="sent",type="case.answered"} 30.0' in process.metrics()
        assert "example.org" not in re.sub(r"@example\.org|1022\.example\.org", "", process.output())
    assert not post.database["cases"].count_documents({"held": {"$exists": True}})


def test_killed_while_the_server_is_silent_every_mail_still_arrives_once(post: Post) -> None:
    post.smtp.replies, post.smtp.swallow = {"END": HANG}, True
    with post.notify() as process:
        post.publish(*_history())
        eventually(lambda: post.smtp.accepted)
        process.kill()
        process.wait()
    assert post.states()["claimed"] > 0
    post.smtp.replies, post.smtp.swallow = {}, False
    with post.notify():
        eventually(_all_sent_once(post), within=30)


def test_without_receipts_what_is_uncertain_waits_for_a_person(post: Post) -> None:
    post.smtp.replies, post.smtp.swallow = {"END": HANG}, True
    with post.notify(receipts=False) as process:
        post.publish(received(CODES[0]))
        eventually(lambda: post.states() == {"uncertain": 1})
        post.smtp.replies = {}
        eventually(lambda: 'hotline_messages_waiting{state="uncertain"} 1.0' in process.metrics())
    assert len(post.smtp.accepted) == 1


def test_a_dead_mail_server_stops_no_consuming_and_loses_no_mail(post: Post) -> None:
    post.smtp.replies = {"CONNECT": "421 4.3.2 closing"}
    with post.notify():
        post.publish(*_history())
        eventually(lambda: post.states() == {"deferred": 3 * len(CODES)}, within=20)
        post.smtp.replies = {}
        eventually(_all_sent_once(post), within=30)


def test_a_refused_recipient_is_told_to_the_others(post: Post) -> None:
    post.smtp.replies = {"RCPT": "550 5.1.1 <an@example.org> no such user"}
    with post.notify():
        post.publish(received(CODES[0]))
        eventually(lambda: post.states() == {"undeliverable": 1})
    (message,) = post.database["messages"].find()
    told = {entry["key"]: decode(entry["body"]).data for entry in message["outbox"]}
    assert told["notification.failed.email"].reason == "550 5.1.1 no such user"
