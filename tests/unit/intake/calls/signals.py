"""Signals of one call, and histories of them."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from services.intake.domain.calls.signal import KINDS, Signal
from tests.unit.intake.fakes import MONDAY

AN = "+84905000012"


def signal(kind: str, seconds: int = 0, **changes: Any) -> Signal:
    """Return a signal so many seconds after the call began."""
    whole: dict[str, Any] = {"vendor": "generic", "call": "c-1", "kind": kind, "at": at(seconds), "number": AN}
    return Signal(**{**whole, **changes})


def at(seconds: float) -> datetime:
    """Return a moment after the call began."""
    return MONDAY + timedelta(seconds=seconds)


#: Few seconds and few values, so that signals contradict one another.
SIGNALS = st.builds(
    signal,
    kind=st.sampled_from(KINDS),
    seconds=st.integers(0, 3),
    number=st.sampled_from([None, AN, "+84905000034"]),
    extension=st.sampled_from([None, "101", "102"]),
    branch=st.sampled_from([None, "1", "2"]),
    outbound=st.booleans(),
    queued_at=st.sampled_from([None, at(-1), at(0)]),
    answered_at=st.sampled_from([None, at(1), at(2)]),
    ended_at=st.sampled_from([None, at(2), at(3)]),
    disposition=st.sampled_from([None, "answered", "abandoned", "busy"]),
    voicemail=st.sampled_from([None, "https://pbx.example.org/1.wav"]),
    voicemail_seconds=st.sampled_from([None, 12, 13]),
)
HISTORIES = st.lists(SIGNALS, min_size=1, max_size=6)
