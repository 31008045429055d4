"""The topology is pinned here word by word: a queue that changes its name loses what waits in the old one."""

from services.kit.messaging.topology import CONSUMERS, EXCHANGES, LADDER, agency_queue, parked, queues


def test_the_list_of_queues_is_the_one_that_operations_knows():
    assert sorted(queue.name for queue in queues()) == [
        "intake.reference",
        "intake.reference.parked",
        "notify.cases",
        "notify.cases.parked",
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
        "routing.replies",
        "routing.replies.parked",
    ]


def test_the_exchanges_are_two_for_facts_and_one_for_each_rung_of_the_ladder():
    assert [exchange.name for exchange in EXCHANGES] == [
        "cases",
        "replies",
        "retry.1s",
        "retry.10s",
        "retry.1m",
        "retry.10m",
    ]


def test_every_queue_is_a_quorum_queue():
    assert {queue.arguments["x-queue-type"] for queue in (*queues(), agency_queue("so-y-te"))} == {"quorum"}


def test_no_consumer_queue_can_drop_a_message_it_gave_up_on():
    for name in CONSUMERS:
        queue = next(queue for queue in queues() if queue.name == name)
        assert queue.arguments["x-dead-letter-routing-key"] == parked(name)
        assert queue.arguments["x-dead-letter-strategy"] == "at-least-once"


def test_a_rung_returns_messages_to_the_queue_that_their_routing_key_names():
    for delay in LADDER:
        queue = next(queue for queue in queues() if queue.name == delay.name)
        assert queue.arguments["x-message-ttl"] == delay.seconds * 1000
        assert queue.arguments["x-dead-letter-exchange"] == ""
        assert "x-dead-letter-routing-key" not in queue.arguments


def test_an_agency_gets_its_own_cases_and_refusals_and_nothing_else():
    assert {binding.key for binding in agency_queue("so-y-te").bindings} == {
        "case.routed.so-y-te",
        "reply.rejected.so-y-te",
    }


def test_contact_details_reach_internal_queues_only():
    readers = [
        name for name, bindings in CONSUMERS.items() if any("received" in b.key or b.key == "case.#" for b in bindings)
    ]
    assert sorted(readers) == ["notify.cases", "publish.cases", "reporting.cases", "routing.cases"]
