"""A rule change from the first word to the law and back, by two people in a browser."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import Page, expect

from services.kit.clock import SystemClock
from tests.browser import looked_at, picture
from tests.integration.routing.case_page.conftest import DESK, PHONE, Desk
from tests.unit.routing.builders import received
from tests.unit.routing.catalogs import FARMING, HEALTH
from tests.waiting import eventually

pytestmark = pytest.mark.integration


def page_of(law: Desk, who: str, path: str, size: tuple[int, int] = DESK, **more: object) -> Page:
    """Return a page of somebody who is signed in."""
    page = law.context(who, size, **more).new_page()
    page.on("console", law._note)
    page.goto(f"{law.process.url}{path}")
    return page


def drafted(law: Desk) -> Page:
    """Return the administrator's page of a new draft by which farming takes health's cases."""
    page = page_of(law, "administrator", "/desk/rules")
    looked_at(page, "rules-list")
    page.fill("#copy-note", "Thử giao y tế cho nông nghiệp")
    page.click("text=Tạo dự thảo")
    page.click("#rule-y-te >> text=Sửa")
    page.select_option("#rule-agency", FARMING)
    page.fill("#rule-valid_from", "2025-03-01")
    looked_at(page, "rules-rule-form")
    page.click("text=Lưu")
    page.click("text=Thêm quy tắc")
    page.fill("#rule-id", "tat-ca")
    page.select_option("#rule-agency", "trung-tam-1022")
    page.fill("#rule-why_vi", "Việc còn lại do trung tâm xem xét")
    page.fill("#rule-why_en", "The centre decides about the rest")
    page.click("text=Lưu")
    expect(page.locator("#rule-tat-ca")).to_contain_text("Mọi phản ánh: giao Trung tâm 1022")
    return page


def test_two_people_change_the_law_and_put_it_back(law: Desk) -> None:
    page = drafted(law)
    page.click("form[action$='/simulate'] button")
    expect(page.locator("#simulation ~ .lead")).to_contain_text("1 chuyển sang cơ quan khác")
    expect(page.get_by_text("Người đã soạn không được tự duyệt")).to_be_visible()
    looked_at(page, "rules-simulated")

    other = page_of(law, "shift_lead", "/desk/rules/2")
    other.click("text=Duyệt bộ quy tắc")
    other.click("form[action$='/activate'] button")
    expect(other.get_by_role("alert")).to_contain_text("Xã chưa có cơ quan")
    looked_at(other, "rules-orphans")
    law.mongo.database("routing").catalog.update_one(
        {"_id": "current"}, {"$set": {"catalog.areas.$[one].agency": HEALTH}}, array_filters=[{"one.code": "99999"}]
    )
    other.click("form[action$='/activate'] button")
    expect(other.locator("h1")).to_contain_text("Đang áp dụng")
    assert routed(law, 1000, FARMING)["assignments"][0]["rules"] == 2

    other.goto(f"{law.process.url}/desk/rules")
    other.click("text=Quay lại bộ 1 ngay")
    expect(other.locator("h1")).to_contain_text("Đang áp dụng")
    looked_at(other, "rules-active")
    assert routed(law, 5000, HEALTH)["assignments"][0]["rules"] == 1


def routed(law: Desk, number: int, agency: str) -> dict:
    """Return the first of the cases from `number` on that goes to the agency, as within seconds all do."""
    numbers = itertools.count(number)

    def tried() -> dict | None:
        one = next(numbers)
        law.application.route_cases([received(one, category="y-te", area=None, received_at=SystemClock().now())])
        found = law.case(one)
        return found if found["agency"] == agency else None

    found: dict = eventually(tried, message=f"a case at {agency}")
    return found


def test_a_draft_is_arranged_rule_by_rule_and_what_cannot_be_read_is_kept_and_said(law: Desk) -> None:
    page = page_of(law, "administrator", "/desk/rules")
    page.click("text=Tạo dự thảo")
    page.click("#rule-dien-thoai >> text=Lên")
    expect(page.locator(".rules-list > li").first).to_contain_text("dien-thoai")
    page.click("#rule-buu-chinh >> text=Bỏ")
    expect(page.locator("#rule-buu-chinh")).to_have_count(0)
    page.goto(f"{law.process.url}/desk/rules/2/rules/_moi")
    page.fill("#rule-id", "Có Dấu")
    page.fill("#rule-area", "Phường Không Có")
    page.fill("#rule-why_vi", "Vì thử")
    page.fill("#rule-why_en", "Because")
    page.select_option("#rule-agency", "of_area")
    page.click("text=Lưu")
    expect(page.get_by_role("alert")).to_contain_text("Mã quy tắc")
    expect(page.locator("#rule-area")).to_have_value("Phường Không Có")
    looked_at(page, "rules-rule-wrong")
    page.fill("#rule-id", "co-dau")
    page.click("text=Lưu")
    expect(page.get_by_role("alert")).to_contain_text("Phường Không Có không có trong danh mục")
    page.fill("#rule-area", "phuong pleiku")
    page.click("text=Lưu")
    expect(page.locator("#rule-co-dau")).to_contain_text("Phường Pleiku")


def test_the_law_can_be_read_on_a_telephone_without_scripts(law: Desk) -> None:
    page = page_of(law, "administrator", "/desk/rules/1", PHONE, java_script_enabled=False)
    expect(page.locator("h1")).to_contain_text("Bộ quy tắc 1")
    picture(page, "rules-phone")
    assert page.locator("form[action*='/simulate']").count() == 0
