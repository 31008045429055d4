"""What a report said once, it says again when it is asked for that instant, whatever has been recorded since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kit.clock import FixedClock
from services.kit.events import Event
from services.kit.failures import Rejected, Retryable
from services.reporting.adapters.columns.census import Census
from services.reporting.adapters.columns.counts import ColumnCounts
from services.reporting.adapters.columns.then import CensusThen
from services.reporting.adapters.memory_archive import MemoryArchive
from services.reporting.adapters.memory_sheets import MemoryFactSheets
from services.reporting.domain.csv_table import csv_of
from services.reporting.domain.period import MonthCut
from services.reporting.domain.report import Dimension
from services.reporting.usecases.archiving.archive_events import ArchiveEvents
from services.reporting.usecases.archiving.known_then import KnownThen
from services.reporting.usecases.make_report import MakeReport
from services.reporting.usecases.ports import Counts
from services.reporting.usecases.record_facts import RecordFacts
from tests.unit.reporting.builders import local
from tests.unit.reporting.histories import shuffled_and_repeated
from tests.unit.reporting.lives import lives
from tests.unit.reporting.plain_names import PlainNames

MORNING = local("2026-11-20 08:00")
HOUR = timedelta(hours=1)


class Service:
    """Reporting in memory: what it is told is archived, recorded, and counted in columns."""

    def __init__(self) -> None:
        self.clock, self.archive, self.sheets, self.census = (
            FixedClock(MORNING),
            MemoryArchive(),
            MemoryFactSheets(),
            Census(),
        )
        self._keep = ArchiveEvents(self.archive, self.clock)
        self._record = RecordFacts(self.sheets)

    def told(self, events: Sequence[Event]) -> None:
        """Take events in, and let an hour go by."""
        self._record(self._keep(events))
        self.census.put(self.sheets.sheets.values())
        self.clock.at += HOUR

    def then(self) -> KnownThen:
        """Return what looks back."""
        return KnownThen(self.archive, CensusThen(self.census), self.clock)


def report(counts: Counts, at: datetime) -> list[str]:
    """Return the reports of November along every dimension, as bytes of a file, as somebody gets them `at`."""
    make = MakeReport(counts, PlainNames(), FixedClock(at), MonthCut(), timedelta(hours=24))
    return [csv_of(make(dimension, make.month("2026-11"))) for dimension in Dimension]


@settings(max_examples=60, deadline=None)
@given(shuffled_and_repeated(), st.integers(0, 8), st.integers(1, 9))
def test_a_report_is_the_same_to_the_byte_with_late_and_repeated_events(
    histories: tuple[list[Event], list[Event]], stop: int, size: int
) -> None:
    service, told, seen = Service(), histories[1], None
    for number, start in enumerate(range(0, len(told), size)):
        if number == stop:
            seen = service.clock.at, report(ColumnCounts(service.census), service.clock.at)
        service.told(told[start : start + size])
    if seen is None:
        seen = service.clock.at, report(ColumnCounts(service.census), service.clock.at)
    service.clock.at += HOUR
    assert report(service.then().counts(seen[0]), seen[0]) == seen[1]


def test_what_happened_by_then_but_was_told_later_was_not_known() -> None:
    service, (first, second) = Service(), lives(2)
    service.told(first)
    then = service.clock.at
    before = report(ColumnCounts(service.census), then)
    service.told(second)
    assert report(ColumnCounts(service.census), then) != before
    assert report(service.then().counts(then), then) == before


def test_looking_back_changes_nothing_of_now() -> None:
    service, (first, second) = Service(), lives(2)
    service.told(first)
    service.told(second)
    now = report(ColumnCounts(service.census), service.clock.at)
    service.then().counts(MORNING)
    assert report(ColumnCounts(service.census), service.clock.at) == now


def test_the_same_instant_is_made_once_and_only_a_few_are_kept() -> None:
    service = Service()
    service.told(lives(1)[0])
    then = service.then()
    first = then.counts(MORNING)
    assert then.counts(MORNING) is first
    for minutes in (1, 2):
        then.counts(MORNING + timedelta(minutes=minutes))
    assert then.counts(MORNING) is not first


def test_there_is_nothing_to_look_back_from_before_everything_was_read() -> None:
    service = Service()
    then = KnownThen(service.archive, CensusThen(service.census, lambda: "reading facts"), service.clock)
    with pytest.raises(Retryable):
        then.counts(MORNING)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        # A day, with all that it brought.
        ("2026-06-30", "2026-07-01 00:00"),
        # A time of the province's.
        ("2026-06-30T17:00", "2026-06-30 17:00"),
        ("2026-06-30 17:00", "2026-06-30 17:00"),
        # A time with its offset.
        ("2026-06-30T17:00:00Z", "2026-07-01 00:00"),
        # Up to a minute ago.
        ("2026-11-20T07:59", "2026-11-20 07:59"),
    ],
)
def test_an_instant_is_a_day_or_a_time(text: str, instant: str) -> None:
    assert Service().then().instant(text) == local(instant)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("30/06/2026", "not-an-instant"),
        ("2026-06-31", "not-an-instant"),
        ("", "not-an-instant"),
        ("1999-12-30", "not-an-instant"),
        ("9999-12-31", "not-an-instant"),
        ("0001-01-01T00:00+14:00", "not-an-instant"),
        ("2026-11-20T07:59:01", "instant-not-settled"),
        ("2026-11-20", "instant-not-settled"),
    ],
)
def test_what_is_no_instant_or_not_over_is_refused(text: str, slug: str) -> None:
    with pytest.raises(Rejected, match=slug):
        Service().then().instant(text)
