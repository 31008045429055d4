"""What every keeper of fact sheets promises, together with what counts them. Subclasses bring `fresh`."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.kit.events import Event
from services.reporting.adapters.memory_sheets import MemoryFactSheets
from services.reporting.domain.indicators import Tally
from services.reporting.domain.period import Month, MonthCut
from services.reporting.domain.question import Part, Question
from services.reporting.usecases.ports import Counts, FactSheets
from services.reporting.usecases.record_facts import RecordFacts
from tests.unit.reporting.builders import a_case, local
from tests.unit.reporting.histories import shuffled_and_repeated
from tests.unit.reporting.test_against_raw_events import parts, questions

NOVEMBER = MonthCut().period(Month.parse("2026-11"))
QUESTION = Question(NOVEMBER, NOVEMBER.end, timedelta(hours=24))
# One property runs for every keeper, and each example begins with an empty one: so both checks warn of nothing here.
thorough = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)


class Keeper(FactSheets, Counts, Protocol):
    """Both sides of the store."""


def tally(keeper: Keeper, question: Question = QUESTION) -> Tally:
    """Return what is counted in all."""
    return keeper.count(question, ()).total.tally


class FactSheetsContract:
    """The suite."""

    def fresh(self) -> Keeper:
        """Return an empty keeper."""
        raise NotImplementedError

    def test_what_was_merged_is_counted(self) -> None:
        keeper = self.fresh()
        keeper.merge([a_case("1").received("2026-11-02 08:00").sheet, a_case("2").received("2026-11-03 08:00").sheet])
        rows = keeper.count(QUESTION, [Part.CATEGORY, Part.CHANNEL]).rows
        assert {key: figures.tally for key, figures in rows.items()} == {
            ("ha-tang.giao-thong", "web"): Tally(received=2, not_due=2, not_accepted=2)
        }

    def test_nothing_is_counted_where_nothing_is_known(self) -> None:
        keeper = self.fresh()
        assert keeper.count(QUESTION, list(Part)).rows == {}
        assert tally(keeper) == Tally()

    def test_an_assignment_with_a_number_of_two_digits_is_later_than_the_ninth(self) -> None:
        case = a_case("1").received("2026-11-02 08:00")
        case.routed(9, "so-y-te", "2026-11-02 08:01", "2026-11-05 17:00")
        case.routed(10, "so-xay-dung", "2026-11-02 08:02", "2026-11-05 17:00")
        keeper = self.fresh()
        keeper.merge([case.sheet])
        assert list(keeper.count(QUESTION, [Part.AGENCY]).rows) == [("so-xay-dung",)]

    def test_the_later_word_wins_also_when_it_comes_first(self) -> None:
        before = a_case("1").received("2026-11-02 08:00", "web").sheet
        after = a_case("1").received("2026-11-02 09:00", "hotline").sheet
        keeper = self.fresh()
        keeper.merge([after])
        keeper.merge([before])
        assert list(keeper.count(QUESTION, [Part.CHANNEL]).rows) == [("hotline",)]

    def test_carried_over_cases_are_those_the_month_before_left_open(self) -> None:
        keeper = self.fresh()
        left = a_case("1").received("2026-10-20 08:00").answered("so-y-te", "2026-11-02 08:00")
        done = a_case("2").received("2026-10-20 08:00").answered("so-y-te", "2026-10-31 23:59")
        keeper.merge([left.sheet, done.sheet])
        october = MonthCut().period(Month.parse("2026-10"))
        before, after = tally(keeper, Question(october, october.end, timedelta(0))), tally(keeper)
        assert (before.open, after.carried_over, after.handled) == (1, 1, 1)

    def test_a_moment_on_a_border_belongs_to_the_later_period(self) -> None:
        keeper = self.fresh()
        keeper.merge([a_case("1").received("2026-11-01 00:00").answered("so-y-te", "2026-12-01 00:00").sheet])
        assert tally(keeper) == Tally(received=1, not_due=1, not_accepted=1)
        assert NOVEMBER.end == local("2026-12-01 00:00")

    def test_what_is_longest_overdue_is_listed_first(self) -> None:
        keeper = self.fresh()
        dues = {"1": "2026-11-12 17:00", "2": "2026-11-10 17:00", "3": "2026-11-10 17:00", "4": "2026-12-10 17:00"}
        for code, due in dues.items():
            case = a_case(code).received("2026-11-02 08:00").routed(1, "so-y-te", "2026-11-02 08:01", due)
            keeper.merge([case.sheet])
        assert [each.code for each in keeper.late(QUESTION, 10)] == ["2", "3", "1"]
        assert [each.code for each in keeper.late(QUESTION, 2)] == ["2", "3"]

    @thorough
    @given(shuffled_and_repeated(), questions, parts, st.integers(1, 9))
    def test_any_history_in_any_order_counts_as_the_formulas_say(
        self, histories: tuple[list[Event], list[Event]], question: Question, by: list[Part], size: int
    ) -> None:
        reference, keeper = MemoryFactSheets(), self.fresh()
        RecordFacts(reference)(histories[0])
        for start in range(0, len(histories[1]), size):
            RecordFacts(keeper)(histories[1][start : start + size])
        assert keeper.count(question, by) == reference.count(question, by)
        assert keeper.late(question, 5) == reference.late(question, 5)
