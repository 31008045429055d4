"""Dossiers looked up at the desk and by citizens, in a real browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import AXE
from tests.integration.routing.dossiers.conftest import PHONE, Counter
from tests.waiting import eventually

pytestmark = [pytest.mark.integration, pytest.mark.timeout(240)]

SUPPLEMENT, NAME, REMARK = "H21.99-261110-0003", "Nguyễn Văn An", "Bổ sung bản vẽ"


def inspect(page: Page, name: str) -> None:
    """Find nothing that axe objects to and nothing that must be scrolled to the side."""
    page.wait_for_load_state("networkidle")
    if shots := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=str(Path(shots) / f"{name}.png"), full_page=True)
    violations = AXE.run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_an_operator_answers_while_the_caller_is_on_the_line(counter: Counter) -> None:
    page = counter.page(f"{counter.desk.url}/desk/dossiers", "operator")
    expect(page.locator("#code")).to_be_focused()
    inspect(page, "dossiers-empty")
    page.keyboard.type("h21 99 261110 0003")
    page.keyboard.press("Enter")
    expect(page.locator("#h-dossier")).to_be_focused()
    expect(page.locator("#h-dossier")).to_contain_text(SUPPLEMENT)
    expect(page.locator(".aloud")).to_contain_text("chờ người nộp bổ sung. Ngày hẹn trả kết quả: 30/11/2026.")
    expect(page.locator("main")).not_to_contain_text(NAME)
    inspect(page, "dossiers-found")
    page.get_by_role("button", name="Xem người nộp và ghi chú").press("Enter")
    expect(page.locator("main")).to_contain_text(NAME)
    expect(page.locator("main")).to_contain_text(REMARK)
    inspect(page, "dossiers-whole")
    (look,) = counter.mongo.database("routing").looks.find()
    assert (look["code"], look["account"], look["what"]) == (SUPPLEMENT, "truc-01", "dossier")


def test_what_was_said_becomes_a_case_that_is_answered(counter: Counter) -> None:
    page = counter.page(f"{counter.desk.url}/desk/dossiers?code=H21.99-261110-0006", "operator")
    page.get_by_role("button", name="Ghi thành phản ánh và trả lời ngay").press("Enter")
    expect(page.locator("#file-text")).to_have_value("Hỏi tình trạng hồ sơ H21.99-261110-0006.")
    expect(page.locator("#file-category")).to_have_value("Tra cứu tình trạng xử lý hồ sơ")
    expect(page.locator("#file-answer")).to_have_value(
        "Hồ sơ H21.99-261110-0006, Chứng thực hợp đồng, nộp ngày 10/11/2026 tại Bộ phận Một cửa phường Quy Nhơn: "
        "đã có kết quả, mời đến nhận. Ngày có kết quả: 12/11/2026."
    )
    page.locator("#file-phone").fill("0905000012")
    page.locator("#file-answer-now").press("Enter")
    expect(page).to_have_url(f"{counter.desk.url}/desk/calls/filed/{_filed(counter)}")


def test_what_cannot_be_looked_up_says_why_and_keeps_what_was_typed(counter: Counter) -> None:
    page = counter.page(f"{counter.desk.url}/desk/dossiers", "operator", PHONE)
    for typed, why in (("abc", "Mã hồ sơ chưa đúng"), ("H21.99-261110-7777", "không có hồ sơ mang mã")):
        page.locator("#code").fill(typed)
        page.keyboard.press("Enter")
        expect(page.locator("#code-error")).to_contain_text(why)
        expect(page.locator("#code")).to_have_value(typed)
        expect(page.locator("#code")).to_be_focused()
    counter.one_stop.faults.outage()
    page.locator("#code").fill("H21.99-261110-0001")
    page.keyboard.press("Enter")
    expect(page.locator("#code-error")).to_contain_text("đang không trả lời")
    inspect(page, "dossiers-down-phone")


def test_the_api_says_the_same_and_lets_nobody_else_in(counter: Counter) -> None:
    found = counter.ask("GET", "/api/desk/dossiers/h21 99 261110 0005").json()
    assert (found["code"], found["state"], found["late"], "applicant" in found) == (
        "H21.99-261110-0005",
        "late",
        True,
        False,
    )
    assert counter.ask("POST", f"/api/desk/dossiers/{SUPPLEMENT}/whole", json={}).json()["applicant"] == NAME
    assert counter.ask("GET", "/api/desk/dossiers/H21.99-261110-7777").json()["slug"] == "unknown-dossier"
    assert counter.ask("GET", f"/api/desk/dossiers/{SUPPLEMENT}", who="administrator").status_code == 403


def test_a_citizen_sees_the_state_and_with_four_digits_the_rest(counter: Counter) -> None:
    page = counter.page(f"{counter.web.url}/tra-cuu-ho-so", size=PHONE)
    inspect(page, "dossier-public-phone")
    page.locator("#code").fill("h21.99-261110-0003")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_be_focused()
    expect(page.locator("main")).to_contain_text("chờ người nộp bổ sung")
    expect(page.locator("main")).not_to_contain_text(NAME)
    expect(page.locator("main")).not_to_contain_text(REMARK)
    page.locator("#digits").fill("1234")
    page.keyboard.press("Enter")
    expect(page.locator("#digits-error")).to_contain_text("không khớp")
    page.locator("#digits").fill("0067")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(NAME)
    expect(page.locator("main")).to_contain_text(REMARK)
    inspect(page, "dossier-public-whole-phone")


def test_digits_cannot_be_guessed(counter: Counter) -> None:
    page = counter.page(f"{counter.web.url}/tra-cuu-ho-so")
    for number in range(7):
        page.locator("#code").fill(SUPPLEMENT)
        page.locator("#digits").fill(f"{number:04}")
        page.keyboard.press("Enter")
        expect(page.locator("#digits-error")).to_be_visible()
    expect(page.locator("#digits-error")).to_contain_text("quá nhiều lần")
    page.locator("#digits").fill("0067")
    page.keyboard.press("Enter")
    expect(page.locator("main")).not_to_contain_text(NAME)
    inspect(page, "dossier-public-locked")


def _filed(counter: Counter) -> str:
    """Return the code of the one case the hotline has filed."""
    cases = counter.mongo.database("intake").cases
    found = eventually(lambda: cases.find_one({}), message="a case is filed")
    return str(found["_id"])
