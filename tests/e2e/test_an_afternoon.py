"""An afternoon of two people and those they work with, by keyboard alone: a call is taken and filed, the case comes
back, is decided about, answered, approved; the caller is told and says whether it helped. Every page on the way passes
axe; with SCREENSHOTS=folder each leaves a picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from deploy.local import sandbox
from services.ops.demo.lab import Lab
from tests.e2e.people import Keyboard, Person, keyboards
from tests.waiting import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

PHONE, EXTENSION = "0905000077", "101"
FIRST, SECOND = "ubnd-phuong-pleiku", "so-xay-dung"
STAFF = (
    ("chi-truc-tong-dai", "operator", None),
    ("anh-truong-ca", "shift_lead", None),
    ("can-bo-phuong-pleiku", "agency_officer", FIRST),
    ("can-bo-so-xay-dung", "agency_officer", SECOND),
    ("lanh-dao-so-xay-dung", "agency_leader", SECOND),
)
OPERATOR, LEAD, WARD, OFFICER, LEADER = (name for name, _, _ in STAFF)
TEXT = "Mặt đường trước số 12 Hùng Vương, phường Pleiku lún sâu, tối qua có người ngã xe."
WRONG = "Đường Hùng Vương không do phường quản lý, đề nghị chuyển Sở."
DECISION = "Đường tỉnh quản lý theo phân cấp; Sở Xây dựng xử lý."
ANSWER = (
    "Ngày 24/11/2026 Sở Xây dựng đã cho đội duy tu đến hiện trường, rào chắn chỗ lún và đắp vá lại mặt đường trước "
    "số 12 Hùng Vương; xe đi lại bình thường."
)


@pytest.fixture(scope="module")
def staff(system: dict[str, str]) -> dict[str, Person]:
    """Everybody's account, with the one-time password that they were handed."""
    return {name: _employed(system, name, role, agency) for name, role, agency in STAFF}


@pytest.fixture
def desks(system: dict[str, str], browser: Browser, staff: dict[str, Person]) -> Iterator[dict[str, Keyboard]]:
    """A window for each of them, and one for the citizen."""
    with keyboards(browser, system["ROUTING_URL"], (*staff, "citizen")) as opened:
        yield opened


def test_from_the_call_to_the_citizens_word_by_keyboard_alone(
    system: dict[str, str], desks: dict[str, Keyboard], staff: dict[str, Person]
) -> None:
    lab = Lab(system["LAB_URL"])
    operator, officer, lead = desks[OPERATOR], desks[WARD], desks[LEAD]
    for name in staff:
        desks[name].come_in(staff[name])
        desks[name].look(f"afternoon-0-{staff[name].role}-inbox")
    code = take_the_call(operator, lab)
    return_it(officer, code)
    decide(lead, code)
    answer_it(desks[OFFICER], code)
    approve(desks[LEADER], code)
    rate(desks["citizen"], eventually(lambda: link_of_the_answer(lab), within=60))
    see_the_end(lead, code)


def take_the_call(operator: Keyboard, lab: Lab) -> str:
    """The telephone rings, the operator takes it and files while the caller talks; return the code that is read out."""
    page = operator.page
    page.goto(f"{operator.desk}/desk/calls")
    operator.type("#extension", EXTENSION)
    page.keyboard.press("Enter")
    page.wait_for_load_state("load")
    call = lab.act("phone", PHONE, "call", do="ring", vendor="zorio")["call"]
    lab.act("phone", PHONE, "call", do="answer", call=call)
    expect(page.locator(".pop-number")).to_have_text("0905 000 077")
    operator.look("afternoon-1-call-live")
    page.keyboard.press("f")
    expect(page.locator("#file-text")).to_be_focused()
    page.keyboard.type(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.type("duong pho")
    page.keyboard.press("Enter")
    expect(page.locator("[data-alt='4']")).to_contain_text("Pleiku")
    page.keyboard.press("Alt+4")
    expect(page.locator("#foreseen")).to_contain_text("Sẽ chuyển Ủy ban nhân dân phường Pleiku")
    operator.look("afternoon-2-filing")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#code")).to_be_visible()
    expect(page.locator("#state")).to_contain_text("Đã chuyển", timeout=20_000)
    operator.look("afternoon-3-filed")
    lab.act("phone", PHONE, "call", do="hangup", call=call)
    return re.sub(r"\D", "", page.locator("#code").inner_text())


def find_it(desk: Keyboard, code: str) -> None:
    """From the inbox to the case: the first line with its code."""
    page = desk.page
    page.goto(f"{desk.desk}/desk")
    link = f".inbox-table a[href*='{code}']"
    expect(page.locator(link).first).to_be_visible(timeout=20_000)
    desk.tab_to(link)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/cases/{code}*")
    page.wait_for_load_state("load")


def return_it(officer: Keyboard, code: str) -> None:
    """The ward says that it is not theirs, and whose it may be."""
    find_it(officer, code)
    officer.look("afternoon-4-ward-case")
    officer.page.keyboard.press("r")
    officer.page.keyboard.type(WRONG)
    officer.type("#return-suggestion", "Sở Xây dựng")
    officer.look("afternoon-5-ward-returns")
    officer.press("Trả lại")
    officer.told("Đã trả lại Trung tâm.")


def decide(lead: Keyboard, code: str) -> None:
    """The shift lead finds it among what came back, and decides."""
    lead.page.goto(f"{lead.desk}/desk/triage")
    lead.look("afternoon-6-triage")
    find_by_search(lead, code)
    lead.look("afternoon-7-came-back")
    lead.page.keyboard.press("p")
    lead.page.keyboard.type("so xay dung")
    lead.type("#reassign-note", DECISION)
    lead.look("afternoon-8-decides")
    lead.press("Phân công")
    lead.told("Đã phân công.")


def find_by_search(desk: Keyboard, code: str) -> None:
    """Look for words without diacritics."""
    desk.page.goto(f"{desk.desk}/desk")
    desk.page.keyboard.press("/")
    desk.page.keyboard.type("mat duong lun sau hung vuong")
    desk.page.keyboard.press("Enter")
    link = f".inbox-table a[href*='{code}']"
    expect(desk.page.locator(link).first).to_be_visible(timeout=20_000)
    desk.look("afternoon-7-search")
    desk.tab_to(link)
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(f"**/desk/cases/{code}*")
    desk.page.wait_for_load_state("load")


def answer_it(officer: Keyboard, code: str) -> None:
    """The second agency takes it over and drafts the answer, with what proves it."""
    find_it(officer, code)
    officer.page.keyboard.press("n")
    officer.page.keyboard.press("Enter")
    officer.told("Đã tiếp nhận phản ánh.")
    officer.look("afternoon-9-second-agency")
    officer.page.keyboard.press("u")
    expect(officer.page.locator("#content-text")).to_be_focused()
    officer.page.keyboard.type(ANSWER)
    officer.tab_to("#content-outcome")
    officer.page.keyboard.press("ArrowDown")
    expect(officer.page.locator("#content-outcome")).to_have_value("fixed")
    officer.type("#content-proof", "Biên bản nghiệm thu số 12/BB")
    officer.look("afternoon-9-drafts")
    officer.press("Trình duyệt")
    officer.told("Đã trình lãnh đạo.")


def approve(leader: Keyboard, code: str) -> None:
    """The leader reads the draft and sends it."""
    find_it(leader, code)
    leader.look("afternoon-10-leader-reads")
    leader.page.keyboard.press("y")
    leader.page.keyboard.press("Enter")
    leader.told("Đã duyệt và gửi câu trả lời.")
    leader.look("afternoon-11-answered")


def link_of_the_answer(lab: Lab) -> str:
    """Return the link in the text message that tells of the answer; AssertionError while there is none."""
    texts = [str(message.get("text", "")) for message in lab.inbox("sms", PHONE)]
    link = re.search(r"https?://\S+", next((text for text in texts if "da co tra loi" in text), ""))
    assert link
    return link[0]


def rate(citizen: Keyboard, link: str) -> None:
    """The caller opens the link of the message, which asks for no digits, reads the answer and says what they think."""
    page = citizen.page
    page.goto(link)
    assert link.rpartition("/")[2] not in page.url
    expect(page.locator("main")).to_contain_text("đắp vá lại mặt đường", timeout=30_000)
    citizen.look("afternoon-13-citizen-reads")
    citizen.tab_to("#rating-satisfied")
    page.keyboard.press("Space")
    citizen.type("#comment", "Cảm ơn, đường đi lại được rồi.")
    citizen.press("Gửi đánh giá")
    expect(page.locator("main")).to_contain_text("Cảm ơn, đường đi lại được rồi.")
    citizen.look("afternoon-14-rated")


def see_the_end(lead: Keyboard, code: str) -> None:
    """The centre sees what the citizen was sent, and what they said."""

    def rated() -> bool:
        lead.page.goto(f"{lead.desk}/desk/cases/{code}")
        return "Cảm ơn, đường đi lại được rồi." in lead.window.words()

    eventually(rated, within=30)
    lead.look("afternoon-15-the-end")


def _employed(system: dict[str, str], name: str, role: str, agency: str | None) -> Person:
    scope = ("--agency", agency) if agency else ()
    given = sandbox.hotline(system, "user", "add", name, "--role", role, *scope, "--password")
    return Person(name, role, agency, given.strip())
