"""What every keeper of the archive promises. Subclasses bring `fresh`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import chain, groupby

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.reporting.domain.archived import Archived
from services.reporting.usecases.archiving.ports import Archive
from services.reporting.usecases.archiving.stretch import EVERYTHING, Stretch

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
#: Subjects of every kind: cases, agencies with one name inside another's, calls by whatever a telephone system says.
subjects = st.sampled_from(("2611020000001", "2611020000002", "so-y", "so-y-te", "gialai", "pbx 1", "pbx 1.5", "é"))
entries = st.builds(
    Archived, subjects, st.sampled_from("ABCDE"), st.integers(0, 50).map(lambda n: AT + timedelta(seconds=n)),
    st.binary(min_size=1, max_size=5),
)  # fmt: skip
histories = st.lists(entries, max_size=30, unique_by=lambda entry: (entry.subject, entry.event))
thorough = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)


def entry(event: str, subject: str = "2611020000001", seconds: int = 0, body: bytes = b"{}") -> Archived:
    """Return an entry recorded so many seconds after the beginning."""
    return Archived(subject, event, AT + timedelta(seconds=seconds), body)


class ArchiveContract:
    """The suite."""

    def fresh(self) -> Archive:
        """Return an empty archive."""
        raise NotImplementedError

    def test_an_event_told_again_changes_nothing_of_what_is_kept(self) -> None:
        archive = self.fresh()
        archive.append([entry("A")])
        archive.append([entry("B", seconds=5), entry("A", seconds=9, body=b"[]"), entry("C", seconds=5)])
        assert list(archive.entries()) == [entry("A"), entry("B", seconds=5), entry("C", seconds=5)]

    def test_an_event_twice_in_one_batch_is_kept_once(self) -> None:
        archive = self.fresh()
        archive.append([entry("A"), entry("A"), entry("B")])
        assert [each.event for each in archive.entries()] == ["A", "B"]
        assert archive.size() == 2

    def test_an_empty_archive_has_nothing_in_any_part_of_it(self) -> None:
        archive = self.fresh()
        assert list(archive.entries()) == list(archive.since(AT)) == list(archive.about(["x"])) == []
        assert list(archive.stretches(3)) == [EVERYTHING]

    def test_what_was_recorded_at_the_instant_itself_was_not_known_before_it(self) -> None:
        archive = self.fresh()
        archive.append([entry("A"), entry("B", seconds=1)])
        assert [each.event for each in archive.entries(before=AT + timedelta(seconds=1))] == ["A"]
        assert [each.event for each in archive.since(AT + timedelta(seconds=1))] == ["B"]

    def test_a_subject_is_looked_up_without_those_whose_names_begin_like_it(self) -> None:
        archive = self.fresh()
        archive.append([entry("A", "so-y"), entry("B", "so-y-te"), entry("C", "so")])
        assert [each.event for each in archive.about(["so-y"])] == ["A"]

    def test_entries_since_an_instant_come_in_the_order_of_recording(self) -> None:
        archive = self.fresh()
        archive.append([entry("A", seconds=3), entry("B", seconds=1), entry("C", seconds=2)])
        assert [each.event for each in archive.since(AT)] == ["B", "C", "A"]

    @thorough
    @given(histories, st.integers(1, 5))
    def test_stretches_hold_every_entry_once_and_never_part_a_subject(self, told: list[Archived], count: int) -> None:
        archive = self.fresh()
        archive.append(told)
        parts = [list(archive.entries(stretch)) for stretch in archive.stretches(count)]
        assert len(parts) <= count
        assert list(chain(*parts)) == sorted(told)
        begun = [subject for part in parts for subject, _ in groupby(part, key=lambda each: each.subject)]
        assert len(begun) == len(set(begun))

    @thorough
    @given(histories, st.integers(0, 51), subjects, subjects)
    def test_any_part_is_what_the_whole_would_give(
        self, told: list[Archived], second: int, first: str, after: str
    ) -> None:
        archive, moment = self.fresh(), AT + timedelta(seconds=second)
        archive.append(told)
        known = [each for each in sorted(told) if each.recorded_at < moment]
        assert list(archive.entries(before=moment)) == known
        assert list(archive.entries(Stretch(first, after))) == [x for x in sorted(told) if first <= x.subject < after]
        assert list(archive.about([first], before=moment)) == [each for each in known if each.subject == first]
        since = {each.subject for each in told if each.recorded_at >= moment}
        assert list(archive.subjects_since(moment)) == sorted(since)
        assert sorted(archive.since(moment)) == sorted(each for each in told if each.recorded_at >= moment)
