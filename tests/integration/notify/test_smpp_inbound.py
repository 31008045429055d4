"""What an SMSC hands us: receipts early, late, twice, for lost answers; texts of citizens, whole and in parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest

from services.kit.events import decode
from services.notify.adapters.mongo_ledger import MongoLedger
from services.notify.adapters.sms_arrivals import SmsArrivals
from services.notify.domain.message import State
from services.notify.domain.outcome import Accepted, Unknown
from services.notify.domain.sms.arrival import Piece
from services.notify.domain.sms.joining import Place
from tests.integration.notify.carrier import TRACKING, Carrier, a_text
from tests.servers.mongo import Mongo
from tests.simulators.base.together import at_the_same_time
from tests.simulators.smsc import SmscSimulator
from tests.waiting import eventually

pytestmark = pytest.mark.integration
CITIZEN = "84905000012"


@pytest.fixture
def carrier(mongo: Mongo) -> Iterator[Carrier]:
    with SmscSimulator() as smsc:
        smsc.redeliver_every = 0.3
        carrier = Carrier(smsc, mongo.database("notify"))
        yield carrier
        carrier.close()


def test_a_receipt_names_the_message_by_both_ids(carrier: Carrier) -> None:
    outcome = carrier.send()
    assert isinstance(outcome, Accepted)
    report = eventually(lambda: carrier.reports)[0]
    said = report.data
    assert (said.channel, said.status) == ("sms", "delivered")
    assert (said.provider_id, said.tracking) == (outcome.receipt, TRACKING)


def test_a_telephone_out_of_reach_is_reported_with_the_reason(carrier: Carrier) -> None:
    carrier.smsc.unreachable.add("0905000011")
    carrier.send()
    said = eventually(lambda: carrier.reports)[0].data
    assert (said.status, said.reason) == ("failed", "UNDELIV 001")


def test_a_long_text_is_reported_once_by_its_last_part(carrier: Carrier) -> None:
    outcome = carrier.send(text="xin chao " * 50)
    assert isinstance(outcome, Accepted)
    ids = carrier.smsc.inbox("0905000011")[0]["message_ids"]
    assert outcome.receipt == ids[-1]
    assert [each.data.provider_id for each in eventually(lambda: carrier.reports)] == [ids[-1]]


def test_the_failure_of_any_part_names_the_message(carrier: Carrier) -> None:
    carrier.smsc.receipts = False
    carrier.send(text="xin chao " * 50)
    first = carrier.smsc.inbox("0905000011")[0]["message_ids"][0]
    carrier.smsc.report(first, "UNDELIV")
    assert eventually(lambda: carrier.reports)[0].data.tracking == TRACKING


def test_a_receipt_told_twice_is_the_same_event(carrier: Carrier) -> None:
    carrier.smsc.receipts = False
    outcome = carrier.send()
    assert isinstance(outcome, Accepted)
    for _ in range(2):
        carrier.smsc.report(outcome.receipt)
    eventually(lambda: len(carrier.reports) == 2)
    assert len({each.id for each in carrier.reports}) == 1


def test_what_is_not_final_is_acknowledged_and_forgotten(carrier: Carrier) -> None:
    carrier.smsc.receipts = False
    outcome = carrier.send()
    assert isinstance(outcome, Accepted)
    waiting = carrier.smsc.report(outcome.receipt, "UNKNOWN")
    eventually(lambda: waiting.accepted)
    assert carrier.reports == []


def test_a_receipt_is_only_acknowledged_when_it_is_stored(carrier: Carrier) -> None:
    carrier.smsc.receipts, carrier.broken = False, True
    outcome = carrier.send()
    assert isinstance(outcome, Accepted)
    waiting = carrier.smsc.report(outcome.receipt)
    eventually(lambda: waiting.statuses)
    assert waiting.statuses[0] == 0x64
    carrier.broken = False
    eventually(lambda: waiting.accepted)
    assert carrier.reports[0].data.provider_id == outcome.receipt


def test_a_receipt_after_a_lost_answer_finds_its_message_by_telephone_and_words(carrier: Carrier) -> None:
    ledger = MongoLedger(carrier.database)
    ledger.claim_new([a_text(), a_text(key="other", recipient="+84905000013", message_id="1022.0.other")])
    carrier.smsc.receipts = False
    carrier.use(timeout=0.3)
    carrier.smsc.faults.swallow(path="submit")
    assert isinstance(carrier.send(), Unknown)
    carrier.use()  # another process, which remembers nothing
    carrier.smsc.report(carrier.smsc.inbox("0905000011")[0]["message_ids"][0])
    assert eventually(lambda: carrier.reports)[0].data.tracking == TRACKING


@pytest.mark.parametrize(
    "others",
    [
        # two messages begin alike: nobody can tell which one it was
        [a_text(), a_text(key="twin", message_id="1022.0.twin")],
        # the fate of the only one is known already
        [a_text(state=State.SENT)],
        # the only one says something else
        [a_text(text="Đã trả lời.")],
    ],
)
def test_in_doubt_a_receipt_names_no_message_of_ours(carrier: Carrier, others: list) -> None:  # type: ignore[type-arg]
    MongoLedger(carrier.database).claim_new(others)
    carrier.smsc.receipts = False
    carrier.send()
    carrier.use()
    carrier.smsc.report(carrier.smsc.inbox("0905000011")[0]["message_ids"][0])
    assert eventually(lambda: carrier.reports)[0].data.tracking is None


@pytest.mark.parametrize(
    "text",
    [
        "1022 TC 2611234829170",
        "Đèn đường hỏng ở hẻm 12 Hùng Vương 👍🏽",
        "[test] {a} € ~",
        "khong dau " * 40,
        "Đường ngập sâu, nước chảy vào nhà. " * 12,
    ],
)
def test_what_a_citizen_writes_is_passed_on_once_and_whole(carrier: Carrier, text: str) -> None:
    waiting = carrier.smsc.say("0905000012", text)
    eventually(lambda: all(each.accepted for each in waiting))
    (entry,) = carrier.arrived()
    assert entry["key"] == "message.arrived.sms"
    event = decode(entry["body"])
    assert event.data.text == text
    assert (event.data.channel, event.data.sender, event.data.recipient) == ("sms", CITIZEN, "1022")
    assert CITIZEN not in event.subject


def test_a_text_delivered_again_is_passed_on_once(carrier: Carrier) -> None:
    waiting = carrier.smsc.say("0905000012", "xin chào, đường hỏng " * 8, times=3)
    eventually(lambda: all(each.accepted for each in waiting))
    assert len(carrier.arrived()) == 1


def test_the_same_words_later_are_a_new_message(carrier: Carrier) -> None:
    for _ in range(2):
        carrier.smsc.say("0905000012", "1022 TC 2611234829170")
        eventually(lambda: not carrier.smsc.queue.pending())
        carrier.clock.at += timedelta(minutes=5)
    assert len(carrier.arrived()) == 2


def part(number: int, text: str, total: int = 2, reference: int = 7) -> Piece:
    return Piece(CITIZEN, "1022", text, Place(reference, total, number))


def test_parts_in_any_order_and_twice_make_one_text(carrier: Carrier) -> None:
    for piece in (part(3, "c", 3), part(1, "a", 3), part(1, "a", 3), part(3, "c", 3), part(2, "b", 3)):
        carrier.arrivals.keep(piece)
    carrier.arrivals.keep(part(2, "b", 3))
    (entry,) = carrier.arrived()
    assert decode(entry["body"]).data.text == "abc"


def test_parts_that_come_to_two_replicas_at_once_make_one_text(carrier: Carrier) -> None:
    replicas = [SmsArrivals(carrier.database, carrier.clock) for _ in range(4)]
    for reference in range(20):
        works = [partial(each.keep, part(n, str(n), 4, reference)) for n, each in enumerate(replicas, 1)]
        at_the_same_time(works)
    texts = [decode(entry["body"]).data.text for entry in carrier.arrived()]
    assert texts == ["1234"] * 20


def test_a_number_used_again_joins_no_other_text(carrier: Carrier) -> None:
    for text in ("một", "hai"):
        carrier.arrivals.keep(part(1, f"{text} "))
        carrier.arrivals.keep(part(2, f"{text}."))
    assert [decode(entry["body"]).data.text for entry in carrier.arrived()] == ["một một.", "hai hai."]


def test_a_text_that_begins_in_one_span_of_time_and_ends_in_the_next_is_one(carrier: Carrier) -> None:
    carrier.clock.at = carrier.clock.at.replace(minute=14, second=59)
    carrier.arrivals.keep(part(1, "a"))
    carrier.clock.at += timedelta(seconds=2)
    carrier.arrivals.keep(part(2, "b"))
    (entry,) = carrier.arrived()
    assert decode(entry["body"]).data.text == "ab"


def test_a_part_that_never_comes_does_not_hold_the_others_for_ever(carrier: Carrier) -> None:
    carrier.arrivals.keep(part(1, "đường hỏng"))
    carrier.arrivals.sweep()
    assert carrier.arrived() == []
    carrier.clock.at += timedelta(minutes=16)
    carrier.arrivals.sweep()
    (entry,) = carrier.arrived()
    assert decode(entry["body"]).data.text == "đường hỏng … "


def test_a_text_whose_last_step_was_lost_is_passed_on_when_it_is_delivered_again(carrier: Carrier) -> None:
    whole = Piece(CITIZEN, "1022", "xin chào")
    key, _ = whole.keys(carrier.clock.now())
    carrier.arrivals._add(key, whole, carrier.clock.now())  # and then the process died
    assert carrier.arrived() == []
    carrier.arrivals.keep(whole)
    assert len(carrier.arrived()) == 1
