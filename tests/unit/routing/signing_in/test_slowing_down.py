"""Guessers wait; the people whose names they use do not wait for ever."""

import pytest

from tests.unit.routing.signing_in.doors import GOOD, Browser, Doors

BAD = "sai rồi nhé bạn"


@pytest.fixture
def doors():
    return Doors(second_factor=frozenset())


def test_after_five_wrong_passwords_even_the_right_one_must_wait(doors):
    browser = Browser(doors)
    assert [browser.sign_in("truc-01", BAD).status_code for _ in range(5)] == [403] * 5
    refused = browser.sign_in("truc-01")
    assert refused.status_code == 429 and refused.headers["Retry-After"] == "30"
    doors.later(seconds=30)
    assert browser.sign_in("truc-01").status_code == 303


def test_each_further_one_waits_longer_and_tries_while_waiting_do_not_count(doors):
    browser, waits = Browser(doors), []
    for _ in range(5):
        browser.sign_in("truc-01", BAD)
    for _ in range(7):
        refused = browser.sign_in("truc-01", BAD)
        assert refused.status_code == browser.sign_in("truc-01", BAD).status_code == 429
        waits.append(int(refused.headers["Retry-After"]))
        doors.later(seconds=waits[-1])
        assert browser.sign_in("truc-01", BAD).status_code == 403
    assert waits == [30, 60, 120, 240, 480, 900, 900]


def test_a_stranger_elsewhere_cannot_keep_the_owner_out(doors):
    own = Browser(doors, "192.0.2.1")
    own.sign_in("truc-01")
    own.post("/dang-xuat", "/tai-khoan")
    for number in range(200):
        Browser(doors, f"198.51.100.{number}").sign_in("truc-01", BAD)
    # Another browser of the owner waits a minute; the one they always use does not wait at all.
    new = Browser(doors, "192.0.2.9")
    assert new.sign_in("truc-01").status_code == 429
    assert own.sign_in("truc-01").status_code == 303
    doors.later(seconds=60)
    assert new.sign_in("truc-01").status_code == 303


def test_a_known_browser_has_a_count_of_its_own(doors):
    browser = Browser(doors)
    browser.sign_in("truc-01")
    browser.post("/dang-xuat", "/tai-khoan")
    assert [browser.sign_in("truc-01", BAD).status_code for _ in range(6)] == [403] * 5 + [429]


def test_being_known_for_one_name_helps_with_no_other_and_cannot_be_made_up(doors):
    browser = Browser(doors)
    browser.sign_in("truc-01")
    browser.post("/dang-xuat", "/tai-khoan")
    for _ in range(5):
        browser.sign_in("quan-tri", BAD)
    assert browser.sign_in("quan-tri").status_code == 429
    forger = Browser(doors)
    forger.client.set_cookie("desk-known", '["quan-tri","x"].forged', domain="localhost", path="/dang-nhap")
    assert forger.sign_in("quan-tri").status_code == 429


def test_an_address_that_tries_many_names_waits_and_others_do_not(doors):
    guesser = Browser(doors, "198.51.100.7")
    codes = [guesser.sign_in(f"ten-{number}", BAD).status_code for number in range(31)]
    assert codes == [403] * 30 + [429]
    assert Browser(doors, "192.0.2.1").sign_in("truc-01").status_code == 303


def test_everybody_in_an_office_may_sign_in_from_one_address(doors):
    assert {Browser(doors).sign_in("truc-01", GOOD).status_code for _ in range(60)} == {303}
