"""Triage and canned texts in a real browser, by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.integration.routing.desk_calls.conftest import Centre
from tests.integration.routing.desk_calls.test_calls_in_a_browser import inspect
from tests.waiting import eventually

pytestmark = [pytest.mark.integration, pytest.mark.timeout(240)]
URGENT, TREE = "2611230000002", "2611230000001"


def test_the_urgent_one_comes_first_and_keys_lead_through_the_queue(centre: Centre) -> None:
    page = centre.page("/desk/triage")
    expect(page.locator("main h1").nth(1)).to_contain_text("Dây điện rơi")
    page.keyboard.press("j")
    expect(page.locator("main h1").nth(1)).to_contain_text("Cây đổ")
    page.keyboard.press("k")
    expect(page.locator("main h1").nth(1)).to_contain_text("Dây điện rơi")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/cases/{URGENT}")


def test_a_case_is_assigned_by_typing_and_the_next_one_answered_with_a_canned_text(centre: Centre) -> None:
    page = centre.page("/desk/triage")
    page.keyboard.press("p")
    expect(page.locator("#reassign-agency")).to_be_focused()
    page.keyboard.type("uy ban nhan dan phuong pleiku")
    page.keyboard.press("Enter")
    expect(page.locator("#reassign-agency")).to_have_value("Ủy ban nhân dân phường Pleiku")
    page.keyboard.press("Enter")
    expect(page.locator("main h1").nth(1)).to_contain_text("Cây đổ")
    assert (centre.case(URGENT) or {})["state"] == "routed"
    page.keyboard.press("t")
    page.keyboard.press("Alt+m")
    page.keyboard.type("khieu nai")
    expect(page.locator(".picked button").first).to_contain_text("Khiếu nại")
    page.keyboard.press("Enter")
    text = page.locator("#content-text")
    expect(text).to_be_focused()
    assert "261123 000000 1" in text.input_value()  # its code, as it is read out
    expect(page.locator("#content-outcome")).to_have_value("explained")
    inspect(page, "triage-answer")
    page.locator("#act-answer button[type=submit], #act-content button[type=submit]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Không còn việc nào chờ")
    assert eventually(lambda: (centre.case(TREE) or {})["state"] == "answered")


def test_the_shift_lead_writes_a_text_and_an_unknown_variable_is_refused_with_nothing_lost(centre: Centre) -> None:
    page = centre.page("/desk/texts/new", "shift_lead")
    page.locator("#file-slug").fill("hen-lai")
    page.locator("#file-title").fill("Hẹn trả lời")
    page.locator("#file-body_vi").fill("Kính gửi {ho_ten}, hạn mới là {han}.")
    page.get_by_role("button", name="Lưu mẫu câu").click()
    expect(page.locator(".error-summary")).to_contain_text("{ho_ten}")
    assert page.locator("#file-title").input_value() == "Hẹn trả lời"
    inspect(page, "texts-refused")
    page.locator("#file-body_vi").fill("Kính gửi {nguoi_dan}, hạn mới là {han}.")
    page.get_by_role("button", name="Lưu mẫu câu").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu")
    operator = centre.page("/desk/texts?words=hen+tra+loi")
    expect(operator.locator("article")).to_have_count(1)
    expect(operator.get_by_text("Sửa")).to_have_count(0)
