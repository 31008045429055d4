"""An agency's RabbitMQ user may read its own queue and reply under its own name; the broker refuses everything else."""

from collections.abc import Callable
from typing import Any

import pika
import pytest
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import ChannelClosedByBroker, ProbableAccessDeniedError

from services.kit.messaging.topology import REPLIES_OF_AGENCIES
from tests.integration.agency.conftest import Agency
from tests.servers.broker import Broker
from tests.waiting import eventually

pytestmark = pytest.mark.integration

ACCESS_REFUSED, PRECONDITION_FAILED = 403, 406


def refusal(agency: Agency, attempt: Callable[[BlockingChannel], object]) -> int:
    """Return the code with which the broker closed the channel."""
    with agency.channel() as channel, pytest.raises(ChannelClosedByBroker) as closed:
        attempt(channel)
    return int(closed.value.reply_code)


def reply(channel: BlockingChannel, key: str, user_id: str | None, exchange: str = "replies") -> None:
    channel.basic_publish(exchange, key, b"{}", pika.BasicProperties(user_id=user_id), mandatory=True)


@pytest.mark.parametrize("kind", REPLIES_OF_AGENCIES)
def test_an_agency_replies_under_its_own_name(agency: Agency, kind: str) -> None:
    with agency.channel() as channel:
        reply(channel, f"reply.{kind}.{agency.slug}", f"agency.{agency.slug}")


def test_an_agency_reads_its_own_cases_and_no_others(agency: Agency, neighbour: Agency, shared_broker: Broker) -> None:
    ours = pika.BlockingConnection(pika.URLParameters(shared_broker.amqp_uri))
    for each in (agency, neighbour):
        ours.channel().basic_publish("cases", f"case.routed.{each.slug}", each.slug.encode())
    ours.close()
    with agency.channel() as channel:
        queue = f"agency.{agency.slug}"
        _, _, received = eventually(lambda: got(channel.basic_get(queue, auto_ack=True)))
        assert received == agency.slug.encode()
        assert channel.basic_get(queue) == (None, None, None)


def got(answer: tuple[Any, Any, Any]) -> tuple[Any, Any, Any] | None:
    return answer if answer[0] else None


def test_an_agency_cannot_read_anothers_queue(agency: Agency, neighbour: Agency) -> None:
    others = f"agency.{neighbour.slug}"
    assert refusal(agency, lambda c: c.basic_consume(others, lambda *_: None)) == ACCESS_REFUSED
    assert refusal(agency, lambda c: c.basic_get(others)) == ACCESS_REFUSED
    assert refusal(agency, lambda c: c.queue_purge(others)) == ACCESS_REFUSED


@pytest.mark.parametrize(
    "queue",
    [
        "routing.cases",  # contact details of every citizen
        "routing.replies",  # other agencies' answers
        "routing.cases.parked",
        "retry.1s",
    ],
)
def test_an_agency_cannot_read_the_systems_queues(agency: Agency, queue: str) -> None:
    assert refusal(agency, lambda c: c.basic_get(queue)) == ACCESS_REFUSED


@pytest.mark.parametrize("key", ["case.received.#", "case.#", "#", "case.routed.so-khac"])
def test_an_agency_cannot_bind_its_queue_to_more(agency: Agency, key: str) -> None:
    assert refusal(agency, lambda c: c.queue_bind(f"agency.{agency.slug}", "cases", key)) == ACCESS_REFUSED


def test_an_agency_can_declare_nothing(agency: Agency) -> None:
    assert refusal(agency, lambda c: c.queue_declare("cua-toi")) == ACCESS_REFUSED
    assert refusal(agency, lambda c: c.queue_declare("", exclusive=True)) == ACCESS_REFUSED
    assert refusal(agency, lambda c: c.queue_declare(f"agency.{agency.slug}.moi")) == ACCESS_REFUSED
    assert refusal(agency, lambda c: c.exchange_declare("cua-toi", "topic")) == ACCESS_REFUSED


def test_an_agency_can_delete_nothing(agency: Agency) -> None:
    assert refusal(agency, lambda c: c.queue_delete(f"agency.{agency.slug}")) == ACCESS_REFUSED
    assert refusal(agency, lambda c: c.exchange_delete("replies")) == ACCESS_REFUSED


@pytest.mark.parametrize(
    ("exchange", "key"),
    [
        ("cases", "case.answered.so-khac"),  # an event nobody decided
        ("", "routing.replies"),  # around the check of the routing key, straight into the gateway's queue
        ("", "routing.cases"),
        ("retry.1s", "routing.cases"),
        ("amq.topic", "reply.answered.so-khac"),
    ],
)
def test_an_agency_publishes_to_the_replies_exchange_only(agency: Agency, exchange: str, key: str) -> None:
    assert refusal(agency, lambda c: reply(c, key, None, exchange)) == ACCESS_REFUSED


@pytest.mark.parametrize("key", ["reply.answered.{other}", "reply.rejected.{own}", "reply.answered.{own}.more", "#"])
def test_an_agency_cannot_use_another_routing_key(agency: Agency, neighbour: Agency, key: str) -> None:
    used = key.format(own=agency.slug, other=neighbour.slug)
    assert refusal(agency, lambda c: reply(c, used, f"agency.{agency.slug}")) == ACCESS_REFUSED


def test_an_agency_cannot_name_another_as_the_sender(agency: Agency, neighbour: Agency) -> None:
    forged = f"agency.{neighbour.slug}"
    assert refusal(agency, lambda c: reply(c, f"reply.answered.{agency.slug}", forged)) == PRECONDITION_FAILED


def test_an_agency_has_no_rights_in_other_virtual_hosts(agency: Agency) -> None:
    elsewhere = Agency(agency.slug, agency.amqp_uri.rpartition("/")[0] + "/%2F")
    with pytest.raises(ProbableAccessDeniedError), elsewhere.channel():
        pass
