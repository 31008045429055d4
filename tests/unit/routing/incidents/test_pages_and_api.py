"""Duplicates and incidents at the desk: who sees what, what forms do, what is refused with what was typed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from services.routing.domain.case import State
from services.routing.domain.outbreak import Standing
from tests.unit.routing.builders import code, received
from tests.unit.routing.case_site import CaseSite
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.incidents.test_incidents import WATCH

CENTRE, OTHERS = ("operator", "shift_lead"), ("ward", "ward_leader", "administrator", "leader", None)


@pytest.fixture
def desk() -> CaseSite:
    site = CaseSite(snapshot(outbreaks=[{**WATCH, "cases": 3}]))
    site.application.route_cases([received(n, text="Đèn đường trước chợ hỏng, tối quá.") for n in range(11, 14)])
    site.application.merging.notice_outbreaks()  # type: ignore[union-attr]
    return site


def incident(desk: CaseSite) -> Any:
    (one,) = desk.application.merging.decide_incident.newest(9)  # type: ignore[union-attr]
    return one


def post(desk: CaseSite, who: str | None, path: str, form: dict[str, str]) -> Any:
    """Send a form as a browser does: with what guards it, taken from a page."""
    headers = {"Authorization": f"Bearer {desk.tokens[who]}"} if who else {}
    with desk.app.test_client() as browser:
        page = browser.get(f"/desk/cases/{code(11)}", headers=headers)
        guard = re.search(r'name="csrf_token" value="([^"]+)"', page.get_data(as_text=True))
        return browser.post(path, data={**form, **({"csrf_token": guard[1]} if guard else {})}, headers=headers)


def text_of(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


PAGES = [
    ("GET", "/desk/incidents"),
    ("GET", f"/desk/cases/{code(11)}/duplicates"),
    ("GET", f"/api/desk/cases/{code(11)}/duplicates"),
    ("POST", "/api/desk/duplicates"),
    ("GET", "/api/desk/incidents"),
]


@pytest.mark.parametrize(("method", "path"), PAGES)
def test_the_centre_sees_it_and_nobody_else(desk: CaseSite, method: str, path: str) -> None:
    more: dict[str, Any] = {"json": {}} if path.startswith("/api") and method == "POST" else {}
    assert {desk.page(who, method, path, **more).status_code for who in CENTRE} == {200}
    refused = {desk.page(who, method, path, **more).status_code for who in OTHERS}
    assert refused <= {401, 403, 303}, refused


@pytest.mark.parametrize("act", ["confirm", "dismiss", "close"])
def test_only_the_shift_lead_decides(desk: CaseSite, act: str) -> None:
    id_ = incident(desk).id
    for who in ("operator", "ward", "administrator"):
        assert post(desk, who, f"/desk/incidents/{id_}/{act}", {"words": "x"}).status_code == 403
        body = {"reason": "x"} if act != "confirm" else {}
        assert desk.page(who, "POST", f"/api/desk/incidents/{id_}/{act}", json=body).status_code == 403
    assert incident(desk).standing is Standing.PROPOSED


def test_confirming_on_the_page_names_the_incident(desk: CaseSite) -> None:
    page = text_of(desk.page("shift_lead", "GET", "/desk/incidents"))
    assert incident(desk).title in page and 'name="words"' in page
    done = post(desk, "shift_lead", f"/desk/incidents/{incident(desk).id}/confirm", {"words": "Mất đèn"})
    assert (done.status_code, done.location) == (303, "/desk/incidents?done=confirm")
    assert (incident(desk).standing, incident(desk).title) == (Standing.OPEN, "Mất đèn")
    assert "Đã xác nhận" in text_of(desk.page("shift_lead", "GET", done.location))
    assert 'name="words"' not in text_of(desk.page("operator", "GET", "/desk/incidents"))


@pytest.mark.parametrize(("act", "words"), [("dismiss", ""), ("dismiss", "x" * 201), ("confirm", " ")])
def test_what_is_missing_or_too_long_is_said_and_what_was_typed_is_kept(desk: CaseSite, act: str, words: str) -> None:
    answer = post(desk, "shift_lead", f"/desk/incidents/{incident(desk).id}/{act}", {"words": words})
    assert answer.status_code == 422 and 'role="alert"' in text_of(answer)
    assert words.strip() in text_of(answer)
    assert incident(desk).standing is Standing.PROPOSED


def test_what_was_decided_is_refused_on_the_page(desk: CaseSite) -> None:
    path = f"/desk/incidents/{incident(desk).id}/dismiss"
    assert post(desk, "shift_lead", path, {"words": "Chợ phiên"}).status_code == 303
    again = post(desk, "shift_lead", path, {"words": "Lần nữa"})
    assert again.status_code == 409 and "đã được quyết định" in text_of(again)
    assert desk.page("shift_lead", "GET", path).status_code == 302


def test_an_incident_goes_through_the_api(desk: CaseSite) -> None:
    base, id_ = "/api/desk/incidents", incident(desk).id
    (listed,) = desk.page("operator", "GET", base).json["incidents"]
    assert (listed["id"], listed["standing"], listed["count"]) == (id_, "proposed", 5)
    opened = desk.page("shift_lead", "POST", f"{base}/{id_}/confirm", json={})
    assert (opened.status_code, opened.json["standing"], opened.json["decided_by"]) == (200, "open", "desk:truong-ca")
    closed = desk.page("shift_lead", "POST", f"{base}/{id_}/close", json={"reason": "Đã xong"})
    assert (closed.json["standing"], closed.json["note"]) == ("closed", "Đã xong")
    again = desk.page("shift_lead", "POST", f"{base}/{id_}/close", json={})
    assert (again.status_code, again.json["slug"]) == (409, "incident-decided")
    assert desk.page("shift_lead", "POST", f"{base}/nothing/confirm", json={}).status_code == 404


def test_duplicates_are_a_part_of_the_page_or_a_page_and_join_with_one_button(desk: CaseSite) -> None:
    path = f"/desk/cases/{code(11)}/duplicates"
    part = text_of(desk.page("operator", "GET", path))
    assert code(12) in part and "<html" in part
    with_htmx = desk.app.test_client().get(
        path, headers={"HX-Request": "true", "Authorization": f"Bearer {desk.tokens['operator']}"}
    )
    assert "<html" not in text_of(with_htmx) and "cùng lĩnh vực" in text_of(with_htmx)
    done = post(desk, "operator", f"/desk/cases/{code(11)}/merge", {"into": code(12)})
    assert done.status_code == 303
    assert desk.cases.by_code[code(11)].state is State.MERGED
    assert 'value="' + code(12) not in text_of(desk.page("operator", "GET", path))


def test_a_merge_that_is_refused_is_said_at_its_field(desk: CaseSite) -> None:
    answer = post(desk, "operator", f"/desk/cases/{code(11)}/merge", {"into": code(11)})
    assert answer.status_code == 409 and "chính nó" in text_of(answer)


def test_while_typing_likely_duplicates_are_shown_and_half_typed_things_hurt_nobody(desk: CaseSite) -> None:
    typed = {
        "text": "Đèn trước chợ hỏng tối quá",
        "area": "23575",
        "category": "ha-tang.chieu-sang",
        "latitude": "13,9x",
    }
    found = text_of(post(desk, "operator", "/desk/duplicates", typed))
    assert code(11) in found and "/merge" not in found
    assert post(desk, "operator", "/desk/duplicates", {}).status_code == 200
    body = {"text": typed["text"], "area": "23575", "category": "ha-tang.chieu-sang"}
    (first, *_) = desk.page("operator", "POST", "/api/desk/duplicates", json=body).json["duplicates"]
    assert first["score"] > 0.45 and {"vi", "en"} == set(first["why"][0])
    assert desk.page("operator", "POST", "/api/desk/duplicates", json={"latitude": 13.9}).status_code == 200
    assert desk.page("operator", "POST", "/api/desk/duplicates", json={"latitude": 139}).status_code == 422


def test_the_api_joins_and_parts(desk: CaseSite) -> None:
    path = f"/api/desk/cases/{code(11)}"
    joined = desk.page("operator", "POST", f"{path}/merge", json={"into": code(12)})
    assert (joined.status_code, joined.json["state"]) == (200, "merged")
    assert desk.page("ward", "POST", f"{path}/merge", json={"into": code(12)}).status_code == 403
    parted = desk.page("operator", "POST", f"{path}/unmerge")
    assert (parted.status_code, parted.json["state"]) == (200, "triage")


def test_an_agency_is_not_led_to_what_it_may_not_see(desk: CaseSite) -> None:
    assert "/duplicates" in text_of(desk.page("operator", "GET", f"/desk/cases/{code(11)}"))
    assert "/duplicates" not in text_of(desk.page("ward", "GET", f"/desk/cases/{code(11)}"))


def test_what_is_typed_is_compared_for_the_centre_alone(desk: CaseSite) -> None:
    allowed = {who: post(desk, who, "/desk/duplicates", {"text": "Đèn hỏng"}).status_code for who in (*CENTRE, "ward")}
    assert allowed == {"operator": 200, "shift_lead": 200, "ward": 403}
