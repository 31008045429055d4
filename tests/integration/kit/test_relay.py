"""The relay on a real broker and database: nothing leaves the outbox unconfirmed, nothing stays for ever."""

import signal

import pytest

from services.kit.storage.outbox import PENDING, ensure_outbox, entry
from tests.integration.kit.stage import QUEUE, a_case
from tests.waiting import eventually

pytestmark = pytest.mark.integration


@pytest.fixture
def outbox(stage):
    """A collection with an outbox, as a service would have it."""
    ensure_outbox(stage.database.aggregates)
    return stage.database.aggregates


def store(outbox, *events, key="web"):
    outbox.insert_many([{"_id": event.id, "outbox": [entry(event, key)]} for event in events])
    return {event.id for event in events}


def pending(outbox):
    return outbox.count_documents(PENDING)


def test_what_is_in_the_outbox_reaches_the_queue_and_leaves_the_outbox(stage, outbox):
    with stage.relay():
        ids = store(outbox, *(a_case(number) for number in range(120)))
        eventually(lambda: pending(outbox) == 0)
    assert stage.drain(QUEUE) == ids


def test_what_was_stored_while_no_relay_ran_is_swept_up(stage, outbox):
    ids = store(outbox, a_case(1), a_case(2))
    with stage.relay():
        eventually(lambda: pending(outbox) == 0)
    assert stage.drain(QUEUE) == ids


def test_an_entry_pushed_onto_an_old_document_wakes_the_relay(stage, outbox):
    outbox.insert_one({"_id": "old", "outbox": []})
    with stage.relay():
        first, second = a_case(1), a_case(2)
        outbox.update_one({"_id": "old"}, {"$push": {"outbox": entry(first, "web")}})
        eventually(lambda: pending(outbox) == 0, within=3)
        outbox.update_one({"_id": "old"}, {"$push": {"outbox": {"$each": [entry(second, "web")]}}})
        eventually(lambda: pending(outbox) == 0, within=3)
    assert stage.drain(QUEUE) == {first.id, second.id}


def test_an_event_without_a_queue_stays_in_the_outbox_and_does_not_stop_the_others(stage, outbox):
    lost, good = a_case(1), a_case(2)
    outbox.insert_one({"_id": "lost", "outbox": [{**entry(lost, "web"), "key": "nobody.listens"}]})
    with stage.relay() as relay:
        store(outbox, good)
        eventually(lambda: pending(outbox) == 1)
        series = f'hotline_relay_unroutable{{database="{stage.database.name}"}} 1.0'
        eventually(lambda: series in relay.metrics())
    assert outbox.find_one(PENDING)["_id"] == "lost"
    assert stage.drain(QUEUE) == {good.id}


def test_kill_nine_between_publish_and_clear_repeats_but_never_loses(stage, outbox):
    ids = store(outbox, *(a_case(number) for number in range(3000)))
    with stage.relay(ready=False) as relay:
        eventually(lambda: 0 < pending(outbox) < 3000, every=0.005)
        relay.kill()
        relay.wait(10)
    with stage.relay():
        eventually(lambda: pending(outbox) == 0, within=20)
    assert stage.drain(QUEUE) == ids


def test_sigterm_leaves_nothing_half_done(stage, outbox):
    ids = store(outbox, *(a_case(number) for number in range(2000)))
    with stage.relay(ready=False) as relay:
        eventually(lambda: pending(outbox) < 2000, every=0.005)
        relay.send_signal(signal.SIGTERM)
        assert relay.wait(15) == 0
    sent = stage.drain_list(QUEUE)
    assert len(sent) == len(set(sent)), "a clean stop repeats nothing"
    assert len(sent) + pending(outbox) == len(ids)


def test_a_lost_connection_is_opened_again(stage, outbox):
    with stage.relay() as relay:
        stage.close_connections()
        ids = store(outbox, *(a_case(number) for number in range(10)))
        eventually(lambda: pending(outbox) == 0, within=15)
        assert relay.popen.poll() is None
    assert stage.drain(QUEUE) >= ids
