"""The working calendar at the desk: a year's days, hours, and when something is due."""

from __future__ import annotations

from datetime import date

import pytest

from services.routing.web.settings_calendar_view import warnings
from tests.unit.routing.amending.fakes import gialai

DAYS = "31/12/2027 Nghỉ bù Tết\n2/1/2027 Nghỉ thêm"


def test_a_year_is_entered_and_other_years_stay(site) -> None:
    answer = site.post("/calendar/2027", holidays=DAYS, working_days="9.1.2027 Làm bù")
    assert answer.status_code == 303, answer.text
    edits = {each.key: each.after for each in site.amendments.get(1).edits}
    own = gialai()["calendar"]
    assert edits["holidays"] == sorted(
        [*own["holidays"], {"date": "2027-01-02", "name": "Nghỉ thêm"}, {"date": "2027-12-31", "name": "Nghỉ bù Tết"}],
        key=lambda each: each["date"],
    )
    page = site.get("/calendar?year=2027")
    assert "31/12/2027 Nghỉ bù Tết" in page and "ngày làm bù: Làm bù" in page


@pytest.mark.parametrize(
    "typed", ["31/12/2026 Năm khác", "30/02/2027 Không có", "hôm nay", "31/12/2027", "1/1/2027 A\n01/01/2027 B"]
)
def test_a_line_that_is_no_day_of_the_year_is_refused_and_kept(site, typed: str) -> None:
    answer = site.post("/calendar/2027", holidays=typed)
    assert answer.status_code == 422
    assert "f-holidays-error" in answer.text and typed.splitlines()[0] in answer.text
    assert not site.amendments.by_number


def week(site, **changes: str) -> dict[str, str]:
    own = gialai()["calendar"]
    typed = {
        f"{name}.{day}": ", ".join(f"{a}-{b}" for a, b in spans)
        for name in ("hours", "agency_hours", "forwarding")
        for day, spans in own[name].items()
    }
    return {**typed, **changes}


def test_hours_are_typed_as_people_write_them(site) -> None:
    answer = site.post("/calendar/hours", **week(site, **{"agency_hours.sat": "7h-11h30 , 13:00 – 16:00"}))
    assert answer.status_code == 303, answer.text
    [edit] = site.amendments.get(1).edits
    assert edit.key == "agency_hours" and edit.after["sat"] == [["07:00", "11:30"], ["13:00", "16:00"]]
    assert "Thứ Bảy" in site.get("/changes/1")


@pytest.mark.parametrize("typed", ["7 đến 11", "25:00-26:00", "11:00-07:00", "07:00"])
def test_hours_that_cannot_be_are_refused_at_their_day(site, typed: str) -> None:
    answer = site.post("/calendar/hours", **week(site, **{"hours.mon": typed}))
    assert answer.status_code == 422 and 'id="f-hours.mon-error"' in answer.text and typed in answer.text


def test_a_week_without_hours_is_refused_but_forwarding_may_be_at_any_time(site) -> None:
    empty = {f"hours.{day}": "" for day in ("mon", "tue", "wed", "thu", "fri")}
    assert site.post("/calendar/hours", **week(site, **empty)).status_code == 422
    free = {f"forwarding.{day}": "" for day in ("mon", "tue", "wed", "thu", "fri")}
    assert site.post("/calendar/hours", **week(site, **free)).status_code == 303
    assert [(each.key, each.after) for each in site.amendments.get(1).edits] == [("forwarding", None)]


def test_overlapping_hours_are_found_by_the_catalogue_s_own_check(site) -> None:
    site.post("/calendar/hours", **week(site, **{"hours.mon": "07:00-12:00, 11:00-17:00"}))
    assert "không theo thứ tự thời gian" in site.get("/changes/1")


@pytest.mark.parametrize(
    ("hours", "start", "due"),
    [
        ("8", "2026-11-23T07:00", "17:00, 23/11/2026"),
        ("0,5", "2026-11-23T10:45", "13:15, 23/11/2026"),
        ("16", "2026-11-27T13:00", None),
    ],
)
def test_when_something_is_due_is_told(site, hours, start, due) -> None:
    page = site.get(f"/calendar?hours={hours.replace(',', '.')}&start={start}")
    assert "Đến hạn lúc" in page
    if due:
        assert due in page or due.split(", ")[1] in page


def test_a_question_that_makes_no_sense_is_told_so(site) -> None:
    assert "Hãy ghi số giờ" in site.get("/calendar?hours=nhieu&start=2026-11-23T07:00")


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        (date(2026, 9, 30), []),
        (date(2026, 10, 1), [2027]),
        (date(2027, 3, 1), [2027]),
        (date(2027, 12, 1), [2027, 2028]),
    ],
)
def test_the_next_year_is_missed_once_it_is_time(today, missing) -> None:
    assert warnings(gialai(), today) == missing
