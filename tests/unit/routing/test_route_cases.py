"""Routing new cases: assigned, told, once."""

from datetime import timedelta

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Retryable
from services.routing.domain.case import State
from services.routing.usecases.route_cases import RouteCases
from tests.unit.routing.builders import CITIZEN, NOON, code, received
from tests.unit.routing.calendars import at
from tests.unit.routing.catalogs import CENTRE, HEALTH, LOCAL, snapshot
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs
from tests.unit.routing.links import LINKS

LATER = NOON + timedelta(minutes=1)


@pytest.fixture
def cases():
    return MemoryCases()


@pytest.fixture
def route(cases):
    return RouteCases(cases, MemoryCatalogs(snapshot()), FixedClock(LATER), LINKS)


def test_a_case_is_told_to_the_competent_agency_with_deadline_and_reasons(route, cases):
    route([received(1)])
    [told] = cases.told("case.routed")
    assert (told.code, told.assignment, told.agency, told.agency_name) == (code(1), 1, LOCAL, "UBND phường Pleiku")
    assert (told.rule, told.triage) == ("dia-phuong", False)
    assert told.routed_at == LATER
    assert told.due_at == at("2026-11-27 09:00")  # three working days from filing; 24/11 is a holiday
    assert told.due_reason_vi.startswith("Hạn: 09:00 thứ Sáu 27/11/2026")
    assert told.due_reason_en.startswith("Due 09:00 Friday 27/11/2026")
    assert told.trace[-1] == "Giao UBND phường Pleiku."
    assert cases.by_code[code(1)].state is State.ROUTED


def test_what_no_rule_knows_waits_at_the_centre(route, cases):
    route([received(1, category=None)])
    [told] = cases.told("case.routed")
    assert (told.agency, told.triage, told.rule) == (CENTRE, True, "triage")
    assert cases.by_code[code(1)].state is State.TRIAGE


def test_a_case_received_twice_is_routed_once(route, cases):
    event = received(1)
    route([event])
    route([event, received(2)])
    assert [told.code for told in cases.told("case.routed")] == [code(1), code(2)]


def test_the_event_continues_the_trace_of_what_caused_it(route, cases):
    event = received(1)
    route([event])
    assert cases.events[0].traceparent.split("-")[1] == event.traceparent.split("-")[1]


@pytest.mark.parametrize(
    ("facts", "contact"),
    [
        ({}, None),  # no consent: the agency does not learn who it was
        ({"share_contact": True}, CITIZEN),  # the citizen agreed
        ({"category": "buu-chinh"}, CITIZEN),  # the postman must know where to ring
        ({"share_contact": True, "contact": None}, None),  # nothing to share
    ],
)
def test_the_contact_goes_to_the_agency_only_by_consent_or_policy(route, cases, facts, contact):
    route([received(1, **facts)])
    assert cases.told("case.routed")[0].contact == contact


def test_the_deadline_counts_from_filing_even_when_routing_was_late(route, cases):
    early = NOON - timedelta(hours=1)
    route([received(1, received_at=early)])
    assert cases.told("case.routed")[0].due_at == at("2026-11-27 08:00")


def test_a_case_filed_at_night_follows_the_rules_of_the_night(route, cases):
    route([received(1, category="y-te", received_at=at("2026-11-22 23:30"))])
    [told] = cases.told("case.routed")
    assert (told.agency, told.rule) == (HEALTH, "dem")


def test_without_a_catalogue_cases_wait(cases):
    with pytest.raises(Retryable):
        RouteCases(cases, MemoryCatalogs(), FixedClock(LATER), LINKS)([received(1)])
    assert cases.by_code == {}
