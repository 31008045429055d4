"""/desk/users, as an administrator uses it, and what it does to the people it is about."""

from __future__ import annotations

import re
import threading

import pytest

from services.kit.events import decode
from services.kit.failures import Rejected
from services.routing.adapters.mongo_accounts import MongoAccountBook
from services.routing.usecases.accounts import CloseAccount
from tests.integration.routing.people.conftest import PASSWORD, House, Seat
from tests.unit.routing.catalogs import HEALTH, LOCAL

pytestmark = pytest.mark.integration

SECRET = re.compile(r'id="password">([^<]+)<')


def change(seat: Seat, name: str, **wanted: str) -> Seat:
    """Change an account on its page; what is not named stays empty, as in the form of a new account."""
    seen = re.search(r'name="seen_at" value="([^"]+)"', seat.open(f"/desk/users/account/{name}").page)
    assert seen
    return seat.send(f"/desk/users/account/{name}/change", seen_at=seen[1], **wanted)


def test_somebody_is_hired_and_comes_in_with_the_password_that_was_shown_once(house: House) -> None:
    desk = house.at_work("quan-tri")
    desk.open("/desk/users/new").send(
        "/desk/users/new", name="can-bo", role="agency_officer", agency=LOCAL, display_name="Nguyễn Văn An"
    )
    found = SECRET.search(desk.page)
    assert found
    assert house.seat().sign_in("can-bo", found[1]).place == "/tai-khoan"
    account = house.database.accounts.find_one({"_id": "can-bo"})
    assert account and (account["role"], account["agency"], account["token_sha256"]) == ("agency_officer", LOCAL, "")
    assert [decode(each["body"]).data.name for each in account["outbox"]] == ["can-bo"]
    assert ("quan-tri", "account-opened", "can-bo") in house.recorded()


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"name": "Trực 01", "role": "operator"}, 422),  # no marks, no blanks
        ({"name": "truc-01", "role": "king"}, 422),
        ({"name": "truc-01", "role": "agency_officer"}, 422),  # of which agency?
        ({"name": "truc-01", "role": "operator", "agency": LOCAL}, 422),  # the centre sees all
        ({"name": "truc-01", "role": "agency_leader", "agency": "khong-co"}, 409),
        ({"name": "quan-tri", "role": "operator"}, 409),  # there is one
        ({"name": "truc-01", "role": "operator", "email": "không phải thư"}, 422),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_was_typed(house: House, typed: dict[str, str], status: int) -> None:
    desk = (
        house.at_work("quan-tri").open("/desk/users/new").send("/desk/users/new", **typed, display_name="Lê Thị Bình")
    )
    assert desk.status == status
    assert "Lê Thị Bình" in desk.page and 'role="alert"' in desk.page
    assert house.database.accounts.count_documents({}) == 1


def test_rights_change_at_once_also_in_a_page_that_is_open(house: House) -> None:
    house.hire("an", "administrator")
    other, desk = house.at_work("an"), house.at_work("quan-tri")
    assert other.open("/desk/users").status == 200
    assert change(desk, "an", role="operator").status == 200
    assert other.open("/desk/users").status == 403


def test_a_closed_account_s_sessions_end_at_once_and_stay_ended(house: House) -> None:
    house.hire("truc-01", "operator")
    other, desk = house.at_work("truc-01"), house.at_work("quan-tri")
    house.later(seconds=1)
    desk.open("/desk/users/account/truc-01").send("/desk/users/account/truc-01/close")
    assert other.open("/desk").place == "/dang-nhap"
    assert house.seat().sign_in("truc-01").status == 403
    house.later(seconds=1)
    desk.open("/desk/users/account/truc-01").send("/desk/users/account/truc-01/reopen")
    assert other.open("/desk").place == "/dang-nhap"
    assert house.at_work("truc-01").place == "/desk"
    whats = [what for _, what, about in house.recorded(kind="accounts") if about == "truc-01"]
    assert whats[-2:] == ["account-closed", "account-reopened"]


def test_sessions_passwords_and_telephones_are_taken_away(house: House) -> None:
    house.hire("truc-01", "operator")
    desk = house.at_work("quan-tri")
    page = "/desk/users/account/truc-01"
    for act in ("sessions", "password", "factor"):
        other = house.at_work("truc-01")
        assert "Chrome" not in desk.open(page).page
        house.later(seconds=1)
        house.database.credentials.update_one(
            {"_id": "truc-01"}, {"$set": {"totp": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"}}
        )
        desk.open(page).send(f"{page}/{act}")
        assert other.open("/desk").place == "/dang-nhap"
        house.database.credentials.update_one({"_id": "truc-01"}, {"$set": {"totp": None, "must_change": False}})
        if act == "password":
            assert house.seat().sign_in("truc-01").status == 403
            assert house.application.signing
            house.application.signing.change_password.put("truc-01", PASSWORD, "command:test")


def test_nobody_changes_their_own_rights_or_closes_their_own_account(house: House) -> None:
    house.hire("an", "administrator")
    desk = house.at_work("quan-tri")
    assert change(desk, "quan-tri", role="leader").status == 403
    assert desk.send("/desk/users/account/quan-tri/close").status == 403
    assert change(desk, "quan-tri", role="administrator", display_name="Trần Thị Bình").status == 200
    account = house.database.accounts.find_one({"_id": "quan-tri"})
    assert account and (account["active"], account["role"]) == (True, "administrator")


def test_two_administrators_who_put_each_other_out_at_the_same_time_do_not_both_succeed(house: House) -> None:
    """Each has looked before the other wrote; only the database can tell who was first."""
    for round_ in range(5):
        names = [f"a{round_}", f"b{round_}"]
        for name in names:
            house.hire(name, "administrator")
        house.database.accounts.update_many({"_id": {"$nin": names}}, {"$set": {"active": False}})
        together, refused = threading.Barrier(2), []

        def close(mine: str, others: str, together: threading.Barrier = together, refused: list[str] = refused) -> None:
            account = CloseAccount(MongoAccountBook(house.database), house.clock)
            together.wait(10)
            try:
                account(others, mine)
            except Rejected as why:
                refused.append(why.slug)

        threads = [threading.Thread(target=close, args=pair) for pair in (names, names[::-1])]
        for each in threads:
            each.start()
        for each in threads:
            each.join(30)
        assert refused == ["last-administrator"]
        assert house.database.accounts.count_documents({"role": "administrator", "active": True}) == 1


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(house: House) -> None:
    house.hire("truc-01", "operator")
    first, second = house.at_work("quan-tri"), house.at_work("quan-tri")
    house.later(seconds=1)
    seen = first.open("/desk/users/account/truc-01").page
    assert change(second, "truc-01", role="leader").status == 200
    at = re.search(r'name="seen_at" value="([^"]+)"', seen)
    assert at
    late = first.send("/desk/users/account/truc-01/change", seen_at=at[1], role="editor")
    assert late.status == 409
    account = house.database.accounts.find_one({"_id": "truc-01"})
    assert account and account["role"] == "leader"


def test_the_list_is_filtered_searched_and_says_who_was_there_last(house: House) -> None:
    house.hire("truc-01", "operator", display_name="Nguyễn Văn Đức")
    house.hire("can-bo", "agency_officer", HEALTH)
    desk = house.at_work("quan-tri")
    house.at_work("truc-01")
    assert names(desk.open("/desk/users")) == ["can-bo", "quan-tri", "truc-01"]
    assert names(desk.open("/desk/users", words="van duc")) == ["truc-01"]
    assert names(desk.open("/desk/users", role="agency_officer")) == ["can-bo"]
    assert names(desk.open("/desk/users", agency=HEALTH)) == ["can-bo"]
    assert names(desk.open("/desk/users", state="closed")) == []
    assert names(desk.open("/desk/users", role="king", page="x")) == ["can-bo", "quan-tri", "truc-01"]
    row = re.search(r"<tr>(?:(?!</tr>).)*account/truc-01.*?</tr>", desk.open("/desk/users").page, re.DOTALL)
    assert row and "23/11/2026" in row[0] and '<td class="number">1</td>' in row[0]


def test_many_accounts_come_in_pages(house: House) -> None:
    one = house.database.accounts.find_one({"_id": "quan-tri"})
    assert one
    more = ({**one, "_id": f"truc-{number:03}", "role": "operator", "outbox": []} for number in range(120))
    house.database.accounts.insert_many(more)
    desk = house.at_work("quan-tri")
    seen = [name for page in (1, 2, 3) for name in names(desk.open("/desk/users", page=str(page)))]
    assert len(seen) == len(set(seen)) == 121


def names(seat: Seat) -> list[str]:
    """Return the names in the list."""
    return re.findall(r'<th scope="row"><a href="/desk/users/account/([^"]+)"', seat.page)


def test_an_account_that_is_not_there_is_said_so(house: House) -> None:
    assert house.at_work("quan-tri").open("/desk/users/account/khong-co").status == 404


@pytest.mark.parametrize("role", ["operator", "shift_lead", "agency_officer", "agency_leader", "editor", "leader"])
def test_only_administrators_see_accounts_and_the_record(house: House, role: str) -> None:
    house.hire("ai-do", role, LOCAL if role.startswith("agency") else None)
    telephone = {"totp": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "last_step": 0}
    house.database.credentials.update_one({"_id": "ai-do"}, {"$set": telephone})
    seat = house.seat().sign_in("ai-do").send("/dang-nhap/ma", code=house.code("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"))
    places = ("/desk/users", "/desk/users/new", "/desk/users/account/quan-tri", "/desk/audit", "/desk/audit/export.csv")
    assert {seat.open(place).status for place in places} == {403}
