"""The catalogue changed at the desk by two people in a browser, and by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import looked_at, picture
from tests.integration.routing.case_page.conftest import DESK, PHONE, Desk
from tests.waiting import eventually

pytestmark = pytest.mark.integration


def opened(office: Desk, who: str, path: str, size: tuple[int, int] = DESK, **more: object) -> Page:
    """Return a page of somebody who is signed in."""
    page = office.context(who, size, **more).new_page()
    page.on("console", office._note)
    page.goto(f"{office.process.url}/desk/settings{path}")
    return page


def test_a_department_is_merged_by_two_people_and_brought_back(office: Desk) -> None:
    page = opened(office, "administrator", "/agencies")
    looked_at(page, "settings-agencies")
    page.fill("#words", "so y te")
    page.press("#words", "Enter")
    page.click("text=Sở Y tế tỉnh Gia Lai")
    page.fill("#f-valid_to", "2027-06-30")
    looked_at(page, "settings-agency")
    page.click("text=Lưu vào dự thảo")
    expect(page.get_by_text("Cần sửa trước khi trình duyệt")).to_be_visible()
    looked_at(page, "settings-change-broken")
    page.click("text=Cơ quan so-y-te")
    expect(page.locator("#f-successor-error")).to_be_visible()
    looked_at(page, "settings-agency-wrong")
    page.select_option("#f-successor", "so-noi-vu")
    page.click("text=Lưu vào dự thảo")
    expect(page.locator("#effects ~ ul")).to_contain_text("Sở Nội vụ tỉnh Gia Lai")
    page.fill("#why", "Nghị quyết sắp xếp (thử)")
    page.click("button:text('Trình duyệt')")
    expect(page.get_by_text("Người đã soạn không được tự duyệt")).to_be_visible()
    looked_at(page, "settings-change-proposed")

    other = opened(office, "shift_lead", "")
    looked_at(other, "settings-overview")
    other.click("text=Thay đổi 1")
    looked_at(other, "settings-change-to-approve")
    other.click("button:text('Duyệt')")
    expect(other.locator("h1")).to_contain_text("Đã áp dụng")
    looked_at(other, "settings-change-in-force")
    assert _agency(office, "so-y-te")["valid_to"] == "2027-06-30"

    page.goto(f"{office.process.url}/desk/settings/versions")
    looked_at(page, "settings-versions")
    page.locator("tr", has_text="Phiên bản 2").get_by_role("button", name="Quay lại").click()
    expect(page.locator("h1")).to_contain_text("Thay đổi 2")
    looked_at(page, "settings-brought-back")


def test_what_is_planned_is_put_in_force_by_the_process_itself(office: Desk) -> None:
    amending = office.application.amending
    assert amending
    page = opened(office, "administrator", "/limits")
    looked_at(page, "settings-limits")
    page.fill("#f-most_returns", "4")
    page.click("text=Lưu vào dự thảo")
    page.fill("#why", "Thử")
    page.click("button:text('Trình duyệt')")
    other = opened(office, "shift_lead", "/changes/1")
    other.fill("#day", "2099-01-01")
    other.click("button:text('Duyệt')")
    expect(other.locator("h1")).to_contain_text("Chờ đến ngày")
    office.mongo.database("routing").amendments.update_one({"_id": 1}, {"$currentDate": {"from_at": True}})
    eventually(lambda: _limits(office).get("most_returns") == 4, message="the planned change is in force")


def test_the_next_year_s_calendar_is_entered(office: Desk) -> None:
    page = opened(office, "administrator", "/calendar?year=2027")
    looked_at(page, "settings-calendar")
    page.fill("#f-holidays", "hôm nào đó")
    page.locator("form[action='/desk/settings/calendar/2027'] button").click()
    expect(page.locator("#f-holidays-error")).to_be_visible()
    looked_at(page, "settings-calendar-wrong")
    page.fill("#f-holidays", "31/12/2027 Nghỉ bù")
    page.locator("form[action='/desk/settings/calendar/2027'] button").click()
    expect(page.locator(".settings-diff")).to_contain_text("31/12/2027")
    page.goto(f"{office.process.url}/desk/settings/calendar?year=2027&hours=16&start=2027-12-30T13:00")
    expect(page.locator("[role=status].done")).to_contain_text("05/01/2028")
    looked_at(page, "settings-calendar-due")


def test_a_question_is_written_by_keyboard_alone(office: Desk) -> None:
    page = opened(office, "administrator", "/categories/thu-tuc-hanh-chinh.thai-do-phuc-vu")
    looked_at(page, "settings-category")
    page.get_by_role("link", name="Thêm câu hỏi").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/_moi")
    page.locator("#f-slug").focus()
    for text in ("khi-nao", "Xảy ra khi nào?", "When did it happen?"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    looked_at(page, "settings-question")
    page.locator("#f-type").focus()
    page.keyboard.press("End")
    page.get_by_role("button", name="Lưu vào dự thảo").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".settings-diff")).to_contain_text("Xảy ra khi nào?")
    looked_at(page, "settings-change-question")


@pytest.mark.parametrize("part", ["categories", "areas", "deadlines", "outbreaks", "province", "blocks"])
def test_every_part_can_be_looked_at(office: Desk, part: str) -> None:
    looked_at(opened(office, "administrator", f"/{part}"), f"settings-{part}")
    assert office.faults == []


def test_settings_work_on_a_telephone_without_scripts(office: Desk) -> None:
    for path, name in (("", "overview"), ("/agencies/so-y-te", "agency"), ("/calendar?year=2027", "calendar")):
        page = opened(office, "administrator", path, PHONE, java_script_enabled=False)
        picture(page, f"settings-phone-{name}")
        assert page.locator("h1").count() == 1


def _agency(office: Desk, slug: str) -> dict:
    newest = office.application.catalogs.newest()
    assert newest
    return next(each for each in newest[1]["agencies"] if each["slug"] == slug)


def _limits(office: Desk) -> dict:
    newest = office.application.catalogs.newest()
    return dict(newest[1]["limits"]) if newest else {}
