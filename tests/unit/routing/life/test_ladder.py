"""The ladder of escalation."""

from __future__ import annotations

from datetime import timedelta

from services.kit.clock import FixedClock
from services.routing.domain.case import State
from services.routing.usecases.clocks.climb_ladder import climbed
from services.routing.usecases.forward_held import ForwardHeld
from services.routing.usecases.requests import (
    AskCitizen,
    AskExtension,
    Coordinate,
    GrantExtension,
)
from services.routing.usecases.route_cases import RouteCases
from tests.unit.routing.builders import HEALTH, LOCAL, NOON, SHIFT_LEAD, code, received
from tests.unit.routing.calendars import at
from tests.unit.routing.catalogs import CALENDAR, snapshot
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs
from tests.unit.routing.life.desk import FIXED, WARD, Desk
from tests.unit.routing.links import LINKS


def test_each_step_of_the_ladder_is_told_once() -> None:
    desk = Desk()
    for _ in range(40):
        desk.climb()
        desk.climb()
        alarm = desk.case().alarm_at
        if alarm is None:
            break
        desk.clock.at = max(alarm, desk.clock.at)
    assert [each.agency for each in desk.told("case.due_soon") if each.code == code(1)] == [LOCAL]
    assert [each.level for each in desk.told("case.overdue") if each.code == code(1)] == [1, 2, 3]
    assert desk.case().alarm_at is None and desk.case().level == 4


def test_an_answer_ends_the_ladder_and_an_extension_begins_it_anew() -> None:
    desk = Desk()
    desk.clock.at = desk.case().alarm_at
    desk.climb()
    desk.do(WARD, AskExtension(at("2026-12-02 09:00"), "Chờ."))
    desk.do(SHIFT_LEAD, GrantExtension())
    assert desk.case().level == 0 and desk.case().alarm_at > desk.clock.at
    desk.do(WARD, FIXED)
    assert desk.case().alarm_at is None


def test_what_is_held_warns_nobody_before_its_agency_has_it() -> None:
    whole = snapshot(calendar={**CALENDAR, "forwarding": {"sun": [["07:00", "11:00"]]}})
    cases, catalogs, clock = MemoryCases(), MemoryCatalogs(whole), FixedClock(NOON)
    RouteCases(cases, catalogs, clock, LINKS)([received(1)])
    assert (cases.by_code[code(1)].state, cases.by_code[code(1)].alarm_at) == (State.HELD, None)
    clock.at = cases.by_code[code(1)].forward_at
    ForwardHeld(cases, catalogs, clock, LINKS)()
    assert cases.by_code[code(1)].alarm_at is not None


def test_a_part_has_a_ladder_of_its_own_while_the_leads_clock_stands_still() -> None:
    desk = Desk()
    desk.do(WARD, Coordinate((HEALTH,), "Kiểm tra."))
    desk.do(WARD, AskCitizen("Cột số mấy?"))
    desk.clock.at = desk.case().parts[0].due_at
    desk.climb()
    assert [(each.agency, each.level) for each in desk.told("case.overdue")] == [(HEALTH, 1)]
    assert desk.case().level == 0


def test_a_step_passed_over_while_nothing_ran_is_told_as_the_highest_one() -> None:
    desk = Desk()
    desk.clock.at = desk.case().current.due_at + timedelta(days=60)
    while desk.climb():
        pass
    assert desk.told("case.due_soon") == []
    assert {each.level for each in desk.told("case.overdue")} == {3}
    assert desk.case().history[-1].fact == "3"


def test_two_replicas_that_climb_at_once_tell_a_step_once() -> None:
    desk = Desk()
    desk.clock.at = desk.case().alarm_at
    stale = desk.case()
    desk.climb()
    late = climbed(stale, desk.catalogs.assigner(), desk.clock.at)
    assert not desk.cases.save([late])
    ids = [event.id for event in desk.cases.events if event.type == "case.due_soon" and event.subject == code(1)]
    assert ids == [late.events[0].id]
