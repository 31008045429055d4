"""The second factor: a code works once, its lack keeps some roles out, a lost telephone is no end."""

from datetime import timedelta

import pyotp
import pytest

from services.routing.adapters.password_secrets import TotpCodes
from services.routing.usecases.signing_in.second_factor import recovery_hash
from tests.unit.routing.builders import NOON
from tests.unit.routing.signing_in.doors import Browser, Doors


@pytest.fixture
def doors():
    return Doors()


def enrol(browser, doors, present=""):
    """Set it up as the page asks; return the secret and the page that follows."""
    page = browser.get("/tai-khoan/ma").text
    assert browser.get("/tai-khoan/ma.svg").data.startswith(b"<?xml version=")
    secret = page.partition("<code>")[2].partition("</code>")[0].replace(" ", "")
    code = pyotp.TOTP(secret).at(doors.clock.now())
    return pyotp.TOTP(secret), browser.post("/tai-khoan/ma", code=code, present=present)


def test_an_administrator_must_set_it_up_before_any_work(doors):
    browser = Browser(doors)
    browser.sign_in("quan-tri")
    assert browser.get("/desk/looks").location == "/tai-khoan/ma"
    before = browser.cookie()
    _, page = enrol(browser, doors)
    assert page.text.count("<li><code>") == 8 and browser.cookie() != before
    assert browser.get("/desk/looks").status_code == 200


def test_others_work_without_and_may_have_one(doors):
    browser = Browser(doors)
    browser.sign_in("truc-01")
    assert browser.get("/api/desk/cases").status_code == 200
    assert enrol(browser, doors)[1].status_code == 200


def test_the_password_alone_opens_nothing_where_one_is_set_up(doors):
    telephone = doors.with_factor("truc-01")
    browser = Browser(doors)
    assert browser.sign_in("truc-01", following="/desk/agencies").location == "/dang-nhap/ma?next=%2Fdesk%2Fagencies"
    half = browser.cookie()
    for path in ("/desk/agencies", "/tai-khoan", "/tai-khoan/ma"):
        assert browser.get(path).location.startswith("/dang-nhap/ma")
    assert browser.get("/api/desk/cases").status_code == 401
    answer = browser.post("/dang-nhap/ma", code=telephone.at(NOON), next="/desk/agencies")
    assert answer.location == "/desk/agencies" and browser.cookie() != half
    assert half not in (browser.cookie(), None) and len(doors.store.sessions.of("truc-01")) == 1


def test_a_code_works_once_also_the_one_before_it(doors):
    telephone, now = doors.with_factor("truc-01"), telephone_codes(doors)
    first, second = Browser(doors), Browser(doors)
    for each in (first, second):
        each.sign_in("truc-01")
    assert first.post("/dang-nhap/ma", code=now(telephone)).status_code == 303
    assert second.post("/dang-nhap/ma", code=now(telephone)).status_code == 403
    assert second.post("/dang-nhap/ma", code=now(telephone, -1)).status_code == 403
    assert second.post("/dang-nhap/ma", code=now(telephone, 1)).status_code == 303


def telephone_codes(doors):
    return lambda telephone, steps=0: telephone.at(doors.clock.now() + timedelta(seconds=30 * steps))


@pytest.mark.parametrize(("steps", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(steps, right):
    codes = TotpCodes()
    secret = codes.secret()
    code = pyotp.TOTP(secret).at(NOON + timedelta(seconds=30 * steps))
    assert (codes.step_of(secret, code, NOON) is not None) == right


def test_five_wrong_codes_and_the_next_must_wait(doors):
    telephone = doors.with_factor("truc-01")
    browser = Browser(doors)
    browser.sign_in("truc-01")
    wrong = "000000" if telephone.at(NOON) != "000000" else "111111"
    assert [browser.post("/dang-nhap/ma", code=wrong).status_code for _ in range(5)] == [403] * 5
    assert browser.post("/dang-nhap/ma", code=telephone.at(NOON)).status_code == 429


@pytest.mark.parametrize("code", ["", "12345", "1234567", "١٢٣٤٥٦", "abc", "-" * 6, "nul\x00l"])
def test_what_is_no_code_is_refused(doors, code):
    doors.with_factor("truc-01")
    browser = Browser(doors)
    browser.sign_in("truc-01")
    assert browser.post("/dang-nhap/ma", code=code).status_code == 403


def test_a_recovery_code_works_once_written_as_people_write(doors):
    doors.with_factor("truc-01", "abcde-fghjk")
    first, second = Browser(doors), Browser(doors)
    for each in (first, second):
        each.sign_in("truc-01")
    assert first.post("/dang-nhap/ma", code="ABCDE fghjk ").status_code == 303
    assert second.post("/dang-nhap/ma", code="abcde-fghjk").status_code == 403
    assert "fghjk" not in repr(doors.store.book.by_name)


def test_a_browser_left_alone_cannot_replace_it_without_the_telephone_that_has_it(doors):
    browser = Browser(doors)
    browser.sign_in("truc-01")
    telephone, _ = enrol(browser, doors)
    doors.later(minutes=1)
    for _ in range(5):
        assert enrol(browser, doors, present="sai mã")[1].status_code == 403
    assert enrol(browser, doors, present=telephone.at(doors.clock.now()))[1].status_code == 429
    assert doors.store.book.get("truc-01").totp == telephone.secret
    assert doors.store.audit.told()[-5:] == [("truc-01", "code-refused")] * 5
    doors.later(minutes=1)
    assert enrol(browser, doors, present=telephone.at(doors.clock.now()))[1].status_code == 200
    assert doors.store.book.get("truc-01").totp != telephone.secret


def test_whoever_lost_the_telephone_sets_it_up_again(doors):
    doors.with_factor("quan-tri")
    doors.signing.change_password.reset_second_factor("quan-tri", "command:test")
    browser = Browser(doors)
    assert browser.sign_in("quan-tri").location == "/desk"
    assert browser.get("/desk/looks").location == "/tai-khoan/ma"


def test_recovery_codes_are_long_enough_not_to_be_guessed(doors):
    browser = Browser(doors)
    browser.sign_in("truc-01")
    page = enrol(browser, doors)[1].text
    codes = [each.partition("</code>")[0] for each in page.split("<li><code>")[1:]]
    assert len(set(codes)) == 8 and {len(code) for code in codes} == {11}
    assert set(doors.store.book.get("truc-01").recovery) == {recovery_hash(code) for code in codes}
