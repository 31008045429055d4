"""/desk/audit: everything that was done, wherever it was written down."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest

from services.routing.adapters.mongo_audit import MongoAudit
from services.routing.adapters.mongo_looks import MongoLooks
from services.routing.domain.auditing import AuditEntry
from services.routing.domain.looking import CONTACT, Look
from tests.integration.routing.people.conftest import House, Seat
from tests.unit.routing.builders import NOON, code

pytestmark = pytest.mark.integration


@pytest.fixture
def desk(house: House) -> Seat:
    """An administrator, after a day at the desk."""
    house.hire("truc-01", "operator")
    house.later(minutes=1)
    house.seat().sign_in("truc-01", "sai mất rồi đấy")
    house.at_work("truc-01")
    look = Look(
        id="1", account="truc-01", role="operator", agency=None, code=code(1), what=CONTACT, at=house.later(minutes=1),
        why="=gọi lại cho người dân",
    )  # fmt: skip
    MongoLooks(house.database).add(look)
    house.later(days=1)
    desk = house.at_work("quan-tri")
    house.later(minutes=1)
    desk.open("/desk/users/account/truc-01").send("/desk/users/account/truc-01/close")
    return desk


def rows(seat: Seat) -> list[str]:
    """Return what was done, as the page lists it."""
    return re.findall(r"</time></td>\s*<td>.*?</td>\s*<td>(.*?)</td>", seat.page, re.DOTALL)


def test_the_record_has_everything_latest_first(desk: Seat) -> None:
    done = rows(desk.open("/desk/audit"))
    assert done[:5] == ["Khóa tài khoản", "Đăng nhập", "Xem liên hệ", "Đăng nhập", "Sai tên hoặc mật khẩu"]
    assert sorted(done[5:]) == ["Mở tài khoản"] * 2 + ["Đổi mật khẩu"] * 2


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kind": "looks"}, ["Xem liên hệ"]),
        ({"kind": "refusals"}, ["Sai tên hoặc mật khẩu"]),
        ({"kind": "sign-ins", "person": "truc-01"}, ["Đăng nhập"]),
        ({"since": "2026-11-24"}, ["Khóa tài khoản", "Đăng nhập"]),
        ({"until": "2026-11-23", "kind": "sign-ins"}, ["Đăng nhập"]),
        ({"person": "khong-co"}, []),
        # What cannot be read counts for nothing, and is said so.
        ({"since": "hôm qua", "kind": "looks"}, ["Xem liên hệ"]),
    ],
)
def test_the_record_is_filtered_by_person_day_and_kind(
    desk: Seat, filters: dict[str, str], expected: list[str]
) -> None:
    assert rows(desk.open("/desk/audit", **filters)) == expected
    assert ("aria-invalid" in desk.page) == (filters.get("since") == "hôm qua")


def test_of_a_person_there_is_what_they_did_and_what_was_done_to_them(desk: Seat) -> None:
    assert set(rows(desk.open("/desk/audit", person="truc-01"))) == {
        "Khóa tài khoản",
        "Xem liên hệ",
        "Đăng nhập",
        "Sai tên hoặc mật khẩu",
        "Đổi mật khẩu",
        "Mở tài khoản",
    }


def test_the_file_holds_the_same_runs_nothing_and_is_recorded(desk: Seat, house: House) -> None:
    answer = desk.client.get("/desk/audit/export.csv", query_string={"kind": "looks"})
    head, look = csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")))
    assert head[:3] == ["Lúc", "Ai", "Việc gì"]
    assert look[1:4] == ["truc-01", "Xem liên hệ", code(1)]
    assert look[5] == "'=gọi lại cho người dân"
    assert house.recorded(kind="exports") == [("quan-tri", "audit-exported", "")]


def test_pages_hold_every_entry_once(desk: Seat, house: House) -> None:
    audit = MongoAudit(house.database)
    for number in range(120):
        audit.write(AuditEntry(at=NOON - timedelta(minutes=number), who="x", what="signed-in", where=f"n{number}"))
    seen = [
        each
        for page in ("1", "2", "3")
        for each in re.findall(r"<td>(n\d+)</td>", desk.open("/desk/audit", person="x", page=page).page)
    ]
    assert seen == [f"n{number}" for number in range(120)]


def test_a_role_that_was_changed_is_told_in_words(house: House) -> None:
    house.hire("truc-01", "operator")
    desk = house.at_work("quan-tri").open("/desk/users/account/truc-01")
    desk.send("/desk/users/account/truc-01/change", role="leader", email="an@example.org")
    assert "Tổng đài viên → Lãnh đạo tỉnh, thư điện tử" in desk.open("/desk/audit", person="truc-01").page
