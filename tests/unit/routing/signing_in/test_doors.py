"""Coming in: what is asked, what is refused, what a session is worth and how it ends."""

import pytest

from tests.unit.routing.signing_in.doors import BETTER, GOOD, Browser, Doors

BAD = "sai rồi nhé bạn"


@pytest.fixture
def doors():
    return Doors(second_factor=frozenset())


@pytest.fixture
def browser(doors):
    return Browser(doors)


def test_whoever_is_not_in_is_led_to_the_door_and_back_to_where_they_wanted(browser):
    away = browser.get("/desk/looks?page=2")
    assert (away.status_code, away.location) == (303, "/dang-nhap?next=%2Fdesk%2Flooks%3Fpage%3D2")
    assert browser.sign_in("truc-01", following="/desk/looks?page=2").location == "/desk/looks?page=2"


def test_programs_without_a_token_are_told_so_and_not_led_to_a_page(browser):
    assert browser.get("/api/desk/cases").status_code == 401
    assert browser.get("/desk/looks", headers={"Authorization": "Bearer wrong"}).status_code == 401


def test_a_wrong_password_and_a_name_nobody_has_are_told_the_same(browser):
    known, unknown = browser.sign_in("truc-01", BAD), browser.sign_in("khong-ai", BAD)
    assert known.status_code == unknown.status_code == 403
    assert known.text.replace("truc-01", "khong-ai") == unknown.text
    assert BAD not in known.text and 'value="truc-01"' in known.text


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/%0d%0aSet-Cookie:x",  # stays text
        "javascript:alert(1)",
        "desk",
        "/\tevil.example",
        "/x\r\nSet-Cookie: a=b",
        "/" + "x" * 600,
        " //evil.example",
        "//[",  # not even an address
    ],
)
def test_nobody_is_led_to_another_site(browser, elsewhere):
    answer = browser.post("/dang-nhap", "/dang-nhap", name="truc-01", password=GOOD, next=elsewhere)
    assert answer.location == ("/%0d%0aSet-Cookie:x" if elsewhere.startswith("/%") else "/desk")
    assert "evil" not in answer.location and answer.headers.getlist("Set-Cookie")


def test_the_cookie_is_for_our_server_alone(doors):
    plain, safe = (Browser(doors, base=base).sign_in("truc-01") for base in ("http://localhost", "https://localhost"))
    [cookie] = [each for each in plain.headers.getlist("Set-Cookie") if each.startswith("desk=")]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie and "Domain" not in cookie
    [cookie] = [each for each in safe.headers.getlist("Set-Cookie") if each.startswith("__Host-desk=")]
    assert "Secure" in cookie and "HttpOnly" in cookie and "Domain" not in cookie


def test_a_session_that_was_planted_before_is_worth_nothing(doors, browser):
    browser.client.set_cookie("desk", "planted", domain="localhost")
    browser.sign_in("truc-01")
    assert browser.cookie() != "planted"
    thief = Browser(doors)
    thief.client.set_cookie("desk", "planted", domain="localhost")
    assert thief.get("/tai-khoan").status_code == 303


def test_nobody_can_be_signed_in_as_somebody_else_by_another_site(browser):
    answer = browser.client.post("/dang-nhap", data={"name": "truc-01", "password": GOOD})
    assert answer.status_code == 400 and browser.cookie() is None


def test_the_form_s_token_changes_with_the_person(browser):
    before = browser.client.get("/dang-nhap").text.partition('csrf_token" value="')[2].partition('"')[0]
    browser.sign_in("truc-01")
    answer = browser.client.post("/dang-xuat", data={"csrf_token": before})
    assert answer.status_code == 400 and browser.get("/tai-khoan").status_code == 200


def test_the_database_holds_no_secret_of_a_cookie(doors, browser):
    browser.sign_in("truc-01")
    assert browser.cookie() not in repr(doors.store.sessions.by_id)


def test_somebody_who_signs_out_is_out_here_and_a_copy_of_the_cookie_too(doors, browser):
    browser.sign_in("truc-01")
    copy, elsewhere = Browser(doors), Browser(doors)
    copy.client.set_cookie("desk", browser.cookie(), domain="localhost")
    elsewhere.sign_in("truc-01")
    browser.post("/dang-xuat", "/tai-khoan")
    assert [each.get("/tai-khoan").status_code for each in (browser, copy, elsewhere)] == [303, 303, 200]
    browser.sign_in("truc-01")
    browser.post("/dang-xuat", "/tai-khoan", everywhere="yes")
    assert elsewhere.get("/tai-khoan").status_code == 303


def test_a_session_ends_when_nobody_is_there_and_after_half_a_day_in_any_case(doors, browser):
    browser.sign_in("truc-01")
    doors.later(minutes=29)
    assert browser.get("/tai-khoan").status_code == 200
    doors.later(minutes=31)
    assert browser.get("/tai-khoan").status_code == 303
    browser.sign_in("truc-01")
    for _ in range(24):
        assert browser.get("/tai-khoan").status_code == 200
        doors.later(minutes=29, seconds=59)
    doors.later(minutes=1)
    assert browser.get("/tai-khoan").status_code == 303


@pytest.mark.parametrize("by_itself", [{"HX-Request": "true"}, {"Accept": "text/event-stream"}])
def test_a_page_that_fetches_news_keeps_nobody_in(doors, browser, by_itself):
    browser.sign_in("truc-01")
    for _ in range(3):
        browser.get("/tai-khoan", headers=by_itself)
        doors.later(minutes=11)
    assert browser.get("/tai-khoan").status_code == 303


def test_whoever_writes_for_long_stays_in(doors, browser):
    browser.sign_in("truc-01")
    for _ in range(3):
        doors.later(minutes=20)
        assert browser.post("/tai-khoan/con-day", "/tai-khoan").status_code == 204


def test_a_dismissed_person_s_sessions_are_over(doors, browser):
    browser.sign_in("truc-01")
    doors.later(seconds=1)
    doors.dismiss("truc-01")
    assert browser.get("/tai-khoan").status_code == 303
    assert browser.sign_in("truc-01").status_code == 403


def test_a_first_password_opens_nothing_but_the_page_to_change_it(doors, browser):
    given = doors.signing.change_password.reset("truc-01", "quan-tri")
    browser.sign_in("truc-01", given)
    assert browser.get("/desk/agencies").location == "/tai-khoan?doi=1"
    assert browser.get("/api/desk/cases").status_code == 401
    assert browser.get("/tai-khoan/ma").status_code == 303
    old = browser.cookie()
    answer = browser.post("/tai-khoan/mat-khau", "/tai-khoan", old=given, new=BETTER, again=BETTER)
    assert answer.location == "/tai-khoan?xong=mat-khau" and browser.cookie() != old
    assert browser.get("/api/desk/cases").status_code == 200


def test_two_different_new_passwords_are_refused(browser):
    browser.sign_in("truc-01")
    answer = browser.post("/tai-khoan/mat-khau", "/tai-khoan", old=GOOD, new=BETTER, again=GOOD)
    assert answer.status_code == 422 and BETTER not in answer.text


def test_a_cookie_that_opens_an_api_changes_nothing_without_the_form_s_token(browser):
    browser.sign_in("truc-01")
    token = browser.client.get("/tai-khoan").text.partition('csrf_token" value="')[2].partition('"')[0]
    path, body = "/api/desk/cases/2611230000001/note", {"text": "Một ghi chú."}
    assert browser.get("/api/desk/cases").status_code == 200
    assert browser.client.post(path, json=body).status_code == 400
    assert browser.client.post(path, json=body, headers={"X-CSRFToken": token}).status_code != 400


def test_signing_in_and_out_and_failing_to_is_written_down_and_no_password_is(doors, browser):
    browser.sign_in("truc-01", BAD)
    browser.sign_in(GOOD, BAD)  # a password in the wrong field
    browser.sign_in("truc-01")
    browser.post("/dang-xuat", "/tai-khoan")
    assert doors.store.audit.told() == [
        ("truc-01", "sign-in-refused"),
        ("?", "sign-in-refused"),
        ("truc-01", "signed-in"),
        ("truc-01", "signed-out"),
    ]
    assert GOOD not in repr(doors.store.audit.entries) and BAD not in repr(doors.store.audit.entries)
