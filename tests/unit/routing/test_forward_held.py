"""Held cases: stored at once, told when the hours begin or an operator says so, and to whoever is competent then."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.domain.case import Did, State
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.add_supplements import AddSupplements
from services.routing.usecases.find_cases import FindCases
from services.routing.usecases.forward_held import ForwardHeld
from services.routing.usecases.requests import Accept, Answer, Forward, Reassign
from services.routing.usecases.route_cases import RouteCases
from tests.unit.routing.builders import OPERATOR, PHOTO, code, officer, received, supplemented
from tests.unit.routing.catalogs import CALENDAR_WITH_FORWARDING, CENTRE, HEALTH, LOCAL, agency, snapshot
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs
from tests.unit.routing.links import LINKS

LUNCH = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)  # Monday 11:30 in Pleiku
AFTERNOON = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


class Noon:
    """Routing at half past eleven, when nothing is forwarded."""

    def __init__(self, **changes: Any) -> None:
        self.cases, self.clock = MemoryCases(), FixedClock(LUNCH)
        self.catalogs = MemoryCatalogs(snapshot(calendar=CALENDAR_WITH_FORWARDING, **changes))
        self.route = RouteCases(self.cases, self.catalogs, self.clock, LINKS)
        self.forward = ForwardHeld(self.cases, self.catalogs, self.clock, LINKS)
        self.act = ActOnCase(self.cases, self.catalogs, self.clock, LINKS)
        self.add = AddSupplements(self.cases, LINKS, self.catalogs)

    def case(self, number: int = 1) -> Any:
        return self.cases.by_code[code(number)]


@pytest.fixture
def noon() -> Noon:
    return Noon()


def test_a_case_at_noon_is_kept_and_nobody_is_told(noon: Noon) -> None:
    noon.route([received(1, received_at=LUNCH)])
    case = noon.case()
    assert (case.state, case.forward_at, case.current.agency) == (State.HELD, AFTERNOON, LOCAL)
    assert noon.cases.events == []


def test_it_leaves_when_the_hours_begin_and_not_before(noon: Noon) -> None:
    noon.route([received(1, received_at=LUNCH)])
    noon.clock.at = AFTERNOON - timedelta(seconds=1)
    assert noon.forward() is False
    assert noon.cases.events == []
    noon.clock.at = AFTERNOON
    noon.forward()
    (told,) = noon.cases.told("case.routed")
    assert (told.agency, told.routed_at) == (LOCAL, AFTERNOON)
    assert (noon.case().state, noon.case().forward_at) == (State.ROUTED, None)
    assert [entry.did for entry in noon.case().history] == [Did.HELD, Did.ROUTED]


def test_sweeping_again_tells_nothing_again(noon: Noon) -> None:
    noon.route([received(1, received_at=LUNCH)])
    noon.clock.at = AFTERNOON
    noon.forward()
    noon.forward()
    assert len(noon.cases.events) == 1


def test_the_deadline_is_the_same_as_if_nothing_had_been_held(noon: Noon) -> None:
    noon.route([received(1, received_at=LUNCH), received(2, received_at=LUNCH, urgency="urgent")])
    held_due = noon.case().current.due_at
    noon.clock.at = AFTERNOON + timedelta(hours=2)
    noon.forward()
    assert noon.case().current.due_at == held_due


def test_an_urgent_case_and_a_case_for_the_centre_do_not_wait(noon: Noon) -> None:
    noon.route([received(1, urgency="urgent"), received(2, category=None)])
    assert [each.agency for each in noon.cases.told("case.routed")] == [LOCAL, CENTRE]


def test_in_a_crisis_nothing_waits(noon: Noon) -> None:
    RouteCases(noon.cases, noon.catalogs, noon.clock, LINKS, at_once=True)([received(1)])
    assert noon.case().state is State.ROUTED


def test_a_unit_merged_while_the_case_was_held_gets_nothing_any_more() -> None:
    noon = Noon()
    noon.route([received(1, category="y-te", received_at=LUNCH)])
    assert noon.case().current.agency == HEALTH
    merged = [
        agency(HEALTH, "Sở Y tế", valid_to="2026-11-22", successor="so-moi"),
        agency("so-moi", "Sở mới", valid_from="2026-11-23"),
    ]
    kept = [each for each in snapshot()["agencies"] if each["slug"] != HEALTH]
    noon.catalogs.snapshot = snapshot(calendar=CALENDAR_WITH_FORWARDING, agencies=[*kept, *merged])
    noon.clock.at = AFTERNOON
    noon.forward()
    (told,) = noon.cases.told("case.routed")
    assert (told.agency, told.assignment) == ("so-moi", 1)


def test_an_operator_may_send_it_off_at_once(noon: Noon) -> None:
    noon.route([received(1)])
    noon.act(code(1), Forward(), OPERATOR)
    assert [each.agency for each in noon.cases.told("case.routed")] == [LOCAL]
    with pytest.raises(Rejected, match="not-held"):
        noon.act(code(1), Forward(), OPERATOR)


def test_an_operator_may_answer_or_reassign_what_is_held(noon: Noon) -> None:
    noon.route([received(1), received(2)])
    noon.act(code(1), Answer("Điện lực đang sửa, 14 giờ có điện.", "explained"), OPERATOR)
    noon.act(code(2), Reassign(HEALTH), OPERATOR)
    assert (noon.case(1).state, noon.case(1).forward_at) == (State.ANSWERED, None)
    assert [each.agency for each in noon.cases.told("case.routed")] == [CENTRE, HEALTH]
    assert [each.agency for each in noon.cases.told("case.answered")] == [CENTRE], "the ward has never had it"
    noon.clock.at = AFTERNOON
    noon.forward()
    assert len(noon.cases.told("case.routed")) == 2


@pytest.mark.parametrize("request_", [Accept(), Answer("Đã xong.", "fixed"), Forward()])
def test_an_agency_can_do_nothing_with_a_case_it_does_not_have_yet(noon: Noon, request_: Any) -> None:
    noon.route([received(1)])
    with pytest.raises(Rejected, match="unknown-case"):
        noon.act(code(1), request_, officer())
    with pytest.raises(Rejected, match="unknown-case"):
        FindCases(noon.cases).one(code(1), officer())


def test_what_is_added_while_held_goes_along(noon: Noon) -> None:
    noon.route([received(1, attachments=(PHOTO,))])
    noon.add([supplemented(1, 1)])
    assert noon.cases.events == []
    noon.clock.at = AFTERNOON
    noon.forward()
    assert [event.type for event in noon.cases.events] == ["case.routed", "supplement.routed"]
    assert noon.cases.events[0].data.attachments[0].name == PHOTO.name


def test_a_case_that_cannot_be_decided_stays_held_and_stops_no_other(noon: Noon) -> None:
    noon.route([received(1, category="y-te"), received(2)])
    broken = [{**each, "deadline": "khong-co"} if each["slug"] == "y-te" else each for each in snapshot()["categories"]]
    noon.catalogs.snapshot = snapshot(calendar=CALENDAR_WITH_FORWARDING, categories=broken)
    noon.clock.at = AFTERNOON
    assert noon.forward() is False
    assert [each.code for each in noon.cases.told("case.routed")] == [code(2)]
    assert noon.case(1).state is State.HELD
    noon.catalogs.snapshot = snapshot(calendar=CALENDAR_WITH_FORWARDING)
    noon.forward()
    assert [each.code for each in noon.cases.told("case.routed")] == [code(2), code(1)]
