"""Every figure is what a brute-force count over the raw events finds, however they were delivered."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.kit.events import Event
from services.reporting.adapters.columns.census import Census
from services.reporting.adapters.columns.counts import ColumnCounts
from services.reporting.adapters.memory_sheets import MemoryFactSheets
from services.reporting.domain.asking import Narrowing
from services.reporting.domain.counting import Counted, Figures
from services.reporting.domain.indicators import COUNTS, Tally
from services.reporting.domain.period import Period
from services.reporting.domain.question import Part, Question
from services.reporting.usecases.ports import Counts
from services.reporting.usecases.record_facts import RecordFacts
from tests.unit.reporting import oracle
from tests.unit.reporting.happenings import AGENCIES, BEGIN, CHANNELS, PEOPLE, moment
from tests.unit.reporting.histories import dice, shuffled_and_repeated

LAST = BEGIN + timedelta(days=30)
SOON = (timedelta(0), timedelta(hours=24), timedelta(days=10))
WANTED: dict[str, tuple[str, ...]] = {
    "agency": AGENCIES, "category": ("ha-tang", "ha-tang.dien"), "channel": CHANNELS,
    "area": ("23575", "21553"), "kind": ("report", "service"), "person": PEOPLE,
}  # fmt: skip


def asked(chance: Random) -> Question:
    """Return any question, its borders on the moments where the histories' events are."""
    start, end = sorted((moment(chance), chance.choice((LAST, moment(chance)))))
    seen = chance.choice((LAST, LAST, start, moment(chance)))
    narrowed = chance.sample(list(WANTED), chance.choice((0, 0, 1, 2)))
    wanted = {name: chance.choice(WANTED[name]) for name in narrowed}
    period = Period(start, end)
    return Question(period, period.seen_at(seen), chance.choice(SOON), Narrowing(**wanted))


def some_parts(chance: Random) -> list[Part]:
    """Return what to count by."""
    return chance.sample(list(Part), chance.randint(0, 3))


questions, parts = dice.map(asked), dice.map(some_parts)


def in_columns(sheets: MemoryFactSheets) -> Counts:
    """Return the same cases in columns, each taken in twice, so that the first lines are dead."""
    census = Census()
    census.put(sheets.sheets.values())
    census.put(sheets.sheets.values())
    return ColumnCounts(census)


def as_found(heap: oracle.Heap) -> Figures:
    """Return what the oracle found as the service says it."""
    tally = Tally(**{name: heap.counts[name] for name in COUNTS})
    hours_ = [None if (took := oracle.hours_within(heap.took, share)) is None else took for share in (50, 90)]
    return Figures(tally, *hours_)  # type: ignore[arg-type]


def expected(events: list[Event], question: Question, by: list[Part]) -> Counted:
    """Return what the oracle finds."""
    heaps, whole = oracle.counted(events, question, [part.value for part in by])
    return Counted({key: as_found(heap) for key, heap in heaps.items()}, as_found(whole))


@settings(max_examples=3000, deadline=None)
@given(shuffled_and_repeated(), questions, parts, st.integers(1, 9))
def test_every_figure_is_what_a_count_over_the_raw_events_finds(
    histories: tuple[list[Event], list[Event]], question: Question, by: list[Part], size: int
) -> None:
    sheets: Any = MemoryFactSheets()
    for start in range(0, len(histories[1]), size):
        RecordFacts(sheets)(histories[1][start : start + size])
    found = expected(histories[0], question, by)
    assert sheets.count(question, by) == found
    assert in_columns(sheets).count(question, by) == found


@settings(max_examples=300, deadline=None)
@given(shuffled_and_repeated(), questions)
def test_the_overdue_list_is_the_same_in_columns(
    histories: tuple[list[Event], list[Event]], question: Question
) -> None:
    sheets = MemoryFactSheets()
    RecordFacts(sheets)(histories[1])
    for most in (1, 3, 100):
        assert in_columns(sheets).late(question, most) == sheets.late(question, most)
    assert len(sheets.late(question, 100)) == sheets.count(question, ()).total.tally.overdue
