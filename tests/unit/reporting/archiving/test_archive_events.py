"""What a batch leaves in the archive, and what goes on to the facts."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from services.kit.clock import FixedClock
from services.kit.events import AccountChanged, Event, decode
from services.reporting.adapters.memory_archive import MemoryArchive
from services.reporting.usecases.archiving.archive_events import ArchiveEvents
from services.reporting.usecases.archiving.bare import bare
from tests.unit.reporting.histories import an_event

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
batches = st.lists(an_event(), max_size=6, unique_by=lambda event: event.id)


@given(batches)
def test_what_goes_on_is_exactly_what_was_archived(events: list[Event]) -> None:
    archive = MemoryArchive()
    went_on = ArchiveEvents(archive, FixedClock(NOW))(events)
    assert went_on == [bare(event) for event in events]
    assert {entry.event: decode(entry.body) for entry in archive.entries()} == {event.id: event for event in went_on}
    assert {entry.recorded_at for entry in archive.entries()} <= {NOW}


@given(batches)
def test_a_batch_delivered_again_later_leaves_the_archive_as_it_was(events: list[Event]) -> None:
    archive, clock = MemoryArchive(), FixedClock(NOW)
    keep = ArchiveEvents(archive, clock)
    keep(events)
    before = list(archive.entries())
    clock.at = datetime(2026, 12, 1, tzinfo=UTC)
    keep(events[::-1])
    assert list(archive.entries()) == before


def test_who_may_sign_in_is_no_matter_for_an_archive() -> None:
    archive = MemoryArchive()
    data = AccountChanged(
        name="lan", role="operator", agency=None, token_sha256="ab" * 32, active=True, changed_at=NOW,
    )  # fmt: skip
    event = Event.of(data, source="/routing", subject="lan", at=NOW)
    assert ArchiveEvents(archive, FixedClock(NOW))([event]) == [event]
    assert archive.size() == 0
