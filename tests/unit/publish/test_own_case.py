"""One's own case: opened by digits or by a link, seen by nobody else, with what its citizen may do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services.kit import own_links
from services.publish.usecases.track_case import WRONG_PER_CLIENT
from tests.unit.publish.builders import CODE, NOON, Portal, a_case
from tests.unit.publish.site import a_site
from tests.unit.publish.ways import accepted, asked, extended, resumed, withdrawn

KEY = "a link key for tests"
PAGE = f"/tra-cuu/{CODE}"
LINK = "/t/" + own_links.token(CODE, KEY, own_links.LOOK, NOON + timedelta(days=60))
FILED = [a_case().received(), a_case().routed()]


def a_portal(*events: Any) -> Portal:
    portal = Portal(link_key=KEY)
    portal.app.on_cases([*FILED, *events])
    return portal


def a_browser(portal: Portal, *, known: bool = True) -> Any:
    client = a_site(portal).test_client()
    if known:
        client.post("/tra-cuu", data={"code": CODE, "pin": "0001"})
    return client


def test_nobody_sees_a_case_by_its_address_alone() -> None:
    answer = a_browser(a_portal(), known=False).get(PAGE)
    assert (answer.status_code, answer.location) == (303, f"/tra-cuu?code={CODE}")


@pytest.mark.parametrize("path", ["/danh-gia", "/rut-phan-anh"])
def test_nobody_does_anything_to_a_case_that_is_not_theirs(path: str) -> None:
    portal = a_portal(a_case().answered())
    form = {"code": CODE, "rating": "satisfied", "sure": "yes"}
    assert a_browser(portal, known=False).post(path, data=form).status_code == 303
    assert not portal.ratings.told and not portal.withdrawals.told


def test_the_link_in_a_message_opens_the_case_and_leaves_no_trace() -> None:
    client = a_browser(a_portal(accepted()), known=False)
    first = client.get(LINK)
    assert (first.status_code, first.location) == (303, PAGE)
    assert first.headers.getlist("Referrer-Policy") == ["no-referrer"]
    assert "noindex" in first.headers["X-Robots-Tag"] and first.headers["Cache-Control"] == "no-store"
    page = client.get(PAGE)
    assert page.status_code == 200 and "Cơ quan đang xử lý" in page.text
    assert page.headers["Cache-Control"] == "no-store" and 'name="robots"' in page.text
    assert LINK[3:] not in page.text


def test_a_rating_is_ready_behind_the_link_and_given_by_one_press_only() -> None:
    portal = a_portal(a_case().answered())
    client = a_browser(portal, known=False)
    page = client.get(f"{LINK}/3", follow_redirects=True)
    assert 'value="unsatisfied" checked' in page.text and not portal.ratings.told
    client.post("/danh-gia", data={"code": CODE, "rating": "unsatisfied", "comment": "Lại tắt.", "not_fixed": "yes"})
    assert [each.data.comment for each in portal.ratings.told] == ["Lại tắt."]


def test_a_link_ends_and_is_revoked_with_the_case() -> None:
    portal = a_portal()
    client = a_browser(portal, known=False)
    assert client.get("/t/" + own_links.token(CODE, KEY, own_links.ADD, NOON + timedelta(days=1))).status_code == 403
    assert (
        client.get("/t/" + own_links.token("2611230000000", KEY, own_links.LOOK, NOON + timedelta(days=1))).status_code
        == 404
    )
    portal.app.on_cases([withdrawn()])
    assert client.get(LINK).status_code == 410
    portal.clock.at = NOON + timedelta(days=61)
    assert client.get(LINK).status_code == 410


def test_guessing_links_is_counted_like_guessing_digits() -> None:
    client = a_browser(a_portal(), known=False)
    for _ in range(WRONG_PER_CLIENT):
        assert client.get("/t/" + "1" * own_links.LENGTH).status_code == 403
    assert client.get(LINK).status_code == 429


def test_a_browser_forgets_after_two_hours_and_when_it_is_told_to() -> None:
    portal = a_portal()
    client = a_browser(portal)
    assert client.get(PAGE).status_code == 200
    portal.clock.at += timedelta(hours=2, seconds=1)
    assert client.get(PAGE).status_code == 303
    client.post("/tra-cuu", data={"code": CODE, "pin": "0001"})
    client.post("/tra-cuu/thoat")
    assert client.get(PAGE).status_code == 303


def test_what_is_asked_of_the_citizen_stands_first_with_where_to_answer() -> None:
    page = a_browser(a_portal(asked("Cột đèn số mấy?"))).get(PAGE).text
    assert "Cột đèn số mấy?" in page and "Đang tạm dừng" in page
    assert "http://intake.test/bo-sung/" in page


def test_why_the_time_changed_is_told_with_the_first_one() -> None:
    page = a_browser(a_portal(asked(), resumed(), extended("Chờ vật tư của nhà máy."))).get(PAGE).text
    assert "Chờ vật tư của nhà máy." in page and "Hạn ban đầu" in page and "hạn: hai ngày làm việc" in page


def test_taking_it_back_is_asked_for_once_and_shown_at_once() -> None:
    portal = a_portal()
    client = a_browser(portal)
    unsure = client.post("/rut-phan-anh", data={"code": CODE, "reason": "Đã tự sửa."})
    assert unsure.status_code == 422 and "Đã tự sửa." in unsure.text and not portal.withdrawals.told
    for _ in range(2):
        client.post("/rut-phan-anh", data={"code": CODE, "reason": "Đã tự sửa.", "sure": "yes"})
    assert [(each.type, each.data.reason) for each in portal.withdrawals.told] == [
        ("case.withdrawal_requested", "Đã tự sửa.")
    ]
    assert "Đã gửi yêu cầu rút" in client.get(PAGE).text
    portal.app.on_cases([withdrawn()])
    after = client.get(PAGE).text
    assert "Đã rút theo yêu cầu của Ông/Bà" in after and 'action="/rut-phan-anh"' not in after


def test_what_was_answered_cannot_be_taken_back() -> None:
    portal = a_portal(a_case().answered())
    client = a_browser(portal)
    assert 'action="/rut-phan-anh"' not in client.get(PAGE).text
    assert client.post("/rut-phan-anh", data={"code": CODE, "sure": "yes"}).status_code == 409
    assert not portal.withdrawals.told
