"""The case page in a real browser: every act by keyboard alone, nothing axe objects to, nothing that needs scripts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import AXE
from tests.integration.routing.case_page.conftest import DESK, PHONE, photograph
from tests.waiting import eventually

pytestmark = [pytest.mark.integration, pytest.mark.timeout(180)]

ANSWER = "Tổ điện chiếu sáng của phường đã thay bóng đèn lúc 9 giờ ngày 24/11/2026; tuần sau kiểm tra lại cả tuyến."


def inspect(page: Page, name: str = "") -> None:
    """Find nothing that axe objects to and nothing that must be scrolled to the side."""
    shots = os.environ.get("SCREENSHOTS")
    if shots and name:
        page.screenshot(path=str(Path(shots) / f"{name}.png"), full_page=True)
    violations = AXE.run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_page_is_good_to_read_at_every_size(desk, size):
    for who, number in (("officer", 5), ("operator", 4), ("shift_lead", 1)):
        page = desk.page(who, number, size)
        inspect(page, f"case-{who}-{size[0]}")
        for act in page.locator("details.act > summary").all():
            act.click()
        inspect(page, f"case-{who}-{size[0]}-open")
        page.context.close()


def told(page: Page, words: str) -> None:
    """Wait for the page that says so, with its scripts."""
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(words)
    page.wait_for_load_state("load")


def press(page: Page, button: str) -> None:
    """Tab to a button and press it, as somebody without a mouse does."""
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == button:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way to {button} by Tab")


def test_an_officer_and_the_leader_work_on_a_case_by_keyboard_alone(desk):
    page = desk.page("officer")
    page.keyboard.press("n")
    expect(page.locator("#act-accept")).to_have_attribute("open", "")
    page.keyboard.press("Enter")
    told(page, "Đã tiếp nhận phản ánh.")
    assert desk.case()["state"] == "accepted"
    page.keyboard.press("u")
    expect(page.locator("#content-text")).to_be_focused()
    page.keyboard.type(ANSWER)
    page.keyboard.press("Tab")
    expect(page.locator("#content-outcome")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#content-outcome")).to_have_value("fixed")
    page.locator("#content-uploads").set_input_files(
        {"name": "den.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    press(page, "Trình duyệt")
    told(page, "Đã trình lãnh đạo.")
    leader = desk.page("leader")
    inspect(leader, "case-submitted")
    leader.keyboard.press("y")
    leader.keyboard.press("Enter")
    told(leader, "Đã duyệt và gửi câu trả lời.")
    inspect(leader, "case-answered")
    answer = desk.case()["answer"]
    assert (answer["text"], answer["approved_by"]) == (ANSWER, "desk:lanh-dao-phuong")
    assert [each["name"] for each in answer["files"]] == ["den.jpg"]


def test_the_shift_lead_decides_about_time_and_people_by_keyboard_alone(desk):
    page = desk.page("officer")
    page.keyboard.press("x")
    page.locator("#extend-due_at").fill("2026-12-01T16:00")
    page.locator("#extend-reason").focus()
    page.keyboard.type("Chờ vật tư về")
    press(page, "Xin gia hạn")
    told(page, "Đã gửi đề nghị gia hạn.")
    lead = desk.page("shift_lead")
    lead.keyboard.press("e")
    lead.keyboard.press("Enter")
    told(lead, "Đã gia hạn.")
    lead.keyboard.press("p")
    lead.keyboard.type("so y te")
    press(lead, "Phân công")
    told(lead, "Đã phân công.")
    inspect(lead, "case-reassigned")
    assert desk.case()["agency"] == "so-y-te"


def test_a_question_mark_lists_the_letters_and_they_can_be_switched_off(desk):
    page = desk.page("officer")
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_have_attribute("open", "")
    page.get_by_label("Dùng phím tắt").uncheck()
    page.reload()
    page.keyboard.press("r")
    expect(page.locator("#act-return")).not_to_have_attribute("open", "")


def test_a_half_written_text_survives_a_reload_and_is_forgotten_once_sent(desk):
    page = desk.page("officer")
    page.keyboard.press("r")
    page.keyboard.type("Tuyến này do tỉnh")
    page.reload()
    expect(page.locator("#return-reason")).to_have_value("Tuyến này do tỉnh")
    page.keyboard.press("r")
    page.locator("#act-return button[type=submit]").press("Enter")
    told(page, "Đã trả lại Trung tâm.")
    inspect(page, "case-left")
    assert desk.case()["history"][-1]["note"] == "Tuyến này do tỉnh"


def test_a_refusal_is_read_out_first_and_keeps_what_was_typed(desk):
    page = desk.page("leader")
    page.keyboard.press("t")
    page.keyboard.type("Đã ghi nhận phản ánh.")
    page.locator("#content-outcome").select_option("explained")
    page.get_by_role("button", name="Gửi trả lời").press("Enter")
    expect(page.locator("#refused")).to_be_focused()
    expect(page.locator("#content-text")).to_have_value("Đã ghi nhận phản ánh.")
    inspect(page, "case-refused")
    page.get_by_label("Tôi đã xem lại").check()
    page.get_by_role("button", name="Gửi trả lời").press("Enter")
    told(page, "Đã gửi câu trả lời.")


def test_a_contact_is_shown_in_place_and_the_look_is_in_the_log(desk):
    page = desk.page("operator")
    expect(page.locator("#contact")).to_contain_text("09xx xxx x12")
    page.keyboard.press("l")
    page.keyboard.type("gọi hỏi thêm địa chỉ")
    page.keyboard.press("Enter")
    expect(page.locator("#contact-shown")).to_contain_text("Nguyễn Văn An")
    expect(page.locator("#contact-shown")).to_be_focused()
    inspect(page, "case-contact")
    log = desk.context("administrator").new_page()
    log.goto(f"{desk.process.url}/desk/looks?account=truc-01")
    expect(log.locator("tbody tr")).to_have_count(1)
    expect(log.locator("tbody tr")).to_contain_text("gọi hỏi thêm địa chỉ")
    inspect(log, "looks")


def test_everything_works_without_scripts(desk):
    page = desk.page("officer", 2, PHONE, java_script_enabled=False)
    page.locator("#act-contact > summary").click()
    page.locator("#act-contact button").click()
    expect(page.locator("#contact-shown")).to_contain_text("Nguyễn Văn An")
    page.locator("#act-accept > summary").click()
    page.locator("#act-accept button[type=submit]").click()
    expect(page.locator("p.done")).to_have_text("Đã tiếp nhận phản ánh.")
    assert eventually(lambda: desk.case(2)["state"] == "accepted")


def test_the_printed_sheet_is_good_to_read(desk):
    page = desk.page("operator", 5)
    page.goto(f"{desk.process.url}/desk/cases/{desk.code(5)}/print")
    page.emulate_media(media="print")
    inspect(page, "case-print")
