"""What must be true of a case and of a day. One comment per row says what is wrong, or why nothing is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.ops.reconcile.balance import Day, Routed, Traces, settled_before

NINE = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TEN, NOON = NINE + timedelta(hours=1), NINE + timedelta(hours=3)
SENT: Mapping[str, Sequence[str]] = {"case.received": ["sent"], "case.routed": ["sent"], "case.answered": ["sent"]}

ANSWERED = Traces(
    code="2611234829170",
    received_at=NINE,
    has_email=True,
    from_chat=False,
    unsent=frozenset(),
    routed=Routed("answered", [NINE], [TEN]),
    messages=SENT,
    publication="published",
    counted_received=True,
    counted_answered=True,
)
OPEN = replace(
    ANSWERED,
    routed=Routed("routed", [NINE], []),
    messages={"case.received": ["sent"], "case.routed": ["sent"]},
    publication=None,
    counted_answered=False,
)
WITHDRAWN = replace(
    OPEN,
    routed=Routed("withdrawn", [NINE], [], TEN),
    messages={**OPEN.messages, "case.withdrawn": ["sent"]},
    publication="withdrawn",
)
REOPENED = replace(OPEN, routed=Routed("reopened", [NINE, TEN], [TEN]))


def balance(*cases: Traces, now: datetime = NOON) -> Day:
    """Return the day of these cases, everything older than a minute settled."""
    day = Day("2026-11-23")
    for case in cases:
        day.add(case, settled_before(now, timedelta(seconds=60)))
    return day


def without(message: str) -> Traces:
    """Return the answered case without the message about one event."""
    return replace(ANSWERED, messages={event: states for event, states in SENT.items() if event != message})


@pytest.mark.parametrize(
    ("case", "missing"),
    [
        # Everything is there.
        (ANSWERED, []),
        # Open: nothing to publish, nothing more to tell.
        (OPEN, []),
        # The agency waits for somebody to decide: open as well.
        (replace(OPEN, routed=Routed("triage", [NINE], [])), []),
        # The citizen was asked, or the case follows another: open as well.
        (replace(OPEN, routed=Routed("waiting", [NINE], [])), []),
        (replace(OPEN, routed=Routed("merged", [NINE], [])), []),
        # Answered, and reopened by the citizen: that answer was told, and is no answer any more.
        (replace(REOPENED, messages={**SENT, "case.routed": ["sent", "sent"]}), []),
        # Answered a second time, told once.
        (replace(ANSWERED, routed=Routed("answered", [NINE], [NINE, TEN])), ["notify (case.answered)"]),
        # Routing never saw it; then nobody could tell of a routing either.
        (replace(OPEN, routed=None, messages={"case.received": ["sent"]}), ["routing"]),
        # Taken back by its citizen, who was told so; the portal knows it too.
        (WITHDRAWN, []),
        (replace(WITHDRAWN, messages=OPEN.messages), ["notify (case.withdrawn)"]),
        (replace(WITHDRAWN, publication="routed"), ["publish"]),
        # Nobody counted it.
        (replace(OPEN, counted_received=False), ["reporting"]),
        # The answer was not counted.
        (replace(ANSWERED, counted_answered=False), ["reporting (answer)"]),
        # The portal does not know the answer.
        (replace(ANSWERED, publication=None), ["publish"]),
        # The portal knows the answer but never decided about it.
        (replace(ANSWERED, publication="answered"), ["publish"]),
        # Waiting for an editor is a decision of its own.
        (replace(ANSWERED, publication="waiting"), []),
        # The citizen was never told that the case had come in.
        (without("case.received"), ["notify (case.received)"]),
        # Nor of the answer.
        (without("case.answered"), ["notify (case.answered)"]),
        # Given up is an end: a person has to call. Uncertain is known too.
        (replace(ANSWERED, messages={**SENT, "case.answered": ["undeliverable"]}), []),
        (replace(ANSWERED, messages={**SENT, "case.answered": ["uncertain"]}), []),
        # Routed twice, told once.
        (replace(ANSWERED, routed=Routed("answered", [NINE, TEN], [TEN])), ["notify (case.routed)"]),
        # No e-mail address: nobody to tell.
        (replace(ANSWERED, has_email=False, messages={}), []),
        # A conversation has given the receipt itself; what follows is owed all the same.
        (replace(ANSWERED, from_chat=True, messages={**SENT, "case.received": []}), []),
        (replace(ANSWERED, from_chat=True, messages={}), ["notify (case.routed)", "notify (case.answered)"]),
    ],
)
def test_what_is_missing_is_named(case: Traces, missing: list[str]) -> None:
    day = balance(case)
    assert [gap.missing for gap in day.gaps] == missing
    assert day.adds_up == (not missing)


def test_a_gap_says_since_when() -> None:
    [gap] = balance(replace(ANSWERED, publication=None)).gaps
    assert (gap.code, gap.since, gap.in_flight) == (ANSWERED.code, TEN, False)
    [gap] = balance(replace(ANSWERED, routed=Routed("answered", [NINE, TEN], [TEN]))).gaps
    assert gap.since == TEN


def test_what_waits_in_an_outbox_is_in_flight_however_long() -> None:
    waiting = replace(OPEN, routed=None, messages={}, counted_received=False, unsent=frozenset({"case.received"}))
    day = balance(waiting, now=NOON + timedelta(days=3))
    assert (day.counts["in_flight"], day.counts["missing"], day.adds_up) == (3, 0, True)


def test_what_happened_within_the_last_minute_is_in_flight() -> None:
    fresh = replace(ANSWERED, publication=None)
    assert balance(fresh, now=TEN + timedelta(seconds=59)).adds_up
    assert not balance(fresh, now=TEN + timedelta(seconds=61)).adds_up


def test_a_day_is_the_sum_of_its_cases() -> None:
    closed = replace(OPEN, routed=Routed("withdrawn", [NINE], []))
    waiting = replace(OPEN, messages={**OPEN.messages, "x": ["deferred"]})
    expected = {"received": 5, "answered": 2, "open": 2, "closed": 1, "sent": 12, "pending": 1, "published": 2}
    counts = balance(ANSWERED, ANSWERED, OPEN, closed, waiting).counts
    assert {name: counts[name] for name in expected} == expected


def test_a_case_that_intake_does_not_know_is_never_in_flight() -> None:
    day = balance(ANSWERED)
    day.stray("2611230000000", "routing", NOON)
    assert [(gap.missing, gap.in_flight) for gap in day.gaps] == [("intake (routing)", False)]
    assert not day.adds_up


def test_a_case_that_was_taken_back_is_closed_and_the_day_adds_up() -> None:
    day = balance(ANSWERED, OPEN, WITHDRAWN)
    assert (day.counts["received"], day.counts["closed"], day.adds_up) == (3, 1, True)
