"""To the people of one agency, the case of another is a code that nobody has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from services.routing.usecases.looking import LookSearch
from services.routing.web.case_acts import BY_NAME
from services.routing.web.desk_api.acting import OPERATIONS
from tests.authorisation.table import TABLE, Door
from tests.integration.routing.authorisation.neighbours import (
    FOLLOWER,
    MARKS,
    NEXT_DOOR,
    PHONE,
    SHARED,
    WARDS,
    Neighbours,
)
from tests.unit.routing.builders import code
from tests.unit.routing.catalogs import FARMING, LOCAL

pytestmark = pytest.mark.integration

NOBODYS = code(99)
#: Streams are read elsewhere.
ENDLESS = "/desk/live"
DOORS = [
    door
    for door in TABLE
    if door.service == "routing" and door.opens_for("agency_officer", "token") and door.path != ENDLESS
]
LOOKING = [door for door in DOORS if door.method == "GET"]
#: But for two that say nothing about any case: they lead back to it, or away from it.
ABOUT_A_CASE = [
    door for door in LOOKING if "/cases/<code>" in door.path and not door.path.endswith(("/left", "/<act>"))
]
#: Ways of asking, wherever they are understood.
QUESTIONS: list[dict[str, str]] = [
    {},
    {"code": WARDS},
    {"q": WARDS},
    {"q": "Phù Đổng"},
    {"q": '"trước ngõ 71"', "box": "search"},
    {"q": PHONE},
    {"q": "phu dong", "box": "answered"},
    {"agency": LOCAL},
    {"assignee": "desk:can-bo-phuong", "box": "search"},
    {"channel": "web", "box": "search", "order": "changed"},
    {"state": "merged", "box": "search"},
    {"state": "triage", "box": "search"},
    {"area": "52", "category": "ha-tang", "box": "search"},
]
#: What the operations of the API want to hear before they look at the case at all.
BODIES: dict[str, dict[str, Any]] = {
    "accept": {},
    "answer": {"answer": "Đã sửa xong, mời kiểm tra.", "outcome": "fixed"},
    "draft": {"answer": "Đang viết."},
    "submit": {"answer": "Đã sửa xong, mời kiểm tra.", "outcome": "fixed"},
    "send-back": {"remark": "Viết lại."},
    "approve": {},
    "return": {"reason": "Không thuộc thẩm quyền."},
    "contribute": {"text": "Phần của chúng tôi."},
    "coordinate": {"agencies": [FARMING], "task": "Cùng xem."},
    "ask": {"question": "Ở đoạn nào?"},
    "resume": {},
    "extension": {"due_at": "2030-01-01T00:00:00Z", "reason": "Chờ vật tư."},
    "progress": {"stage": "khao-sat"},
    "note": {"text": "Ghi chú."},
    "contact": {"why": "Gọi lại."},
}


def address(door: Door, code_: str) -> str:
    """Return the door of this case; whatever else stands in the address is not there."""
    path = door.path.replace("<code>", code_).replace("<act>", "accept")
    return re.sub(r"<[^>]+>", "khong-co", path)


def is_told(text: str, asked: str) -> Iterator[str]:
    """Yield what of the case stands in a text, though nobody has typed it in."""
    yield from (mark for mark in (*MARKS, WARDS, FOLLOWER) if mark in text and mark not in asked)


@pytest.mark.parametrize("who", NEXT_DOOR)
@pytest.mark.parametrize("door", LOOKING, ids=lambda door: door.path)
def test_nothing_that_can_be_looked_at_tells_of_it(town: Neighbours, door: Door, who: str) -> None:
    for question in QUESTIONS:
        answer = town.call(who, "GET", address(door, WARDS), params=question)
        asked = f"{question} {address(door, WARDS)}"
        assert list(is_told(answer.text, asked)) == [], (asked, answer.status_code)


@pytest.mark.parametrize("who", NEXT_DOOR)
@pytest.mark.parametrize("door", ABOUT_A_CASE, ids=lambda door: door.path)
def test_looked_at_it_is_the_same_as_a_code_that_nobody_has(town: Neighbours, door: Door, who: str) -> None:
    theirs, nobodys = (town.call(who, "GET", address(door, each)) for each in (WARDS, NOBODYS))
    assert theirs.status_code == nobodys.status_code
    assert without_form_token(theirs.text).replace(WARDS, NOBODYS) == without_form_token(nobodys.text)
    assert theirs.status_code == 404


def without_form_token(page: str) -> str:
    """Return a page without what is new on it each time."""
    return re.sub(r'(csrf-token" content|csrf_token" value)="[^"]+', "", page)


@pytest.mark.parametrize("who", NEXT_DOOR)
@pytest.mark.parametrize("path", sorted(BODIES))
def test_nothing_can_be_done_to_it_over_the_api(town: Neighbours, path: str, who: str) -> None:
    before = town.case()
    answer = town.call(who, "POST", f"/api/desk/cases/{WARDS}/{path}", json=BODIES[path])
    if answer.status_code == 403:
        assert answer.json()["slug"] == "forbidden"  # it is the leader's to do, whatever the case
    else:
        assert (answer.status_code, answer.json()["slug"]) == (404, "unknown-case")
    assert town.case() == before


def test_everything_that_an_agency_may_do_over_the_api_was_tried() -> None:
    theirs = {each.path for each in OPERATIONS if {"agency_officer", "agency_leader"} & set(each.roles)}
    assert theirs | {"contact"} == set(BODIES)


@pytest.mark.parametrize("who", NEXT_DOOR)
@pytest.mark.parametrize("act", [*sorted(BY_NAME), "contact"])
def test_nothing_can_be_done_to_it_on_its_page(town: Neighbours, act: str, who: str) -> None:
    before = town.case()
    answer = town.call(who, "POST", f"/desk/cases/{WARDS}/{act}", data={"text": "Đã sửa.", "outcome": "fixed"})
    assert answer.status_code == 404
    assert "unknown-case" in answer.text
    assert town.case() == before
    assert town.application.case_page.store.looks.find(LookSearch(code=WARDS)) == []


def test_its_own_people_see_all_of_what_the_neighbours_must_not(town: Neighbours) -> None:
    """The marks are really there to be found."""
    page = (
        town.call("ward", "GET", f"/desk/cases/{WARDS}").text
        + town.call("operator", "GET", f"/desk/cases/{WARDS}").text
    )
    contact = town.call("ward", "POST", f"/api/desk/cases/{WARDS}/contact", json={}).text
    assert [mark for mark in MARKS if mark not in page + contact and mark != PHONE] == []
    town.mongo.database("routing").looks.delete_many({"code": WARDS})


@pytest.mark.parametrize("who", ["ward", "ward_leader", "operator", *NEXT_DOOR])
@pytest.mark.parametrize(
    "place", ["/desk/cases/{}", "/desk/cases/{}.json", "/desk/cases/{}/print", "/api/desk/cases/{}"]
)
def test_what_the_lead_is_still_writing_is_not_for_whoever_has_a_part(town: Neighbours, place: str, who: str) -> None:
    answer = town.call(who, "GET", place.format(SHARED))
    assert answer.status_code == 200
    if who in NEXT_DOOR:
        assert "của-phường-thôi" not in answer.text
    elif not place.endswith("print"):
        assert "của-phường-thôi" in answer.text
