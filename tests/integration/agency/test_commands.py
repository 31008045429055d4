"""`hotline agency` and `hotline parked` against a real broker."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator

import pika
import pytest
from pika.adapters.blocking_connection import BlockingChannel

from services.kit.commands.broker_api import BrokerApi
from services.kit.messaging import declare
from services.kit.messaging.rights import RIGHTS
from tests.servers.broker import Broker
from tests.servers.mongo import Mongo

pytestmark = pytest.mark.integration


class Hotline:
    """The command line with this test's servers."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def __call__(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "services.ops.cli", *arguments],
            env={**os.environ, **self.environment, **env},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.fixture
def hotline(broker: Broker, mongo: Mongo) -> Hotline:
    return Hotline({**broker.environment(), **mongo.environment()})


@pytest.fixture
def slug(hotline: Hotline) -> Iterator[str]:
    """An agency code of this test's own, disconnected afterwards."""
    code = f"so-thu-{secrets.token_hex(4)}"
    yield code
    hotline("agency", "remove", code, "--force")


@pytest.fixture
def channel(broker: Broker) -> Iterator[BlockingChannel]:
    """The topology, and a channel with all rights."""
    declare.apply(broker.amqp_uri)
    with pika.BlockingConnection(pika.URLParameters(broker.amqp_uri)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        yield channel


def credentials(output: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in output.splitlines())


def test_the_credentials_are_printed_once_and_work(hotline: Hotline, channel: BlockingChannel, slug: str) -> None:
    added = hotline("agency", "add", slug, "--force")
    assert added.returncode == 0, added.stderr
    with pika.BlockingConnection(pika.URLParameters(credentials(added.stdout)["AMQP_URI"])) as agency:
        assert agency.channel().basic_get(f"agency.{slug}") == (None, None, None)
    again = hotline("agency", "add", slug, "--force")
    assert (again.returncode, again.stdout) == (0, "")


def test_rotating_makes_a_new_password_and_ends_the_old_one(
    hotline: Hotline, channel: BlockingChannel, slug: str
) -> None:
    old = credentials(hotline("agency", "add", slug, "--force").stdout)["AMQP_URI"]
    new = credentials(hotline("agency", "add", slug, "--force", "--rotate").stdout)["AMQP_URI"]
    pika.BlockingConnection(pika.URLParameters(new)).close()
    with pytest.raises(pika.exceptions.ProbableAuthenticationError):
        pika.BlockingConnection(pika.URLParameters(old))


def test_an_agency_that_is_not_in_the_catalogue_is_refused(hotline: Hotline, mongo: Mongo, slug: str) -> None:
    refused = hotline("agency", "add", slug)
    assert refused.returncode == 2
    assert slug in refused.stderr


def test_a_name_that_could_be_a_pattern_is_refused(hotline: Hotline) -> None:
    assert hotline("agency", "add", ".*", "--force").returncode == 2
    assert hotline("agency", "remove", "so.y.te").returncode == 2


def test_an_agency_with_waiting_cases_is_removed_only_by_force(
    hotline: Hotline, channel: BlockingChannel, slug: str
) -> None:
    hotline("agency", "add", slug, "--force")
    channel.basic_publish("cases", f"case.routed.{slug}", b"{}", mandatory=True)
    assert hotline("agency", "remove", slug).returncode == 1
    assert slug in hotline("agency", "list").stdout
    assert hotline("agency", "remove", slug, "--force").returncode == 0
    assert slug not in hotline("agency", "list").stdout
    assert hotline("agency", "remove", slug).returncode == 2


def test_a_server_that_is_away_is_told_in_words(hotline: Hotline) -> None:
    away = "amqp://guest:guest@127.0.0.1:1/%2F"
    for arguments in (("topology", "check"), ("parked", "list")):
        failed = hotline(*arguments, AMQP_URI=away)
        assert failed.returncode == 3
        assert "Traceback" not in failed.stderr
    failed = hotline("agency", "list", RABBITMQ_API="http://guest:guest@127.0.0.1:1")
    assert (failed.returncode, "guest" in failed.stderr) == (3, False)


def test_the_topology_is_checked_and_applied(hotline: Hotline) -> None:
    assert hotline("topology", "check", RABBITMQ_API="").returncode == 1
    assert hotline("topology", "apply").returncode == 0
    assert hotline("topology", "check", RABBITMQ_API="").returncode == 0


@pytest.fixture
def accounts(broker: Broker) -> Iterator[dict[str, str]]:
    """What `topology users` wants to know, with names of this test's own; the users are removed afterwards."""
    prefix = f"thu-{secrets.token_hex(4)}."
    passwords = {f"BROKER_PASSWORD_{service.upper()}": f"mat-khau-{service}" for service in RIGHTS}
    yield {"BROKER_USER_PREFIX": prefix, **passwords}
    for service in RIGHTS:
        BrokerApi(broker.api, broker.vhost).delete("users", prefix + service)


def test_the_services_users_are_made_and_checked(hotline: Hotline, accounts: dict[str, str]) -> None:
    hotline("topology", "apply")
    user = f"{accounts['BROKER_USER_PREFIX']}relay"
    missing = hotline("topology", "check", **accounts)
    assert (missing.returncode, user in missing.stdout) == (1, True)
    assert user in hotline("topology", "users", "--dry-run", **accounts).stdout
    assert hotline("topology", "check", **accounts).returncode == 1, "a dry run changes nothing"
    for _ in range(2):
        made = hotline("topology", "users", **accounts)
        assert (made.returncode, "mat-khau" in made.stdout + made.stderr) == (0, False)
    assert hotline("topology", "check", **accounts).returncode == 0


@pytest.mark.parametrize("password", [None, ""])
def test_a_service_without_a_password_stops_the_command_before_it_changes_anything(
    hotline: Hotline, accounts: dict[str, str], password: str | None
) -> None:
    last = f"BROKER_PASSWORD_{list(RIGHTS)[-1].upper()}"
    known = {name: value for name, value in accounts.items() if name != last}
    refused = hotline("topology", "users", **known if password is None else {**known, last: password})
    assert (refused.returncode, last in refused.stderr) == (2, True)
    assert "mat-khau" not in refused.stderr
    assert "missing" in hotline("topology", "users", "--dry-run", **accounts).stdout


def park(channel: BlockingChannel, id_: str) -> None:
    body = json.dumps(
        {"id": id_, "type": "case.received", "data": {"code": "2611234829170", "text": "Nhà tôi mất điện"}}
    )
    headers = {"x-attempts": 4, "x-reason": "handler-failed", "x-routing-key": "case.received.web"}
    properties = pika.BasicProperties(message_id=id_, headers=headers)
    channel.basic_publish("", "routing.cases.parked", body.encode(), properties, mandatory=True)


def own_headers(properties: pika.BasicProperties) -> dict[str, object]:
    """Quorum queues add their count of deliveries."""
    return {name: value for name, value in properties.headers.items() if name != "x-delivery-count"}


def test_looking_at_parked_events_takes_none_and_hides_citizens_words(
    hotline: Hotline, channel: BlockingChannel
) -> None:
    park(channel, "một")
    park(channel, "hai")
    for _ in range(2):
        shown = hotline("parked", "show", "routing.cases").stdout
        assert "2611234829170" in shown
        assert "mất điện" not in shown
    assert "mất điện" in hotline("parked", "show", "routing.cases", "--full").stdout
    listed = hotline("parked", "list", "routing.cases").stdout
    assert listed.index("một") < listed.index("hai")
    assert "handler-failed" in listed


def test_a_replayed_event_is_back_in_its_queue_with_no_failed_attempts(
    hotline: Hotline, channel: BlockingChannel
) -> None:
    park(channel, "một")
    park(channel, "hai")
    assert hotline("parked", "replay", "routing.cases", "--id", "hai", "--dry-run").returncode == 0
    assert hotline("parked", "replay", "routing.cases", "--id", "hai").returncode == 0
    _, properties, _ = channel.basic_get("routing.cases", auto_ack=True)
    assert properties.message_id == "hai"
    assert own_headers(properties) == {"x-routing-key": "case.received.web"}
    assert channel.basic_get("routing.cases") == (None, None, None)
    assert "một" in hotline("parked", "list", "routing.cases").stdout


def test_dropping_asks_first(hotline: Hotline, channel: BlockingChannel) -> None:
    park(channel, "một")
    assert hotline("parked", "drop", "routing.cases").returncode != 0
    assert "một" in hotline("parked", "list", "routing.cases").stdout
    assert hotline("parked", "drop", "routing.cases", "--yes").returncode == 0
    assert "một" not in hotline("parked", "list", "routing.cases").stdout


def test_a_queue_that_does_not_exist_is_named(hotline: Hotline) -> None:
    failed = hotline("parked", "show", "khong-co")
    assert failed.returncode == 2
    assert "khong-co.parked" in failed.stderr


def test_a_reply_parked_by_the_broker_itself_keeps_its_verified_sender(
    hotline: Hotline, channel: BlockingChannel
) -> None:
    """The broker parks at the delivery limit; then a sender that was only claimed in a header must not be believed."""
    death = {"queue": "routing.replies", "reason": "delivery_limit", "exchange": "replies", "count": 1}
    headers = {
        "x-user-id": "agency.so-khac",
        "x-death": [{**death, "routing-keys": ["reply.answered.so-y-te"]}],
    }
    channel.basic_publish("", "routing.replies.parked", b"{}", pika.BasicProperties(message_id="ba", headers=headers))
    assert hotline("parked", "replay", "routing.replies").returncode == 0
    _, properties, _ = channel.basic_get("routing.replies", auto_ack=True)
    assert own_headers(properties) == {"x-routing-key": "reply.answered.so-y-te"}
