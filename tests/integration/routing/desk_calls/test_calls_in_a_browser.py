"""Calls at the desk in a real browser: who is on the line, filing while talking, calling back."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import AXE
from tests.integration.routing.desk_calls.conftest import DESK, PHONE, Centre
from tests.unit.routing.builders import received
from tests.waiting import eventually

pytestmark = [pytest.mark.integration, pytest.mark.timeout(240)]

LIGHT = "Đèn đường trước số 12 Hùng Vương, phường Pleiku không sáng ba hôm nay."


def inspect(page: Page, name: str) -> None:
    """Find nothing that axe objects to and nothing that must be scrolled to the side."""
    # axe leaves empty style attributes, which htmx would carry over into what it swaps in meanwhile.
    page.wait_for_load_state("networkidle")
    shots = os.environ.get("SCREENSHOTS")
    if shots:
        page.screenshot(path=str(Path(shots) / f"{name}.png"), full_page=True)
    violations = AXE.run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_call_pops_up_without_stealing_the_focus_and_masked_until_it_is_taken(centre: Centre) -> None:
    page = centre.page("/desk/calls")
    page.locator("#extension").focus()
    call = centre.pbx.ring("0905000012")
    expect(page.locator("#live")).to_contain_text("Đang đổ chuông")
    expect(page.locator("#live")).to_contain_text("09xxxxxx12")
    expect(page.locator("#live")).not_to_contain_text("0905 000 012")
    centre.pbx.answer(call, "101")
    expect(page.locator(".pop-number")).to_have_text("0905 000 012")
    expect(page.locator("#announcements")).to_have_text("Bạn có cuộc gọi mới.")
    expect(page.locator("#extension")).to_be_focused()
    inspect(page, "calls-live")
    centre.pbx.end(call)
    expect(page.locator("#live")).to_contain_text("không có cuộc gọi")


def test_a_common_case_is_filed_by_keyboard_in_under_ten_seconds_and_its_code_is_read_out(centre: Centre) -> None:
    centre.talking()
    page = centre.page("/desk/calls")
    expect(page.locator(".pop-number")).to_be_visible()
    began = time.perf_counter()
    page.keyboard.press("f")
    expect(page.locator("#file-text")).to_be_focused()
    page.keyboard.type(LIGHT, delay=40)  # 25 letters a second is faster than anybody; what is left is ours
    page.keyboard.press("Tab")
    page.keyboard.type("chieu sang", delay=40)
    page.keyboard.press("Enter")
    expect(page.locator("#file-category")).to_have_value("Chiếu sáng công cộng")
    expect(page.locator("[data-alt='4']")).to_contain_text("Pleiku")
    page.keyboard.press("Alt+4")
    expect(page.locator("#foreseen")).to_contain_text("Sẽ chuyển Ủy ban nhân dân phường Pleiku")
    if os.environ.get("SCREENSHOTS"):
        inspect(page, "filing-filled")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#code")).to_be_visible()
    seconds = time.perf_counter() - began
    print(f"\nfiled in {seconds:.1f} s")
    assert seconds < 10 or os.environ.get("SCREENSHOTS")
    (code,) = centre.codes()
    assert page.locator("#code").inner_text() == f"{code[:6]} {code[6:12]} {code[12:]}"
    assert page.locator("#pin").inner_text() == "0012"
    expect(page.locator("#state")).to_contain_text("Đã chuyển", timeout=20_000)
    inspect(page, "filed")
    case = eventually(lambda: centre.case(code))
    assert (case["category"], case["submission"]["channel"]) == ("ha-tang.chieu-sang", "hotline")
    assert case["submission"]["contact"]["phone"] == "+84905000012"
    expect(page.locator("#open-case")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Đèn đường")


def test_whoever_files_sees_that_somebody_has_told_it_already(centre: Centre) -> None:
    told = {"category": "ha-tang.chieu-sang", "area": "23575", "title": "Đèn đường Hùng Vương tắt", "text": LIGHT}
    centre.application.route_cases([received(7, received_at=centre.application.clock.now(), **told)])
    page = centre.page("/desk/calls/new")
    page.keyboard.type("Đèn đường trước nhà số 12 Hùng Vương phường Pleiku không sáng.")
    page.keyboard.press("Tab")
    page.keyboard.type("chieu sang")
    page.keyboard.press("Enter")
    expect(page.locator("[data-alt='4']")).to_contain_text("Pleiku")
    page.keyboard.press("Alt+4")
    expect(page.locator("#alike a")).to_contain_text("Đèn đường Hùng Vương tắt")
    inspect(page, "filing-alike")
    assert page.locator("#file-category").input_value() == "Chiếu sáng công cộng"


def test_an_answer_given_at_once_closes_the_case_with_its_category_and_goes_to_no_agency(centre: Centre) -> None:
    page = centre.page("/desk/calls/new")
    page.keyboard.type("Xin hỏi phí làm hộ chiếu ở phường Pleiku.")
    page.keyboard.press("Tab")
    page.keyboard.type("muc phi")
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+t")
    expect(page.locator("#file-answer")).to_be_focused()
    page.keyboard.press("Alt+m")
    page.keyboard.type("them dia diem")
    expect(page.locator(".picked button")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#file-answer")).to_be_focused()
    assert "[…mã phản ánh…]" in page.locator("#file-answer").input_value()  # it has no code yet, and says so
    page.locator("#file-answer").fill(
        "Lệ phí cấp hộ chiếu phổ thông là 200.000 đồng, nộp khi nhận hồ sơ tại Công an tỉnh."
    )
    inspect(page, "filing-at-once")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#state")).to_contain_text("Đã trả lời", timeout=20_000)
    (code,) = centre.codes()
    case = centre.case(code)
    assert case
    assert (case["state"], case["category"]) == ("answered", "thu-tuc-hanh-chinh.phi-le-phi")
    assert case["answer"]["by"] == "desk:truc-01"
    assert {each["agency"] for each in case["assignments"]} == {"trung-tam-1022"}


def test_a_hard_stop_is_shown_as_advice_for_the_caller_and_nothing_is_lost(centre: Centre) -> None:
    page = centre.page("/desk/calls/new")
    page.locator("#file-text").fill("Cán bộ nhận tiền của dân.")
    page.locator("#file-category").fill("thai do")
    page.keyboard.press("Enter")
    page.locator("#file-answers-tinh-chat").select_option("vi-pham")
    expect(page.locator("[data-stop='vi-pham']")).to_contain_text("Luật Tố cáo")
    inspect(page, "filing-stop")
    page.locator("#file-phone").fill("0905 000 034")
    page.locator("#file-answers-noi-lam-viec").fill("Bộ phận một cửa")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#refused")).to_contain_text("Không ghi tại đây")
    assert page.locator("#file-text").input_value() == "Cán bộ nhận tiền của dân."
    assert page.locator("#file-answers-tinh-chat").input_value() == "vi-pham"
    assert centre.codes() == []


def test_whoever_called_in_vain_is_called_back_with_a_note_for_the_next(centre: Centre) -> None:
    centre.pbx.play("abandoned", "0905000034")
    page = centre.page("/desk/calls")
    due = page.locator("#call-backs")
    tasks = centre.mongo.database("intake").call_backs
    eventually(lambda: tasks.update_many({}, {"$set": {"due_at": centre.application.clock.now()}}).matched_count)
    expect(due).to_contain_text("09xx xxx x34", timeout=20_000)
    page.locator("[id^=claim-]").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("15 phút")
    expect(due).to_contain_text("0905 000 034")
    inspect(page, "calls-task")
    page.locator("[id^=note-]").fill("Con trai nghe máy, hẹn sau 19 giờ.")
    page.locator("[id^=outcome-]").select_option("busy")
    page.locator("[id^=attempt-]").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã ghi lần gọi")
    (task,) = tasks.find()
    assert [(each["outcome"], each["note"]) for each in task["attempts"]] == [
        ("busy", "Con trai nghe máy, hẹn sau 19 giờ.")
    ]


def test_while_the_hotline_is_away_pages_say_so_and_keep_what_was_typed(centre: Centre) -> None:
    page = centre.page("/desk/calls/new")
    page.locator("#file-text").fill(LIGHT)
    centre.hotline.popen.terminate()
    centre.hotline.popen.wait(20)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#refused")).to_contain_text("không trả lời")
    assert page.locator("#file-text").input_value() == LIGHT
    page.goto(f"{centre.desk.url}/desk/calls")
    expect(page.locator("#live")).to_contain_text("không trả lời")
    inspect(page, "calls-away")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_is_good_to_read_at_every_size(centre: Centre, size: tuple[int, int]) -> None:
    centre.pbx.play("voicemail", "0905000056")
    centre.talking()
    paths = ("/desk/calls", "/desk/calls/new", "/desk/triage", "/desk/texts", "/desk/texts/new")
    page = centre.page("/desk/calls", "shift_lead", size)
    for path in paths:
        page.goto(f"{centre.desk.url}{path}")
        for details in page.locator("main details > summary").all():
            if details.is_visible() and details.evaluate("each => !each.parentElement.open"):
                details.click()
        inspect(page, f"{path.strip('/').replace('/', '-')}-{size[0]}")


def test_without_scripts_a_case_is_filed_with_its_categorys_questions(centre: Centre) -> None:
    page = centre.page("/desk/calls/new", java_script_enabled=False)
    page.locator("#file-text").fill(LIGHT)
    page.locator("#file-category").fill("Chiếu sáng công cộng")
    page.locator("button[value=questions]").click()
    page.locator("#file-answers-muc-do").select_option("ca-doan")
    page.locator("#file-route").click()
    expect(page.locator("#code")).to_be_visible()
    (code,) = centre.codes()
    case = eventually(lambda: centre.case(code))
    assert [(each["question"], each["value"]) for each in case["submission"]["answers"]] == [("muc-do", "ca-doan")]
