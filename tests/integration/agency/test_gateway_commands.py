"""`hotline agency` for agencies by HTTP and webhook, and what it says of all of them."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator

import pika
import pytest

from services.kit.messaging import declare
from services.routing.adapters.mongo_agency_messages import MongoAgencyMessages
from services.routing.usecases.gateway.ports import Arrived
from tests.servers.broker import Broker
from tests.servers.mongo import Mongo
from tests.unit.routing.builders import NOON
from tests.waiting import eventually

pytestmark = pytest.mark.integration


class Hotline:
    """The command line with this test's servers; `slug` is an agency of its own."""

    def __init__(self, broker: Broker, mongo: Mongo) -> None:
        self.environment = {**broker.environment(), **mongo.environment(), "ROUTING_URL": "https://1022.example.org"}
        self.slug = f"so-thu-{secrets.token_hex(4)}"

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "services.ops.cli", *arguments],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def add(self, *options: str) -> dict[str, str]:
        """Connect the agency and return what was shown."""
        added = self("agency", "add", self.slug, "--force", *options)
        assert added.returncode == 0, added.stderr
        return dict(line.split("=", 1) for line in added.stdout.splitlines())

    def line(self) -> str:
        """Return the agency's line in the list."""
        listed = self("agency", "list")
        assert listed.returncode == 0, listed.stderr
        return next((line for line in listed.stdout.splitlines() if line.startswith(self.slug)), "")


@pytest.fixture
def hotline(broker: Broker, mongo: Mongo) -> Iterator[Hotline]:
    declare.apply(broker.amqp_uri)
    hotline = Hotline(broker, mongo)
    yield hotline
    hotline("agency", "remove", hotline.slug, "--force")


def test_each_way_has_its_own_credentials(hotline: Hotline) -> None:
    assert hotline.add("--delivery", "pull").keys() == {"AGENCY", "DELIVERY", "AGENCY_API", "AGENCY_KEY"}
    webhook = hotline.add("--delivery", "webhook", "--url", "https://example.org/1022")
    assert webhook["AGENCY_API"] == "https://1022.example.org/api/agency"
    assert webhook["WEBHOOK_SECRET"].startswith("whsec_")
    assert hotline.add("--delivery", "amqp").keys() == {"AGENCY", "DELIVERY", "AMQP_URI"}
    assert hotline.add("--delivery", "desk") == {}


def test_a_webhook_without_a_safe_address_is_refused(hotline: Hotline) -> None:
    for url in ("http://example.org/", ""):
        refused = hotline("agency", "add", hotline.slug, "--force", "--delivery", "webhook", "--url", url)
        assert (refused.returncode, refused.stdout) == (2, "")


def test_the_way_is_not_changed_while_something_waits(hotline: Hotline, broker: Broker, mongo: Mongo) -> None:
    hotline.add()
    with pika.BlockingConnection(pika.URLParameters(broker.amqp_uri)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.basic_publish("cases", f"case.routed.{hotline.slug}", b"{}", mandatory=True)
        refused = hotline("agency", "add", hotline.slug, "--force", "--delivery", "pull")
        assert (refused.returncode, refused.stdout) == (1, "")
        channel.queue_purge(f"agency.{hotline.slug}")
    hotline.add("--delivery", "pull")
    MongoAgencyMessages(mongo.database("routing")).keep(
        [Arrived(agency=hotline.slug, id="1", type="case.routed", body="{}")], NOON
    )
    assert hotline("agency", "add", hotline.slug, "--force").returncode == 2
    assert hotline("agency", "remove", hotline.slug).returncode == 1


def test_new_credentials_are_made_and_shown_once(hotline: Hotline) -> None:
    first = hotline.add("--delivery", "pull")
    rotated = hotline("agency", "rotate", hotline.slug, "--grace", "12h")
    assert rotated.returncode == 0, rotated.stderr
    second = dict(line.split("=", 1) for line in rotated.stdout.splitlines())
    assert second["AGENCY_KEY"] != first["AGENCY_KEY"]
    assert hotline("agency", "rotate", hotline.slug, "--grace", "soon").returncode == 2
    assert hotline("agency", "rotate", "khong-co").returncode == 2


def test_the_list_says_how_what_waits_and_since_when(hotline: Hotline, mongo: Mongo) -> None:
    hotline.add("--delivery", "pull")
    store = MongoAgencyMessages(mongo.database("routing"))
    store.keep([Arrived(agency=hotline.slug, id=each, type="case.routed", body="{}") for each in "abc"], NOON)
    store.failed(store.waiting(hotline.slug, "", 1)[0], 12, None, "http-500")
    columns = hotline.line().split()
    assert columns[1:4] == ["pull", "3", "1"]
    assert ":" in columns[4]  # the oldest has waited since NOON
    shown = hotline("agency", "deliveries", hotline.slug).stdout
    assert "http-500" in shown
    assert "given up" in shown
    assert hotline("agency", "deliveries", hotline.slug, "--retry").returncode == 0
    assert "http-500" not in hotline("agency", "deliveries", hotline.slug).stdout


def test_what_an_agency_cannot_take_is_parked_seen_and_sent_again(hotline: Hotline, broker: Broker) -> None:
    own = hotline.add()["AMQP_URI"]
    queue = f"agency.{hotline.slug}"
    with pika.BlockingConnection(pika.URLParameters(broker.amqp_uri)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        about = pika.BasicProperties(message_id="hong")
        channel.basic_publish("cases", f"case.routed.{hotline.slug}", b"khong doc duoc", about, mandatory=True)
    with pika.BlockingConnection(pika.URLParameters(own)) as connection:
        channel = connection.channel()
        method, _, _ = eventually(lambda: found(channel.basic_get(queue)))
        channel.basic_nack(method.delivery_tag, requeue=False)
    eventually(lambda: "hong" in hotline("parked", "list", queue).stdout, within=20)
    eventually(lambda: hotline.line().split()[3:4] == ["1"], within=30)
    assert f"{queue}.parked" in hotline("parked", "list").stdout
    assert hotline("parked", "replay", queue, "--id", "hong").returncode == 0
    with pika.BlockingConnection(pika.URLParameters(own)) as connection:
        _, _, body = eventually(lambda: found(connection.channel().basic_get(queue, auto_ack=True)))
    assert body == b"khong doc duoc"


def found(answer: tuple[object, ...]) -> tuple[object, ...] | None:
    """Return a message, if there was one."""
    return answer if answer[0] else None
