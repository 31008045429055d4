"""Messages told: whatever order reports come in, and how often, the same is kept."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.kit.events import Event, NotificationTold
from services.kit.events.vocabulary import MESSAGE_STATES
from services.routing.domain.told import RANKS, Told, later, unheard
from services.routing.usecases.messages import KeepTold
from tests.unit.routing.builders import NOON, code
from tests.unit.routing.case_fakes import MemoryTold


@st.composite
def reports(draw):
    data = NotificationTold(
        code=code(1),
        message=draw(st.sampled_from(["m-1", "m-2"])),
        event="case.answered",
        channel=draw(st.sampled_from(["sms", "zalo"])),
        to="09xx xxx x12",
        state=draw(st.sampled_from(MESSAGE_STATES)),
        at=NOON + timedelta(minutes=draw(st.integers(0, 3))),
        reason=draw(st.sampled_from([None, "không có Zalo"])),
    )
    return Event.of(data, source="/notify", subject=data.code, at=data.at)


@given(st.lists(reports(), max_size=8), st.data())
def test_any_order_and_any_repetition_ends_in_the_same(history, data):
    straight, shuffled = MemoryTold(), MemoryTold()
    KeepTold(straight)(history)
    for event in data.draw(st.permutations(history + history[:3])):
        KeepTold(shuffled)([event])
    assert straight.by_id == shuffled.by_id


def test_every_state_a_message_may_have_has_a_rank():
    assert set(RANKS) == set(MESSAGE_STATES)


def _told(state, channel="sms", message="m-1", minutes=0):
    return Told(
        code=code(1),
        message=message,
        event="case.answered",
        channel=channel,
        to="09xx xxx x12",
        state=state,
        at=NOON + timedelta(minutes=minutes),
    )


def test_a_receipt_that_comes_late_counts_more_than_giving_up():
    assert later(_told("failed", minutes=5), _told("delivered")).state == "delivered"


def test_a_citizen_is_not_reached_only_when_every_way_has_failed():
    assert unheard((_told("failed", "zalo"), _told("delivered", "sms"))) == ()
    assert unheard((_told("failed", "zalo"), _told("queued", "sms"))) == ("case.answered",)
