"""What agencies and operators may do to a case, as a table, and what follows from it."""

from datetime import timedelta

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected
from services.routing.domain.case import TRANSITIONS, Did, State
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.requests import Accept, Answer, Reassign, Return
from services.routing.usecases.route_cases import RouteCases
from tests.unit.routing.builders import CITIZEN, NOON, OPERATOR, SHIFT_LEAD, code, officer, received
from tests.unit.routing.calendars import at
from tests.unit.routing.catalogs import CENTRE, HEALTH, LOCAL, snapshot
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs
from tests.unit.routing.links import LINKS

ANSWER = Answer("Đã sửa xong.", "fixed")
RETURN = Return("Không thuộc thẩm quyền.", HEALTH)
TO_HEALTH = Reassign(HEALTH)


class Desk:
    """A desk with one case at the ward and one that waits at the centre."""

    def __init__(self) -> None:
        self.cases, self.clock = MemoryCases(), FixedClock(NOON)
        catalogs = MemoryCatalogs(snapshot())
        RouteCases(self.cases, catalogs, self.clock, LINKS)([received(1, contact=CITIZEN), received(2, category=None)])
        self.act = ActOnCase(self.cases, catalogs, self.clock, LINKS)

    def do(self, number, *requests_and_actors):
        for request, actor in requests_and_actors:
            self.clock.at += timedelta(minutes=10)
            self.act(code(number), request, actor)

    def case(self, number):
        return self.cases.by_code[code(number)]


@pytest.fixture
def desk():
    return Desk()


WARD, HOSPITALS = officer(LOCAL), officer(HEALTH)


@pytest.mark.parametrize(
    ("number", "before", "request_", "actor", "slug"),
    [
        # the ward's case
        (1, [], Accept(), WARD, None),
        (1, [], ANSWER, WARD, None),  # answering without accepting first is allowed
        (1, [], RETURN, WARD, None),
        (1, [(Accept(), WARD)], ANSWER, WARD, None),
        (1, [(Accept(), WARD)], RETURN, WARD, None),
        (1, [(Accept(), WARD)], Accept(), WARD, "already-accepted"),
        (1, [(ANSWER, WARD)], ANSWER, WARD, "already-answered"),
        (1, [(ANSWER, WARD)], RETURN, WARD, "already-answered"),
        (1, [(ANSWER, WARD)], Accept(), WARD, "already-answered"),
        (1, [], Accept(), HOSPITALS, "unknown-case"),  # another agency's case does not exist for them
        (1, [], ANSWER, OPERATOR, "not-your-case"),  # operators do not answer over an agency's head
        (1, [], TO_HEALTH, OPERATOR, "not-in-triage"),
        (1, [(ANSWER, WARD)], TO_HEALTH, OPERATOR, "already-answered"),
        (1, [], Return("?", "khong-co"), WARD, "unknown-agency"),  # a suggestion must exist
        # the case at the centre
        (2, [], ANSWER, OPERATOR, None),
        (2, [], TO_HEALTH, OPERATOR, None),
        (2, [], Accept(), OPERATOR, "in-triage"),
        (2, [], RETURN, OPERATOR, "in-triage"),
        (2, [], Reassign("khong-co"), OPERATOR, "unknown-agency"),
        (2, [], Reassign(CENTRE), OPERATOR, "already-at-the-centre"),
        (2, [], ANSWER, HOSPITALS, "unknown-case"),
        (2, [(TO_HEALTH, OPERATOR)], Accept(), HOSPITALS, None),
        (2, [(TO_HEALTH, OPERATOR), (RETURN, HOSPITALS)], TO_HEALTH, OPERATOR, None),  # back again, by decision
        # two returns, then the shift lead decides, and the decision binds
        (1, [(RETURN, WARD), (TO_HEALTH, OPERATOR), (RETURN, HOSPITALS)], TO_HEALTH, OPERATOR, "shift-lead-decides"),
        (1, [(RETURN, WARD), (TO_HEALTH, OPERATOR), (RETURN, HOSPITALS)], TO_HEALTH, SHIFT_LEAD, None),
        (
            1,
            [(RETURN, WARD), (TO_HEALTH, OPERATOR), (RETURN, HOSPITALS), (TO_HEALTH, SHIFT_LEAD)],
            RETURN,
            HOSPITALS,
            "returned-too-often",
        ),
        (3, [], Accept(), WARD, "unknown-case"),
    ],
)
def test_who_may_do_what_and_when(desk, number, before, request_, actor, slug):
    desk.do(number, *before)
    events = len(desk.cases.events)
    if slug is None:
        desk.do(number, (request_, actor))
        assert len(desk.cases.events) > events
        return
    with pytest.raises(Rejected) as refused:
        desk.do(number, (request_, actor))
    assert refused.value.slug == slug
    assert refused.value.vi and refused.value.en
    assert len(desk.cases.events) == events


def test_accepting_is_told(desk):
    desk.do(1, (Accept(), WARD))
    [told] = desk.cases.told("case.accepted")
    assert (told.agency, told.assignment, told.by) == (LOCAL, 1, WARD.name)
    assert told.accepted_at == desk.clock.at == desk.case(1).current.accepted_at


def test_an_answer_is_told_with_its_punctuality(desk):
    desk.do(1, (ANSWER, WARD))
    [told] = desk.cases.told("case.answered")
    assert (told.agency, told.agency_name, told.by) == (LOCAL, "UBND phường Pleiku", WARD.name)
    assert (told.answer, told.outcome, told.on_time) == ("Đã sửa xong.", "fixed", True)
    assert told.due_at == at("2026-11-27 09:00")


@pytest.mark.parametrize(
    ("late_by", "on_time"),
    [
        (timedelta(), True),  # at the due moment itself
        (timedelta(milliseconds=1), False),
    ],
)
def test_an_answer_is_on_time_until_the_due_moment(desk, late_by, on_time):
    desk.clock.at = desk.case(1).current.due_at + late_by
    desk.act(code(1), ANSWER, WARD)
    assert desk.cases.told("case.answered")[0].on_time is on_time


def test_the_centre_answers_directly(desk):
    desk.do(2, (ANSWER, OPERATOR))
    [told] = desk.cases.told("case.answered")
    assert (told.agency, told.by) == (CENTRE, OPERATOR.name)


def test_a_returned_case_waits_at_the_centre_with_reason_and_suggestion(desk):
    desk.do(1, (RETURN, WARD))
    [returned] = desk.cases.told("case.returned")
    assert (returned.agency, returned.assignment, returned.suggestion) == (LOCAL, 1, HEALTH)
    routed = desk.cases.told("case.routed")[-1]
    assert (routed.agency, routed.assignment, routed.triage) == (CENTRE, 2, True)
    assert desk.case(1).state is State.TRIAGE


def test_a_suggestion_is_followed_by_an_operator_only(desk):
    desk.do(1, (RETURN, WARD))
    assert desk.case(1).current.agency == CENTRE
    desk.do(1, (TO_HEALTH, OPERATOR))
    routed = desk.cases.told("case.routed")[-1]
    assert (routed.agency, routed.assignment, routed.rule, routed.triage) == (HEALTH, 3, "operator", False)


def test_a_new_agency_gets_a_new_clock(desk):
    desk.clock.at = at("2026-11-26 10:00")
    desk.act(code(2), TO_HEALTH, OPERATOR)
    assert desk.case(2).current.due_at == at("2026-12-01 10:00")
    assert desk.case(2).assignments[0].due_at == at("2026-11-27 09:00")  # the old one is kept for honest figures


def test_history_only_grows(desk):
    seen = []
    for request, actor in ((RETURN, WARD), (TO_HEALTH, OPERATOR), (Accept(), HOSPITALS), (ANSWER, HOSPITALS)):
        desk.do(1, (request, actor))
        history = desk.case(1).history
        assert history[: len(seen)] == tuple(seen)
        seen = list(history)
    assert [entry.did for entry in seen] == [Did.ROUTED, Did.RETURNED, Did.REASSIGNED, Did.ACCEPTED, Did.ANSWERED]
    assert [entry.agency for entry in seen] == [LOCAL, LOCAL, HEALTH, HEALTH, HEALTH]


def test_a_request_repeated_with_its_key_is_done_once(desk):
    first = desk.act(code(1), RETURN, WARD, "k-1")
    events = len(desk.cases.events)
    assert desk.act(code(1), RETURN, WARD, "k-1") == desk.case(1)
    assert first.history == desk.case(1).history
    assert len(desk.cases.events) == events


def test_a_key_is_not_for_two_requests(desk):
    desk.act(code(1), Accept(), WARD, "k-1")
    with pytest.raises(Rejected) as refused:
        desk.act(code(1), ANSWER, WARD, "k-1")
    assert refused.value.slug == "idempotency-key-reused"


def test_keys_of_two_people_do_not_meet(desk):
    desk.act(code(1), Accept(), WARD, "k-1")
    desk.act(code(1), ANSWER, type(WARD)("desk:nguoi-khac", LOCAL), "k-1")
    assert desk.case(1).state is State.ANSWERED


def test_every_state_has_its_transitions_and_only_the_citizen_leads_out_of_an_answer():
    assert set(TRANSITIONS) == set(State)
    assert TRANSITIONS[State.ANSWERED] == {State.REOPENED}


def test_a_request_repeated_with_its_key_is_no_way_to_see_what_has_become_of_a_case(desk):
    gone = desk.act(code(1), RETURN, WARD, key="k-1").history
    assert desk.act(code(1), RETURN, WARD, key="k-1").history == gone  # the answer was lost: the same answer again
    desk.do(1, (TO_HEALTH, OPERATOR))
    with pytest.raises(Rejected, match="unknown-case"):
        desk.act(code(1), RETURN, WARD, key="k-1")
    assert desk.case(1).history[-1].did is Did.REASSIGNED
