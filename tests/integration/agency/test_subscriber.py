"""The program in examples/agency against a real broker, with an agency's rights and nothing more."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pika
import pytest
from pika.adapters.blocking_connection import BlockingChannel

from services.kit.events import ReplyAnswered, decode, validate
from tests.integration.agency.conftest import Agency
from tests.servers.broker import Broker
from tests.waiting import eventually

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[3]
Run = Callable[[], AbstractContextManager[subprocess.Popen[str]]]


@pytest.fixture
def run(agency: Agency) -> Run:
    """Run the example as the agency does."""

    @contextmanager
    def running() -> Iterator[subprocess.Popen[str]]:
        program = subprocess.Popen(
            [sys.executable, str(ROOT / "examples" / "agency" / "subscriber.py")],
            env={"AGENCY": agency.slug, "AMQP_URI": agency.amqp_uri, "PYTHONUTF8": "1", "PATH": os.environ["PATH"]},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield program
        finally:
            program.terminate()
            program.communicate(timeout=10)

    return running


@pytest.fixture
def channel(agency: Agency, shared_broker: Broker) -> Iterator[BlockingChannel]:
    """A channel with all rights, on empty queues."""
    with pika.BlockingConnection(pika.URLParameters(shared_broker.amqp_uri)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        for queue in (f"agency.{agency.slug}", "routing.replies"):
            channel.queue_purge(queue)
        yield channel


def route_a_case(channel: BlockingChannel, agency: Agency) -> None:
    event = json.loads((ROOT / "contracts/events/case.routed/v1/example.json").read_text())
    event["data"]["agency"] = agency.slug
    channel.basic_publish("cases", f"case.routed.{agency.slug}", json.dumps(event).encode(), mandatory=True)


def next_reply(channel: BlockingChannel) -> tuple[Any, Any, bytes]:
    def fetched() -> tuple[Any, Any, bytes] | None:
        method, properties, body = channel.basic_get("routing.replies", auto_ack=True)
        return (method, properties, body) if method else None

    return eventually(fetched)  # type: ignore[return-value]


def test_a_case_is_accepted_and_answered_under_the_agencys_own_name(
    run: Run, channel: BlockingChannel, agency: Agency
) -> None:
    route_a_case(channel, agency)
    with run():
        for type_ in ("reply.accepted", "reply.answered"):
            method, properties, body = next_reply(channel)
            event = decode(body)
            assert method.routing_key == f"{type_}.{agency.slug}"
            assert properties.user_id == f"agency.{agency.slug}"
            assert (event.type, event.subject) == (type_, "2611234829170")
    answer = validate(ReplyAnswered, json.loads(body)["data"])
    assert "Sở Xây dựng" in answer.answer


def test_a_case_that_comes_twice_is_replied_to_with_the_same_ids(
    run: Run, channel: BlockingChannel, agency: Agency
) -> None:
    for _ in range(2):
        route_a_case(channel, agency)
    with run():
        ids = [decode(next_reply(channel)[2]).id for _ in range(4)]
    assert ids[:2] == ids[2:]
    assert ids[0] != ids[1]


def test_a_case_stays_in_the_queue_while_replies_find_no_gateway(
    run: Run, channel: BlockingChannel, agency: Agency
) -> None:
    """A reply that cannot be routed is returned by the broker: the case is not acknowledged and comes again."""
    keys = [f"reply.{kind}.#" for kind in ("accepted", "answered", "returned")]
    for key in keys:
        channel.queue_unbind("routing.replies", "replies", key)
    route_a_case(channel, agency)
    with run() as program:
        assert program.stdout is not None
        eventually(lambda: "UnroutableError" in (program.stdout.readline() if program.stdout else ""))
        for key in keys:
            channel.queue_bind("routing.replies", "replies", key)
        assert decode(next_reply(channel)[2]).type == "reply.accepted"


def test_a_refused_reply_is_told(run: Run, channel: BlockingChannel, agency: Agency) -> None:
    event = (ROOT / "contracts/events/reply.rejected/v1/example.json").read_bytes()
    channel.basic_publish("cases", f"reply.rejected.{agency.slug}", event, mandatory=True)
    with run() as program:
        eventually(lambda: "không được giao cho cơ quan" in (program.stdout.readline() if program.stdout else ""))


def test_an_event_of_a_type_not_known_yet_is_passed_over(run: Run, channel: BlockingChannel, agency: Agency) -> None:
    body = json.dumps({"type": "case.due_soon", "id": "1", "subject": "2611234829170", "data": {}}).encode()
    channel.basic_publish("cases", f"case.routed.{agency.slug}", body, mandatory=True)
    route_a_case(channel, agency)
    with run():
        assert decode(next_reply(channel)[2]).type == "reply.accepted"
