"""What of a dossier is shown to whom."""

from datetime import date

import pytest

from services.kit.dossiers import Dossier, State, Step, belongs_to, without_applicant


def _dossier(**more) -> Dossier:
    known = {
        "code": "H21.99-261124-0015",
        "state": State.PROCESSING,
        "procedure": "Đăng ký kết hôn",
        "agency": "Một cửa phường Quy Nhơn",
        "received_on": date(2026, 11, 10),
        "appointed_on": date(2026, 11, 30),
        "steps": (Step(name="Tiếp nhận", agency="Một cửa"),),
        "applicant": "Nguyễn Văn An",
        "remark": "Thiếu giấy xác nhận.",
        "phone_digits": "0067",
    }
    return Dossier(**{**known, **more})


@pytest.mark.parametrize(
    ("digits", "right"),
    [
        ("0067", True),
        (" 00 67 ", True),  # as people type numbers
        ("067", False),  # too few
        ("90500067", False),  # more than the last four prove nothing more
        ("", False),
        ("abcd", False),
    ],
)
def test_the_last_four_digits_prove_that_one_is_concerned(digits: str, right: bool) -> None:
    assert belongs_to(_dossier(), digits) is right


def test_without_a_known_number_nothing_proves_it() -> None:
    assert not belongs_to(_dossier(phone_digits=""), "")
    assert not belongs_to(_dossier(phone_digits="67"), "67")


def test_with_the_code_alone_nothing_about_a_person_is_there() -> None:
    shown = without_applicant(_dossier())
    assert (shown.applicant, shown.remark, shown.phone_digits, shown.steps) == ("", "", "", ())
    assert shown.procedure == "Đăng ký kết hôn"


def test_a_name_is_in_no_representation() -> None:
    assert "Nguyễn" not in repr(_dossier())
    assert "0067" not in repr(_dossier())


@pytest.mark.parametrize(
    ("state", "day", "late"),
    [
        (State.PROCESSING, date(2026, 11, 30), False),  # the promised day is still kept
        (State.PROCESSING, date(2026, 12, 1), True),
        (State.RESULT_READY, date(2026, 12, 1), False),  # the result waits for the citizen
        (State.RETURNED, date(2026, 12, 1), False),
    ],
)
def test_it_is_late_after_the_promised_day_without_a_result(state: State, day: date, late: bool) -> None:
    assert _dossier(state=state).late_on(day) is late
