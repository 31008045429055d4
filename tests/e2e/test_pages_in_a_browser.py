"""The citizen's story in a real browser: on a phone, on a wide screen, and without JavaScript."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
import requests
from playwright.sync_api import Browser, expect

from deploy.local import sandbox
from services.ops.demo.backstage import SUBSCRIBER
from tests.e2e.browsing import Screen, Window, window
from tests.waiting import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

PHONE, DESKTOP = Screen(390, 844), Screen(1280, 900)
SCREENS = {
    "phone": PHONE,
    "desktop": DESKTOP,
    # Old phones, and readers who switch scripts off, get every page and every form.
    "phone without scripts": Screen(390, 844, scripts=False),
}
AGENCY, CATEGORY = "so-xay-dung", "ha-tang.giao-thong"
TITLE = "Cầu treo gãy lan can"
TEXT = "Cầu treo đầu thôn gãy lan can, trẻ em đi học qua rất nguy hiểm. Gọi ông Nguyễn Văn An số 0905 000 012."
ANSWER = "đã kiểm tra và xử lý xong"
PUBLIC = ("Cầu treo đầu thôn", ANSWER, "Tiếp nhận qua trang web", "Đúng hạn")
PERSONAL = ("Nguyễn Văn An", "0905 000 012", "0905000012", "45 Hùng Vương")
MOST_BYTES = 100_000


@pytest.fixture(scope="module")
def answering(system: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The agency's own program, answering whatever it is given."""
    variables = {**os.environ, **sandbox.connect_agency(system, AGENCY), "PYTHONUTF8": "1"}
    with (
        (tmp_path_factory.mktemp("agency") / "subscriber.log").open("wb") as log,
        subprocess.Popen([sys.executable, SUBSCRIBER], env=variables, stdout=log, stderr=log) as program,
    ):
        yield
        program.terminate()
    sandbox.hotline(system, "agency", "remove", AGENCY, "--force")


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS.keys())
@pytest.mark.usefixtures("answering")
def test_a_citizen_files_a_case_and_finds_its_answer(system: dict[str, str], browser: Browser, screen: Screen) -> None:
    with window(browser, screen) as visit:
        counted = cases_counted(visit, system)
        correct_a_mistake(visit, system)
        code, pin = read_receipt(visit)
        eventually(lambda: requests.get(case_url(system, code), timeout=10).ok, within=60)
        find_without_diacritics(visit, system, code)
        read_the_case(visit, system, code)
        track(visit, system, code, pin)
        eventually(lambda: cases_counted(visit, system) > counted, within=30)
        visit.inspect()


def correct_a_mistake(visit: Window, system: dict[str, str]) -> None:
    """Send the form without a text, see what is wrong and what was kept, and send it again."""
    visit.open(system["PUBLIC_URL"])
    visit.page.get_by_role("link", name="Gửi phản ánh mới").click()
    visit.inspect()
    visit.page.get_by_label("Tóm tắt trong một câu").fill(TITLE)
    visit.page.get_by_label("Lĩnh vực").select_option(CATEGORY)
    if visit.screen.scripts:
        expect(visit.page.locator("#alike")).to_have_attribute("href", f"{system['PUBLIC_URL']}/?category={CATEGORY}")
    visit.page.get_by_label("Địa chỉ, vị trí").fill("45 Hùng Vương")
    visit.page.get_by_label("Họ và tên").fill("Nguyễn Văn An")
    visit.page.get_by_label("Số điện thoại").fill("0905 000 012")
    assert visit.send() == 422
    visit.inspect()
    assert visit.page.locator("#errors").get_by_role("link").get_attribute("href") == "#text"
    assert visit.page.get_by_label("Tóm tắt trong một câu").input_value() == TITLE
    assert visit.page.get_by_label("Lĩnh vực").input_value() == CATEGORY
    visit.page.get_by_label("Việc gì đã xảy ra?").fill(TEXT)
    assert visit.send() == 200


def read_receipt(visit: Window) -> tuple[str, str]:
    """Return the code and the four digits of the confirmation."""
    visit.inspect()
    shown = visit.page.locator(".code-big")
    code, pin = ("".join(text.split()) for text in shown.all_inner_texts())
    assert (len(code), pin) == (13, "0012")
    return code, pin


def find_without_diacritics(visit: Window, system: dict[str, str], code: str) -> None:
    """The list has the case, and so has a search typed without diacritics."""
    found = visit.page.locator(f"a[href='/ca/{code}']")
    visit.open(system["PUBLIC_URL"])
    visit.inspect()
    assert found.inner_text() == TITLE
    visit.page.get_by_role("searchbox").fill("cau treo gay lan can")
    with visit.page.expect_navigation():
        visit.page.get_by_role("searchbox").press("Enter")
    # A case is found by its words a moment after it can be read.
    eventually(lambda: visit.page.reload() and found.count() == 1, within=30, every=0.5)
    visit.inspect()
    assert found.inner_text() == TITLE


def read_the_case(visit: Window, system: dict[str, str], code: str) -> None:
    """The public page has question, answer and steps, and nothing about the citizen."""
    assert visit.open(case_url(system, code)) == 200
    visit.inspect()
    words = visit.words()
    assert [
        part for part in ("Cầu treo đầu thôn", ANSWER, "Tiếp nhận qua trang web", "Đúng hạn") if part not in words
    ] == []
    assert [part for part in PERSONAL if part in visit.page.content()] == []


def track(visit: Window, system: dict[str, str], code: str, pin: str) -> None:
    """Wrong digits are refused; the right ones show how far the case is."""
    visit.open(f"{system['PUBLIC_URL']}/tra-cuu?code={code}")
    visit.inspect()
    visit.page.locator("#pin").fill("9999")
    assert visit.send() == 403
    visit.inspect()
    assert ANSWER not in visit.words()
    visit.page.locator("#pin").fill(pin)
    assert visit.send() == 200
    visit.inspect()
    assert [part for part in ("Đã trả lời và công khai", ANSWER) if part not in visit.words()] == []


def cases_counted(visit: Window, system: dict[str, str]) -> int:
    """Return how many cases the page of figures says were received this month."""
    visit.open(system["REPORTING_URL"])
    tile = visit.page.locator(".tile", has=visit.page.get_by_text("Đã tiếp nhận", exact=True))
    return int(tile.locator("dd").inner_text())


def case_url(system: dict[str, str], code: str) -> str:
    return f"{system['PUBLIC_URL']}/ca/{code}"


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", ["/gioi-thieu", "/?q=khongcogihet", "/ca/2611230000000"])
def test_pages_beside_the_story_are_accessible(
    system: dict[str, str], browser: Browser, screen: Screen, path: str
) -> None:
    with window(browser, screen) as visit:
        visit.open(system["PUBLIC_URL"] + path)
        visit.inspect()


def test_the_first_page_costs_little_on_a_slow_line(system: dict[str, str], browser: Browser) -> None:
    with window(browser, PHONE) as visit:
        visit.open(system["PUBLIC_URL"])
        visit.page.wait_for_load_state("networkidle")
        assert 0 < visit.bytes_received() <= MOST_BYTES


@pytest.mark.parametrize("site", ["PUBLIC_URL", "INTAKE_WEB_URL", "REPORTING_URL"])
def test_english_is_one_link_away_and_stays(system: dict[str, str], browser: Browser, site: str) -> None:
    with window(browser, DESKTOP) as visit:
        visit.open(system[site])
        assert visit.page.locator("html").get_attribute("lang") == "vi"
        visit.page.get_by_role("link", name="English").click()
        assert "lang=en" in visit.page.url
        visit.inspect()
        visit.open(system[site])
        assert visit.page.locator("html").get_attribute("lang") == "en"
        assert visit.page.get_by_role("link", name="Tiếng Việt").is_visible()
