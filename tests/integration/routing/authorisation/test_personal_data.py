"""Who sees how to reach a citizen, where, and that every look is written down. A tick: sees; a dash: must not."""

from __future__ import annotations

import pytest

from services.routing.domain.looking import Look
from services.routing.usecases.looking import LookSearch
from tests.integration.routing.authorisation.neighbours import PEOPLE, PHONE, SHARED, WARDS, Neighbours
from tests.unit.routing.catalogs import LOCAL
from tests.waiting import eventually

pytestmark = pytest.mark.integration

WHO = ("operator", "shift_lead", "ward", "ward_leader", "health", "health_leader", "editor", "administrator", "leader")
#: The citizen of `WARDS` has agreed that the agency may know them; the citizen of `SHARED` has not.
MAY_LOOK = {
    #        op  lead off. head nurse head ed. adm. province
    WARDS: "  ✓   ✓    ✓    ✓    –     –    –   –    –",
    SHARED: " ✓   ✓    –    –    –     –    –   –    –",
}
CONTACTS = {WARDS: ("Văn An", "905000071", "an.o.phuong@"), SHARED: ("Văn An", "905000012", "an@example")}
#: Nobody sees a contact here, whoever they are: what is shown to all who see the case, or goes away in files.
NOWHERE = (
    "/desk/cases/{code}",
    "/desk/cases/{code}.json",
    "/desk/cases/{code}/print",
    "/desk/cases/{code}/left",
    "/desk/cases/{code}/duplicates",
    "/desk?box=search",
    "/desk/search?q={code}",
    "/desk/search?q=cay",
    "/desk/export.csv?box=search",
    "/desk/print?box=search",
    "/desk/looks",
    "/desk/audit",
    "/desk/audit/export.csv",
    "/desk/triage",
    "/desk/calls/filed/{code}",
    "/desk/knowledge/suggest?code={code}",
    "/api/desk/cases",
    "/api/desk/cases/{code}",
    "/api/desk/cases/{code}/duplicates",
    "/api/desk/incidents",
)
BY_PAGE, BY_API = "/desk/cases/{code}/contact", "/api/desk/cases/{code}/contact"


def looks(town: Neighbours, case: str) -> list[Look]:
    """Return who has looked at a case's contact, latest first."""
    return list(town.application.case_page.store.looks.find(LookSearch(code=case)))


def may_look(case: str, who: str) -> bool:
    """Return what the table says."""
    return MAY_LOOK[case].split()[WHO.index(who)] == "✓"


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("place", NOWHERE)
@pytest.mark.parametrize("case", [WARDS, SHARED])
def test_what_is_shown_to_all_and_what_is_taken_away_holds_no_contact(
    town: Neighbours, case: str, place: str, who: str
) -> None:
    before = looks(town, case)
    answer = town.call(who, "GET", place.format(code=case))
    assert [part for part in CONTACTS[case] if part in answer.text] == []
    assert looks(town, case) == before


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("place", [BY_PAGE, BY_API])
@pytest.mark.parametrize("case", [WARDS, SHARED])
def test_whoever_needs_a_contact_sees_it_and_the_look_is_written_down(
    town: Neighbours, case: str, place: str, who: str
) -> None:
    before = looks(town, case)
    sent = {"json": {"why": "Gọi lại."}} if place is BY_API else {"data": {"why": "Gọi lại."}}
    answer = town.call(who, "POST", place.format(code=case), **sent)
    seen = [part for part in CONTACTS[case] if part in answer.text]
    written = looks(town, case)[: len(looks(town, case)) - len(before)]
    name, role, agency = PEOPLE[who]
    if may_look(case, who):
        assert seen == list(CONTACTS[case])
        assert [(each.account, each.role, each.agency, each.why) for each in written] == [
            (name, role, agency, "Gọi lại.")
        ]
    else:
        assert (answer.status_code in (403, 404), seen, written) == (True, [], [])


@pytest.mark.parametrize("who", WHO)
def test_only_who_calls_citizens_back_finds_them_by_their_number_and_that_is_a_look(town: Neighbours, who: str) -> None:
    before = looks(town, WARDS)
    found = town.call(who, "GET", "/desk/search", params={"q": PHONE})
    calls_back = who in ("operator", "shift_lead")
    assert (WARDS in found.text) is calls_back
    assert len(looks(town, WARDS)) - len(before) == (1 if calls_back else 0)
    exported = town.call(who, "GET", "/desk/export.csv", params={"q": PHONE, "box": "search"})
    assert WARDS not in exported.text


def test_an_agency_s_system_gets_a_contact_only_where_the_citizen_agreed(town: Neighbours) -> None:
    def routed(case: str) -> dict[str, object] | None:
        found = (each for each in town.fetch(LOCAL, limit=200) if each.get("subject") == case)
        return next((each for each in found if each["type"] == "case.routed"), None)

    agreed, not_agreed = (eventually(lambda case=case: routed(case), message=case) for case in (WARDS, SHARED))
    assert [part for part in CONTACTS[WARDS] if part in str(agreed)] == list(CONTACTS[WARDS])
    assert [part for part in CONTACTS[SHARED] if part in str(not_agreed)] == []
