"""What all simulators share."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.simulators.base import gsm
from tests.simulators.base.clock import Clock
from tests.simulators.base.courier import Courier, Webhook
from tests.simulators.base.faults import Faults
from tests.simulators.smsc import texts
from tests.simulators.smsc.pdu import Short
from tests.waiting import eventually

MOMENT = datetime(2026, 3, 2, 5, tzinfo=UTC)


def test_a_clock_can_be_stopped_moved_and_set_right_again():
    clock = Clock()
    clock.stop(MOMENT)
    clock.advance(hours=49)
    assert clock.now() == MOMENT + timedelta(hours=49)
    clock.set(MOMENT)
    assert clock.now() - MOMENT < timedelta(seconds=5)
    clock.reset()
    assert datetime.now(UTC) - clock.now() < timedelta(seconds=5)


def test_a_fault_is_for_its_path_and_counts_down():
    faults = Faults()
    faults.fail(-32, times=2, path="/message")
    assert [faults.take("fail", path) for path in ("/upload", "/message", "/message", "/message")] == [
        None,
        -32,
        -32,
        None,
    ]


def test_faults_can_be_cleared():
    faults = Faults()
    faults.fail(1)
    faults.outage()
    faults.limit(0)
    faults.clear()
    assert (faults.take("fail", ""), faults.is_out(), faults.over_limit()) == (None, False, False)


def test_what_is_delivered_soon_does_not_wait_for_what_is_delivered_late(receiver):
    courier = Courier(1.0, ())
    late, soon = (Webhook(f"{receiver.url}/{name}", b"{}", {}) for name in ("late", "soon"))
    courier.deliver_soon(late, after=60)
    courier.deliver_soon(soon)
    eventually(lambda: [each.path for each in receiver.arrived] == ["soon"])
    courier.close()


def test_where_nobody_listens_there_is_no_answer():
    courier = Courier(1.0, (0.01,))
    delivery = courier.deliver(Webhook("http://127.0.0.1:9/", b"{}", {}))
    eventually(lambda: delivery.given_up)
    assert delivery.statuses == [0, 0]
    courier.close()


@given(st.text(gsm.BASIC.replace("\x1b", "") + "".join(gsm.EXTENSION.values())))
def test_gsm_text_comes_back_as_it_went(text):
    assert gsm.decode(gsm.encode(text)) == text
    assert len(gsm.encode(text)) == gsm.septets(text)


@pytest.mark.parametrize("text", ["ả", "ç", "`", "\x1b", "😀"])
def test_what_gsm_has_not_is_none(text):
    assert gsm.septets(text) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=500))
@example("ả" * 66 + "😀" * 10)  # the pair would be cut at the 67th unit
@example("a" * 152 + "[" * 10)  # so would the escape at the 153rd septet
def test_a_text_from_a_telephone_is_the_sum_of_its_parts(text):
    read = [texts.part(Short("1", "1", octets, esm, coding)) for esm, coding, octets in texts.parts(text, 7)]
    assert sorted(each.number for each in read) == list(range(1, read[0].total + 1))
    assert "".join(each.text for each in read) == text
