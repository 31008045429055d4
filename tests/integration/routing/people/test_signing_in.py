"""Coming in by the door: passwords, the second factor, sessions, and what each leaves behind."""

from __future__ import annotations

import re

import pytest

from tests.integration.routing.people.conftest import PASSWORD, House, Seat

pytestmark = pytest.mark.integration

NEW = "hoa ban nở trên cao nguyên"
SECRET = re.compile(r"<code>([A-Z2-7 ]{32,})</code>")
RECOVERY = re.compile(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>")


def enrol(house: House, seat: Seat, present: str = "") -> tuple[str, list[str]]:
    """Set the second factor up, and return its secret and the recovery codes."""
    found = SECRET.search(seat.open("/tai-khoan/ma").page)
    assert found
    secret = found[1].replace(" ", "")
    seat.send("/tai-khoan/ma", code=house.code(secret), present=present)
    return secret, RECOVERY.findall(seat.page)


def test_a_one_time_password_is_changed_before_anything_else(house: House) -> None:
    house.hire("truc-01", "operator")
    assert house.application.signing
    password = house.application.signing.change_password.reset("truc-01", "quan-tri")
    seat = house.seat().sign_in("truc-01", password)
    assert seat.place == "/tai-khoan"
    assert seat.open("/desk").place == "/tai-khoan"
    assert seat.open("/tai-khoan/ma").place == "/tai-khoan"
    seat.send("/tai-khoan/mat-khau", old=password, new=NEW, again=NEW)
    assert seat.status == 200
    assert seat.open("/desk").place == "/desk"


def test_whoever_needs_a_second_factor_sets_it_up_before_work_and_is_asked_ever_after(house: House) -> None:
    house.hire("truong-ca", "shift_lead")
    seat = house.seat().sign_in("truong-ca")
    assert seat.place == "/tai-khoan/ma"
    secret, recovery = enrol(house, seat)
    assert len(set(recovery)) == 8
    assert seat.open("/desk").place == "/desk"
    house.later(minutes=1)
    again = house.seat().sign_in("truong-ca")
    assert again.place == "/dang-nhap/ma"
    assert again.open("/desk").place == "/dang-nhap/ma"
    again.send("/dang-nhap/ma", code=house.code(secret))
    assert again.open("/desk").place == "/desk"


def test_a_code_works_once_and_so_does_a_recovery_code(house: House) -> None:
    house.hire("truc-01", "operator")
    secret, recovery = enrol(house, house.at_work("truc-01"))
    house.later(minutes=1)
    for code in (house.code(secret), recovery[0]):
        assert house.seat().sign_in("truc-01").send("/dang-nhap/ma", code=code).place == "/desk"
        assert house.seat().sign_in("truc-01").send("/dang-nhap/ma", code=code).status == 403


def test_nobody_puts_their_own_telephone_in_the_place_of_another(house: House) -> None:
    house.hire("truc-01", "operator")
    seat = house.at_work("truc-01")
    first, recovery = enrol(house, seat)
    house.later(minutes=1)
    assert enrol(house, seat)[1] == []
    assert seat.status == 403
    assert enrol(house, seat, present=recovery[0])[1] != []
    house.later(minutes=1)
    assert house.seat().sign_in("truc-01").send("/dang-nhap/ma", code=house.code(first)).status == 403


def test_guessing_must_wait_and_the_owner_elsewhere_need_not(house: House) -> None:
    house.hire("truc-01", "operator")
    guesser = house.seat()
    assert [guesser.sign_in("truc-01", "đoán bừa một câu").status for _ in range(6)] == [403] * 5 + [429]
    assert guesser.sign_in("truc-01").status == 429
    house.later(minutes=16)
    assert guesser.sign_in("truc-01").place == "/desk"


def test_a_name_that_nobody_has_is_refused_like_a_wrong_password_and_is_not_recorded(house: House) -> None:
    """People type their password where the name belongs."""
    wrong = house.seat().sign_in("quan-tri", "sai mất rồi đấy")
    unknown = house.seat().sign_in("mat-khau-cua-toi", PASSWORD)
    assert (wrong.status, unknown.status) == (403, 403)
    assert sentence(wrong) == sentence(unknown)
    assert house.recorded(kind="refusals") == [("quan-tri", "sign-in-refused", ""), ("?", "sign-in-refused", "")]


def sentence(seat: Seat) -> str:
    """Return what the page says is wrong."""
    found = re.search(r'class="error-summary".*?<p>(.*?)</p>', seat.page, re.DOTALL)
    assert found
    return found[1]


def test_a_session_ends_when_nobody_is_there_and_when_it_is_old(house: House) -> None:
    idle, busy = house.at_work("quan-tri"), house.at_work("quan-tri")
    house.later(minutes=20)
    assert busy.open("/desk/users").place == "/desk/users"
    house.later(minutes=11)
    assert idle.open("/desk/users").place == "/dang-nhap"
    for _ in range(28):  # 31 minutes and 28 times 25 are more than twelve hours
        assert busy.open("/desk/users").place == "/desk/users"
        house.later(minutes=25)
    assert busy.open("/desk/users").place == "/dang-nhap"


def test_one_s_own_sessions_are_seen_and_ended_one_by_one_or_all(house: House) -> None:
    here, there, third = (house.at_work("quan-tri") for _ in range(3))
    page = here.open("/tai-khoan")
    ends = re.findall(r'action="(/tai-khoan/phien/\w+/ket-thuc)"', page.page)
    assert len(ends) == 2
    here.send(ends[0])
    alive = [seat.open("/desk/users").place == "/desk/users" for seat in (here, there, third)]
    assert alive[0] and alive.count(True) == 2
    here.open("/tai-khoan").send("/dang-xuat", everywhere="yes")
    assert {seat.open("/desk/users").place for seat in (here, there, third)} == {"/dang-nhap"}


def test_a_changed_password_ends_the_other_sessions_and_weak_ones_are_refused(house: House) -> None:
    here, there = house.at_work("quan-tri"), house.at_work("quan-tri")
    here.open("/tai-khoan")
    assert (
        here.send("/tai-khoan/mat-khau", old=PASSWORD, new="quan-tri quan-tri", again="quan-tri quan-tri").status == 422
    )
    assert here.send("/tai-khoan/mat-khau", old=PASSWORD, new=NEW, again="khác mất rồi nhé").status == 422
    assert here.send("/tai-khoan/mat-khau", old="sai mất rồi đấy", new=NEW, again=NEW).status == 403
    assert here.send("/tai-khoan/mat-khau", old=PASSWORD, new=NEW, again=NEW).status == 200
    assert there.open("/desk/users").place == "/dang-nhap"
    assert here.open("/desk/users").place == "/desk/users"


@pytest.mark.parametrize("elsewhere", ["https://example.org", "//example.org", "/\\example.org", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(house: House, elsewhere: str) -> None:
    seat = house.seat()
    seat.open("/dang-nhap", next=elsewhere)
    answer = seat.client.post(
        "/dang-nhap",
        data={"name": "quan-tri", "password": PASSWORD, "next": elsewhere, "csrf_token": _token(seat)},
    )
    assert answer.headers["Location"] == "/desk"


def _token(seat: Seat) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', seat.page)
    assert found
    return found[1]
