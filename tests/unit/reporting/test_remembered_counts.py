"""Counts are kept for the next reader, for a while and not without limit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from services.reporting.adapters.remembered_counts import MOST, RememberedCounts
from services.reporting.domain.counting import Counted, Figures
from services.reporting.domain.indicators import Tally
from services.reporting.domain.late import LateCase
from services.reporting.domain.period import Month, MonthCut
from services.reporting.domain.question import Part, Question


class Counter:
    """Counts how often it was asked, and fails on request."""

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.broken = False
        self.now = 0.0

    def count(self, question: Question, by: Sequence[Part]) -> Counted:
        """Answer with how often it was asked."""
        if self.broken:
            raise TimeoutError
        self.asked.append((question, by))
        return Counted({}, Figures(Tally(received=len(self.asked))))

    def late(self, question: Question, most: int) -> Sequence[LateCase]:
        """Answer with nothing."""
        self.asked.append((question, most))
        return []


def question(month: str, soon: int = 24) -> Question:
    """Return the question for a closed month."""
    period = MonthCut().period(Month.parse(month))
    return Question(period, period.end, timedelta(hours=soon))


def test_the_same_question_is_counted_once_until_the_answer_is_old() -> None:
    counter = Counter()
    counts = RememberedCounts(counter, 300, lambda: counter.now)
    for counter.now in (0, 10, 299):
        assert counts.count(question("2026-10"), [Part.AGENCY]) == counts.count(question("2026-10"), (Part.AGENCY,))
    assert len(counter.asked) == 1
    counter.now = 301
    counts.count(question("2026-10"), [Part.AGENCY])
    assert len(counter.asked) == 2


def test_another_question_has_another_answer() -> None:
    counter = Counter()
    counts = RememberedCounts(counter, 300, lambda: counter.now)
    counts.count(question("2026-10"), [Part.AGENCY])
    counts.count(question("2026-10"), [Part.CHANNEL])
    counts.count(question("2026-11"), [Part.AGENCY])
    assert len(counter.asked) == 3


def test_lists_are_kept_like_counts() -> None:
    counter = Counter()
    counts = RememberedCounts(counter, 300, lambda: counter.now)
    assert counts.late(question("2026-10"), 5) == counts.late(question("2026-10"), 5) == []
    counts.late(question("2026-10"), 6)
    assert len(counter.asked) == 2


def test_with_no_time_to_remember_every_question_is_counted() -> None:
    counter = Counter()
    counts = RememberedCounts(counter, 0, lambda: counter.now)
    counts.count(question("2026-10"), ())
    counts.count(question("2026-10"), ())
    assert len(counter.asked) == 2


def test_memory_is_limited() -> None:
    counter = Counter()
    counts = RememberedCounts(counter, 300, lambda: counter.now)
    for soon in range(MOST + 50):
        counts.count(question("2026-10", soon), ())
    counts.count(question("2026-10", MOST + 49), ())
    assert len(counter.asked) == MOST + 50
    counts.count(question("2026-10", 0), ())
    assert len(counter.asked) == MOST + 51


def test_a_failure_is_not_remembered() -> None:
    counter = Counter()
    counter.broken = True
    counts = RememberedCounts(counter, 300, lambda: counter.now)
    with pytest.raises(TimeoutError):
        counts.count(question("2026-10"), ())
    counter.broken = False
    assert counts.count(question("2026-10"), ())
