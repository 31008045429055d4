"""A case changes hands: whoever had it keeps what they were told, and hears nothing more."""

from __future__ import annotations

import itertools

import pytest

from services.kit.clock import SystemClock
from services.routing.usecases.requests import Answer, Note, Reassign
from tests.integration.routing.authorisation.neighbours import AN, NURSES, WARD, Neighbours
from tests.unit.routing.builders import SHIFT_LEAD, code, received, supplemented
from tests.unit.routing.catalogs import HEALTH, LOCAL
from tests.waiting import eventually

pytestmark = pytest.mark.integration
NUMBERS = itertools.count(50)
#: What the new agency writes, and the citizen adds, after the case has gone.
LATER = ("viết-sau-khi-chuyển", "bổ-sung-sau-khi-chuyển", "trả-lời-sau-khi-chuyển")


def filed(town: Neighbours) -> int:
    """Return the number of a new case of the ward's."""
    number = next(NUMBERS)
    event = received(number, contact=AN, share_contact=True, received_at=SystemClock().now())
    town.publish(event, "web")
    eventually(lambda: town.application.find_cases.cases.find([code(number)]), message="the case")
    return number


@pytest.fixture
def gone(town: Neighbours) -> str:
    """A case that was the ward's and is health's now; much has happened since."""
    number = filed(town)
    town.application.act_on_case(code(number), Reassign(HEALTH, "Việc của y tế."), SHIFT_LEAD)
    eventually(lambda: heard(town, HEALTH, code(number)), message="the new agency heard of it")
    town.application.act_on_case(code(number), Note(LATER[0]), NURSES)
    town.publish(supplemented(number, text=LATER[1]), "web")
    eventually(lambda: town.case(code(number))["additions"], message="the addition")
    town.application.act_on_case(code(number), Answer(LATER[2], "explained"), NURSES)
    return code(number)


def heard(town: Neighbours, agency: str, case: str) -> list[str]:
    """Return the kinds of message that an agency's system got about a case."""
    return [each["type"] for each in town.fetch(agency, limit=200) if each.get("subject") == case]


@pytest.mark.parametrize("who", ["ward", "ward_leader"])
def test_the_former_agency_s_people_see_it_no_more(town: Neighbours, gone: str, who: str) -> None:
    places = (f"/desk/cases/{gone}", f"/desk/cases/{gone}.json", f"/desk/cases/{gone}/print", f"/api/desk/cases/{gone}")
    assert {town.call(who, "GET", place).status_code for place in places} == {404}
    assert town.call(who, "POST", f"/api/desk/cases/{gone}/contact", json={}).status_code == 404
    assert gone not in town.call(who, "GET", "/desk/export.csv", params={"box": "search"}).text


def test_the_former_agency_s_system_hears_nothing_of_what_comes_later(town: Neighbours, gone: str) -> None:
    eventually(lambda: "supplement.routed" in heard(town, HEALTH, gone), message="the addition")
    told = str([each for each in town.fetch(LOCAL, limit=200) if each.get("subject") == gone])
    assert [word for word in LATER if word in told] == []
    refused = town.reply(LOCAL, "accepted", {"code": gone}, f"late-{gone}")
    assert refused.json()["slug"] == "already-answered"


def test_the_former_agency_s_system_is_told_that_it_has_the_case_no_more(town: Neighbours) -> None:
    number = filed(town)
    town.application.act_on_case(code(number), Reassign(HEALTH, None), SHIFT_LEAD)
    refused = town.reply(LOCAL, "accepted", {"code": code(number)}, f"late-{number}")
    assert refused.json()["slug"] == "not-your-case"


def test_the_new_agency_sees_it_with_what_the_citizen_has_agreed_to(town: Neighbours, gone: str) -> None:
    assert town.call("health", "GET", f"/desk/cases/{gone}").status_code == 200
    assert "Văn An" in town.call("health", "POST", f"/api/desk/cases/{gone}/contact", json={}).text


def test_a_request_that_is_sent_again_shows_what_it_showed_and_nothing_later(town: Neighbours) -> None:
    """Sent again because the answer was lost, it is answered; later, it is no way to look at what others do."""
    number = filed(town)
    path, key = f"/api/desk/cases/{code(number)}/return", {"Idempotency-Key": f"return-{number}"}
    body = {"reason": "Không thuộc thẩm quyền."}
    first, again = (town.call("ward", "POST", path, json=body, headers=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    town.application.act_on_case(code(number), Reassign(HEALTH, None), SHIFT_LEAD)
    town.application.act_on_case(code(number), Note(LATER[0]), NURSES)
    later = town.call("ward", "POST", path, json=body, headers=key)
    assert LATER[0] not in later.text
    assert (later.status_code, later.json()["slug"]) == (404, "unknown-case")
    assert WARD.agency == LOCAL
