"""What is known of a call, whatever order its signals come in, and what follows from it."""

from datetime import timedelta
from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.calls.call_back import belongs, urgency
from services.intake.domain.calls.facts import Call, changes, merged
from services.intake.domain.calls.masking import masked
from services.intake.domain.calls.outcome import SILENT, is_over, outcome
from services.intake.domain.calls.signal import Signal
from tests.unit.intake.calls.call_fakes import InMemoryCalls
from tests.unit.intake.calls.signals import HISTORIES, at, signal


def call_of(*signals: Signal) -> Call:
    calls = InMemoryCalls()
    for number, each in enumerate(signals):
        calls.note(each, str(number), each.at)
    found = calls.find("generic:c-1")
    assert found is not None
    return found


@given(HISTORIES.flatmap(lambda each: st.tuples(st.just(each), st.permutations(each + each))))
def test_any_order_and_any_repetition_end_in_the_same_record(told: tuple[list[Signal], list[Signal]]) -> None:
    first, second = (reduce(lambda facts, each: merged(facts, changes(each)), each, {}) for each in told)
    assert first == second


def test_a_record_holds_what_any_signal_said() -> None:
    call = call_of(
        signal("hangup", 100, disposition="answered", recording="https://pbx.example.org/r.wav"),
        signal("ringing", 0, did="02691022", branch="phan-anh"),
        signal("answered", 8, extension="101"),
        signal("answered", 40, extension="102"),
    )
    assert (call.began_at, call.answered_at, call.ended_at) == (at(0), at(8), at(100))
    assert (call.did, call.branch, call.extension, call.number) == ("02691022", "phan-anh", "102", "+84905000012")
    assert (call.recording, call.over, call.answered) == ("https://pbx.example.org/r.wav", True, True)


@pytest.mark.parametrize(
    ("signals", "after_hours", "disposition", "call_back"),
    [
        ([signal("hangup", 5)], False, "abandoned", True),
        ([signal("abandoned", 5)], False, "abandoned", True),
        ([signal("hangup", 5, disposition="busy")], False, "busy", True),
        ([signal("hangup", 5, disposition="callback_requested")], False, "callback_requested", True),
        ([signal("answered", 3), signal("hangup", 5)], False, "answered", False),
        ([signal("hangup", 5), signal("answered", 3)], False, "answered", False),  # in any order
        ([signal("hangup", 5, disposition="answered")], False, "answered", False),  # a vendor with one final message
        # A transfer was given up, but somebody had talked to the caller.
        ([signal("answered", 3), signal("abandoned", 5)], False, "answered", False),
        ([signal("voicemail", 5)], False, "voicemail", False),
        ([signal("hangup", 5, disposition="voicemail")], True, "voicemail", False),
        ([signal("hangup", 5)], True, "abandoned", True),
        # After hours the menu picks up; only an extension is somebody.
        ([signal("answered", 1), signal("hangup", 5)], True, "abandoned", True),
        ([signal("answered", 1, extension="101"), signal("hangup", 5)], True, "answered", False),
        ([signal("hangup", 5, outbound=True)], False, "abandoned", False),  # we called
    ],
)
def test_how_a_call_ended_and_whether_it_is_owed_one(
    signals: list[Signal], after_hours: bool, disposition: str, call_back: bool
) -> None:
    result = outcome(call_of(*signals), after_hours=after_hours)
    assert (result.disposition, result.call_back) == (disposition, call_back)


def test_a_call_without_an_end_is_over_after_hours_of_silence() -> None:
    call = call_of(signal("ringing", 0), signal("answered", 8))
    assert not is_over(call, at(8) + SILENT - timedelta(seconds=1))
    assert is_over(call, at(8) + SILENT)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+84905000012", "09xxxxxx12"),
        ("+842693822012", "02xxxxxxx12"),
        ("+15005550006", "+1xxxxxxxx06"),
        ("113", "113"),
        (None, None),
    ],
)
def test_a_masked_number_tells_the_network_and_two_digits(number: str | None, shown: Any) -> None:
    assert masked(number) == shown


@pytest.mark.parametrize(("calls", "word"), [(1, "normal"), (2, "raised"), (3, "urgent"), (9, "urgent")])
def test_whoever_calls_often_is_urgent(calls: int, word: str) -> None:
    assert urgency(calls) == word


@pytest.mark.parametrize(("minutes", "one"), [(-30, True), (0, True), (119, True), (120, False), (300, False)])
def test_calls_of_two_hours_are_one_wish(minutes: int, one: bool) -> None:
    assert belongs(at(0), at(minutes * 60)) is one
