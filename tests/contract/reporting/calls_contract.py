"""What every keeper of calls promises."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest

from services.reporting.domain.calls import Call, CallCounts, Talk
from services.reporting.domain.facts import Stamp
from services.reporting.usecases.forecasting.ports import Calls
from services.reporting.usecases.record_calls import KeepsCalls

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Keeper(KeepsCalls, Calls, Protocol):
    """Both sides of the store."""


def a_call(
    name: str, minute: float, disposition: str = "answered", *, waited: float = 10, talked: float = 90,
    after_hours: bool = False, told: int = 1,
) -> Call:  # fmt: skip
    """Return a call that came so many minutes after noon."""
    queued = NOON + timedelta(minutes=minute)
    answered = queued + timedelta(seconds=waited) if disposition == "answered" else None
    ended = (answered or queued) + timedelta(seconds=talked)
    stamp = Stamp(NOON + timedelta(seconds=told), f"call-ended-{name}")
    return Call(name, stamp, queued, answered, ended, disposition, None, after_hours)


CALLS = [
    a_call("a", 0), a_call("b", 14.99, "abandoned"), a_call("c", 15, waited=30, talked=110),
    a_call("d", 16, "voicemail"), a_call("e", 20, "busy", after_hours=True), a_call("f", 60),
]  # fmt: skip


class CallsContract:
    """Subclasses say what is under test."""

    def fresh(self) -> Keeper:
        """Return an empty keeper."""
        raise NotImplementedError

    def test_calls_are_counted_in_the_quarter_in_which_they_came_while_the_centre_was_open(self) -> None:
        keeper = self.fresh()
        keeper.merge(CALLS)
        quarter = timedelta(minutes=15)
        assert keeper.per_quarter(NOON, NOON + HOUR) == {NOON: 2, NOON + quarter: 2}
        assert keeper.per_quarter(NOON + HOUR, NOON + 2 * HOUR) == {NOON + HOUR: 1}

    def test_what_became_of_them_is_counted_with_waits_and_talks_of_the_answered(self) -> None:
        keeper = self.fresh()
        keeper.merge(CALLS)
        assert keeper.counts(NOON, NOON + HOUR) == CallCounts(4, 2, 1, 40.0, 200.0, 1)
        assert keeper.talk(NOON, NOON + HOUR) == Talk(2, 200.0)

    def test_a_span_without_calls_has_none(self) -> None:
        assert self.fresh().counts(NOON, NOON + HOUR) == CallCounts()
        assert self.fresh().per_quarter(NOON, NOON + HOUR) == {}

    def test_clocks_that_disagree_make_no_negative_wait(self) -> None:
        keeper = self.fresh()
        keeper.merge([a_call("a", 0, waited=-5)])
        assert keeper.counts(NOON, NOON + HOUR).wait_seconds == 0.0

    @pytest.mark.parametrize("seed", range(8))
    def test_in_any_order_and_repetition_the_latest_word_on_a_call_stands(self, seed: int) -> None:
        told = [*CALLS, *CALLS[:3], a_call("a", 0, "abandoned", told=9)]
        random.Random(seed).shuffle(told)
        keeper = self.fresh()
        keeper.merge(told[:4])
        keeper.merge(told[4:])
        assert keeper.counts(NOON, NOON + HOUR) == CallCounts(4, 1, 2, 30.0, 110.0, 1)
