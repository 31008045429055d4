"""The batch consumer on a real broker and database: nothing acknowledged that was not handled or put aside."""

import json
import signal

import pytest

from services.kit.messaging.topology import parked
from tests.integration.kit.stage import QUEUE, a_case, event_of
from tests.waiting import eventually

pytestmark = pytest.mark.integration


def test_events_arrive_in_batches_and_are_acknowledged(stage):
    ids = stage.publish(*(a_case(number) for number in range(250)))
    with stage.probe():
        eventually(lambda: stage.seen() == set(ids))
    assert stage.attempts() < 250
    assert stage.drain(QUEUE) == set()


def test_the_same_event_twice_has_one_effect_even_in_one_batch(stage):
    event = a_case(1)
    stage.publish(event, event, event)
    with stage.probe():
        eventually(lambda: stage.seen() == {event.id})
    assert stage.drain(QUEUE) == set()


def test_sigterm_finishes_what_is_in_flight_and_gives_the_rest_back_once(stage):
    slow = stage.publish(a_case(1, "slow"))
    with stage.probe() as process:
        eventually(lambda: stage.attempts() == 1)
        waiting = stage.publish(*(a_case(number, "slow") for number in range(2, 6)))
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert stage.seen() == set(slow)
    assert stage.drain(QUEUE) == set(waiting)


def test_kill_nine_in_the_handler_loses_nothing(stage):
    ids = stage.publish(a_case(1, "slow"), *(a_case(number) for number in range(2, 30)))
    with stage.probe() as process:
        eventually(lambda: stage.attempts() == 1)
        process.kill()
        process.wait(10)
    with stage.probe():
        eventually(lambda: stage.seen() == set(ids))
    assert stage.drain(QUEUE) == set()


def test_a_poisoned_event_does_not_stop_its_neighbours(stage):
    stage.publish(a_case(1, "reject"), *(a_case(number) for number in range(2, 20)))
    with stage.probe():
        eventually(lambda: len(stage.seen()) == 18)
        message = stage.get(parked(QUEUE))
    assert message.headers["x-reason"] == "asked-to-reject"
    assert message.headers["x-error"] == "Rejected"
    assert message.headers["x-queue"] == QUEUE
    assert message.headers["x-routing-key"] == "case.received.web"


def test_a_failing_event_is_tried_again_later_and_not_hot(stage):
    event = a_case(1, "fail once")
    stage.publish(event)
    with stage.probe():
        eventually(lambda: stage.seen() == {event.id})
    first, second = stage.attempt_times()
    assert (second - first).total_seconds() >= 0.9


def test_an_event_that_climbed_the_whole_ladder_is_parked_with_its_reason(stage):
    stage.publish(a_case(1, "fail"), direct=True, headers={"x-attempts": 4})
    with stage.probe():
        message = stage.get(parked(QUEUE))
    assert message.headers["x-reason"] == "handler-failed"
    assert message.headers["x-error"] == "ValueError"
    assert stage.attempts() == 1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"\xff\xfe not json", "not-json"),
        (b"[]", "not-an-event"),
        (json.dumps({"type": "case.received"}).encode(), "not-an-event"),
        (b'{"type":"case.unheard","dataschema":"case.unheard/1"}', "unknown-event-type"),
    ],
)
def test_what_is_no_event_is_parked_with_its_reason_and_never_acked_away(stage, body, reason):
    stage.publish_raw(body)
    with stage.probe():
        message = stage.get(parked(QUEUE))
        assert message.body == body
        assert message.headers["x-reason"] == reason
        good = stage.publish(a_case(7))
        eventually(lambda: stage.seen() == set(good))


def test_a_missing_queue_makes_the_service_unready_and_it_recovers(stage):
    stage.delete(QUEUE)
    with stage.probe(ready=False) as process:
        eventually(lambda: "missing" in process.readiness().get(f"queue {QUEUE}", ""))
        assert process.popen.poll() is None
        stage.declare()
        ids = stage.publish(a_case(1))
        eventually(lambda: stage.seen() == set(ids), within=15)
        eventually(lambda: process.readiness() == {})


def test_a_parking_queue_that_is_not_bound_makes_the_service_unready_and_loses_nothing(stage):
    """The broker confirms also what it has no queue for."""
    stage.unbind(parked(QUEUE), "parked", QUEUE)
    event = a_case(1, "reject")
    stage.publish(event)
    with stage.probe(ready=False) as process:
        eventually(lambda: "parked leads nowhere" in process.readiness().get(f"queue {QUEUE}", ""))
        stage.declare()
        assert event_of(stage.get(parked(QUEUE))) == event


def test_what_the_broker_gives_up_on_is_parked(stage):
    """Were a message never settled, it would pass the delivery limit; one that is refused goes the same way at once."""
    event = a_case(1)
    stage.publish(event)
    stage.refuse(QUEUE)
    assert event_of(stage.get(parked(QUEUE))) == event


def test_a_queue_with_other_arguments_makes_the_service_unready_with_the_reason(stage):
    stage.delete(QUEUE)
    stage.declare_queue(QUEUE, {"x-queue-type": "classic"})
    with stage.probe(ready=False) as process:
        eventually(lambda: "differs from the topology" in process.readiness().get(f"queue {QUEUE}", ""))


def test_a_handler_that_hogs_the_processor_longer_than_a_heartbeat_costs_nothing(stage):
    """The broker may close the connection meanwhile; the process must live on and handle the event once."""
    event = a_case(1, "hog")
    stage.publish(event)
    with stage.probe() as process:
        eventually(lambda: stage.seen() == {event.id}, within=20)
        after = stage.publish(a_case(2))
        eventually(lambda: set(after) <= stage.seen(), within=15)
        assert process.popen.poll() is None


def test_a_lost_connection_is_opened_again_and_nothing_is_lost(stage):
    with stage.probe() as process:
        stage.close_connections()
        ids = stage.publish(*(a_case(number) for number in range(20)))
        eventually(lambda: stage.seen() == set(ids), within=15)
        eventually(lambda: process.readiness() == {}, within=15)


def test_what_was_parked_reads_like_what_was_sent(stage):
    event = a_case(1, "reject")
    stage.publish(event)
    with stage.probe():
        message = stage.get(parked(QUEUE))
    assert event_of(message) == event
