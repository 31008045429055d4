"""The topology is pinned here word by word: a queue that changes its name loses what waits in the old one."""

import pytest

from services.kit.messaging.topology import (
    CONSUMERS,
    EXCHANGES,
    LADDER,
    Binding,
    agency_queue,
    parking_queue,
    queues,
)


def named(name):
    return next(queue for queue in queues() if queue.name == name)


def test_the_list_of_queues_is_the_one_that_operations_knows():
    assert sorted(queue.name for queue in queues()) == [
        "intake.progress",
        "intake.progress.parked",
        "intake.reference",
        "intake.reference.parked",
        "intake.sms",
        "intake.sms.parked",
        "notify.cases",
        "notify.cases.parked",
        "notify.messages",
        "notify.messages.parked",
        "notify.reference",
        "notify.reference.parked",
        "publish.cases",
        "publish.cases.parked",
        "reporting.cases",
        "reporting.cases.parked",
        "retry.10m",
        "retry.10s",
        "retry.1m",
        "retry.1s",
        "routing.cases",
        "routing.cases.parked",
        "routing.feedback",
        "routing.feedback.parked",
        "routing.gateway",
        "routing.gateway.parked",
        "routing.replies",
        "routing.replies.parked",
    ]


def test_the_exchanges_are_two_for_facts_one_for_parking_and_one_for_each_rung_of_the_ladder():
    assert [(exchange.name, exchange.type) for exchange in EXCHANGES] == [
        ("cases", "topic"),
        ("replies", "topic"),
        ("parked", "direct"),
        ("retry.1s", "topic"),
        ("retry.10s", "topic"),
        ("retry.1m", "topic"),
        ("retry.10m", "topic"),
    ]


def test_every_queue_is_a_quorum_queue():
    assert {queue.arguments["x-queue-type"] for queue in (*queues(), agency_queue("so-y-te"))} == {"quorum"}


@pytest.mark.parametrize("queue", [*map(named, CONSUMERS), agency_queue("so-y-te")], ids=lambda queue: queue.name)
def test_no_consumer_queue_can_drop_a_message_it_gave_up_on(queue):
    assert queue.arguments["x-dead-letter-exchange"] == "parked"
    assert queue.arguments["x-dead-letter-routing-key"] == queue.name
    assert queue.arguments["x-dead-letter-strategy"] == "at-least-once"
    assert parking_queue(queue.name).bindings == (Binding("parked", queue.name),)


def test_a_rung_returns_messages_to_the_queue_that_their_routing_key_names():
    for delay in LADDER:
        queue = named(delay.name)
        assert queue.bindings == (Binding(delay.name, "#"),)
        assert queue.arguments["x-message-ttl"] == delay.seconds * 1000
        assert queue.arguments["x-dead-letter-exchange"] == ""
        assert "x-dead-letter-routing-key" not in queue.arguments


def test_an_agency_gets_its_own_cases_what_becomes_of_them_and_refusals_and_nothing_else():
    assert {binding.key for binding in agency_queue("so-y-te").bindings} == {
        "case.routed.so-y-te",
        "case.moved.so-y-te",
        "case.due_soon.so-y-te",
        "case.overdue.so-y-te",
        "case.resumed.so-y-te",
        "case.extended.so-y-te",
        "case.withdrawn.so-y-te",
        "supplement.routed.so-y-te",
        "contribution.routed.so-y-te",
        "extension.refused.so-y-te",
        "reply.rejected.so-y-te",
    }


def test_contact_details_reach_internal_queues_only():
    readers = [
        name for name, bindings in CONSUMERS.items() if any("received" in b.key or b.key == "case.#" for b in bindings)
    ]
    assert sorted(readers) == ["notify.cases", "publish.cases", "reporting.cases", "routing.cases"]
