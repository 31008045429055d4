"""What every implementation of the port `Clocks` must do."""

from __future__ import annotations

from datetime import timedelta

from services.kit.clock import FixedClock
from services.routing.domain.case import State
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.requests import Answer, AskCitizen
from services.routing.usecases.route_cases import RouteCases
from tests.unit.routing.builders import NOON, code, officer, received
from tests.unit.routing.catalogs import LOCAL, snapshot
from tests.unit.routing.fakes import MemoryCatalogs
from tests.unit.routing.links import LINKS

LATER = NOON + timedelta(days=60)


class ClocksContract:
    """Subclasses give fixtures `cases` and `clocks` over the same cases."""

    def route(self, cases, *events):
        RouteCases(cases, MemoryCatalogs(snapshot()), FixedClock(NOON), LINKS)(events)

    def do(self, cases, number, request):
        ActOnCase(cases, MemoryCatalogs(snapshot()), FixedClock(NOON), LINKS)(code(number), request, officer(LOCAL))

    def test_a_case_is_found_from_the_moment_of_its_next_step_on(self, cases, clocks):
        self.route(cases, received(1))
        at = cases.find([code(1)])[code(1)].alarm_at
        assert clocks.alarms(at - timedelta(milliseconds=1), 10) == []
        assert [each.code for each in clocks.alarms(at, 10)] == [code(1)]

    def test_the_longest_due_come_first_and_no_more_than_were_asked_for(self, cases, clocks):
        self.route(cases, received(1), received(2, urgency="urgent"), received(3))
        assert [each.code for each in clocks.alarms(LATER, 1)] == [code(2)]
        assert {each.code for each in clocks.alarms(LATER, 10)} == {code(1), code(2), code(3)}

    def test_nobody_is_woken_for_what_is_answered_or_waits(self, cases, clocks):
        self.route(cases, received(1), received(2))
        self.do(cases, 1, Answer("Đã sửa.", "fixed"))
        self.do(cases, 2, AskCitizen("Ở đâu?"))
        assert clocks.alarms(LATER, 10) == []

    def test_a_question_is_found_when_its_time_is_over_and_only_while_it_waits(self, cases, clocks):
        self.route(cases, received(1), received(2), received(3))
        self.do(cases, 1, AskCitizen("Ở đâu?"))
        self.do(cases, 2, AskCitizen("Ở đâu?"))
        self.do(cases, 2, Answer("Đã sửa.", "fixed"))
        until = cases.find([code(1)])[code(1)].question.answer_by
        assert clocks.unanswered(until - timedelta(milliseconds=1), 10) == []
        (found,) = clocks.unanswered(until, 10)
        assert (found.code, found.state, found.question.text) == (code(1), State.WAITING, "Ở đâu?")
