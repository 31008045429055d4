"""What every keeper of fact sheets promises. Subclasses bring `sheets` and `known`."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.kit.events import Event
from services.reporting.adapters.memory_sheets import MemoryFactSheets
from services.reporting.domain.counting import Question
from services.reporting.domain.indicators import Tally
from services.reporting.domain.period import Month, MonthCut, Period
from services.reporting.usecases.ports import FactSheets, Part
from services.reporting.usecases.record_facts import RecordFacts
from tests.unit.reporting.builders import a_case, local
from tests.unit.reporting.histories import hours, shuffled_and_repeated

NOVEMBER = MonthCut().period(Month.parse("2026-11"))
QUESTION = Question(NOVEMBER, NOVEMBER.end, timedelta(hours=24))
EVERY_PART = tuple(Part)
# One property runs for every keeper, and each example begins with an empty one: so both checks warn of nothing here.
thorough = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Return any question, its borders on the whole hours where the histories' events are."""
    first, last, seen = sorted((draw(hours), draw(hours), draw(hours)))
    start, end = draw(st.sampled_from(((first, last), (first, seen), (last, seen))))
    period = Period(start, end)
    return Question(period, period.seen_at(draw(st.sampled_from((first, last, seen)))), draw(st.sampled_from(
        (timedelta(0), timedelta(hours=24), timedelta(days=10))
    )))  # fmt: skip


class FactSheetsContract:
    """The suite."""

    def fresh(self) -> FactSheets:
        """Return an empty keeper."""
        raise NotImplementedError

    def test_what_was_merged_is_counted(self) -> None:
        sheets = self.fresh()
        sheets.merge([a_case("1").received("2026-11-02 08:00").sheet, a_case("2").received("2026-11-03 08:00").sheet])
        assert sheets.count(QUESTION, EVERY_PART) == {
            (None, "ha-tang.giao-thong", "web"): Tally(received=2, not_due=2, not_accepted=2)
        }

    def test_only_the_parts_asked_for_are_in_the_key(self) -> None:
        sheets = self.fresh()
        sheets.merge([a_case("1").received("2026-11-02 08:00", "web").sheet])
        sheets.merge([a_case("2").received("2026-11-02 08:00", "hotline", category=None).sheet])
        one = Tally(received=1, not_due=1, not_accepted=1)
        assert sheets.count(QUESTION, {Part.CHANNEL}) == {(None, None, "web"): one, (None, None, "hotline"): one}
        assert sheets.count(QUESTION, ()) == {(None, None, None): one + one}

    def test_nothing_is_counted_where_nothing_is_known(self) -> None:
        assert self.fresh().count(QUESTION, EVERY_PART) == {}

    def test_an_assignment_with_a_number_of_two_digits_is_later_than_the_ninth(self) -> None:
        case = a_case("1").received("2026-11-02 08:00")
        case.routed(9, "so-y-te", "2026-11-02 08:01", "2026-11-05 17:00")
        case.routed(10, "so-xay-dung", "2026-11-02 08:02", "2026-11-05 17:00")
        sheets = self.fresh()
        sheets.merge([case.sheet])
        assert {key[0] for key in sheets.count(QUESTION, EVERY_PART)} == {"so-xay-dung"}

    def test_the_later_word_wins_also_when_it_comes_first(self) -> None:
        before = a_case("1").received("2026-11-02 08:00", "web").sheet
        after = a_case("1").received("2026-11-02 09:00", "hotline").sheet
        sheets = self.fresh()
        sheets.merge([after])
        sheets.merge([before])
        assert {key[2] for key in sheets.count(QUESTION, EVERY_PART)} == {"hotline"}

    def test_carried_over_cases_are_those_the_month_before_left_open(self) -> None:
        sheets = self.fresh()
        left = a_case("1").received("2026-10-20 08:00").answered("so-y-te", "2026-11-02 08:00")
        done = a_case("2").received("2026-10-20 08:00").answered("so-y-te", "2026-10-31 23:59")
        sheets.merge([left.sheet, done.sheet])
        october = MonthCut().period(Month.parse("2026-10"))
        before = sheets.count(Question(october, october.end, timedelta(0)), ())[None, None, None]
        after = sheets.count(QUESTION, ())[None, None, None]
        assert (before.open, after.carried_over, after.handled) == (1, 1, 1)

    def test_a_moment_on_a_border_belongs_to_the_later_period(self) -> None:
        sheets = self.fresh()
        sheets.merge([a_case("1").received("2026-11-01 00:00").answered("so-y-te", "2026-12-01 00:00").sheet])
        assert sheets.count(QUESTION, ())[None, None, None] == Tally(received=1, not_due=1, not_accepted=1)
        assert NOVEMBER.end == local("2026-12-01 00:00")

    @thorough
    @given(shuffled_and_repeated(), questions(), st.sets(st.sampled_from(EVERY_PART)), st.integers(1, 9))
    def test_any_history_in_any_order_counts_as_the_formulas_say(
        self, histories: tuple[list[Event], list[Event]], question: Question, by: set[Part], size: int
    ) -> None:
        reference, sheets = MemoryFactSheets(), self.fresh()
        RecordFacts(reference)(histories[0])
        for start in range(0, len(histories[1]), size):
            RecordFacts(sheets)(histories[1][start : start + size])
        assert sheets.count(question, by) == reference.count(question, by)
