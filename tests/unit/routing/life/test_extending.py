"""More time: asked for, granted, refused."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from services.routing.usecases.requests import (
    AskExtension,
    Coordinate,
    GrantExtension,
    RefuseExtension,
)
from tests.unit.routing.builders import HEALTH, LOCAL, OPERATOR, SHIFT_LEAD
from tests.unit.routing.calendars import at
from tests.unit.routing.life.desk import FIXED, HOSPITALS, WARD, Desk


def test_more_time_needs_a_reason_and_the_shift_leads_word_and_is_counted() -> None:
    desk = Desk()
    due, later = desk.case().current.due_at, at("2026-12-02 09:00")
    desk.do(WARD, AskExtension(later, "Chờ vật tư."))
    assert desk.case().current.due_at == due
    assert desk.refuses(WARD, AskExtension(later, "Chờ.")) == "extension-pending"
    assert desk.refuses(OPERATOR, GrantExtension()) == "not-your-role"
    desk.do(SHIFT_LEAD, GrantExtension())

    (told,) = desk.told("case.extended")
    assert (told.original_due_at, told.due_at, told.reason) == (due, later, "Chờ vật tư.")
    assert desk.refuses(WARD, AskExtension(at("2026-12-09 09:00"), "Chờ nữa.")) == "extended-too-often"
    desk.clock.at = due + timedelta(days=2)
    desk.do(WARD, FIXED)
    answer = desk.case().answer
    assert (answer.on_time, answer.in_first_time) == (True, False)
    assert desk.told("case.answered")[0].original_due_at == due


def test_a_refused_extension_is_told_to_the_agency_and_changes_nothing() -> None:
    desk = Desk()
    before = desk.case().current
    desk.do(WARD, AskExtension(at("2026-12-02 09:00"), "Chờ vật tư."))
    desk.do(SHIFT_LEAD, RefuseExtension("Vật tư có sẵn."))
    assert [each.reason for each in desk.told("extension.refused")] == ["Vật tư có sẵn."]
    assert desk.case().current == before
    assert desk.refuses(SHIFT_LEAD, GrantExtension()) == "nothing-asked"


@pytest.mark.parametrize(
    ("until", "slug"),
    [
        (at("2026-11-23 10:00"), "not-later"),
        (at("2026-11-27 09:00"), "not-later"),  # the due time itself
        (at("2026-12-11 09:01"), "too-long"),  # ten working days and a minute
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-14))), "too-long"),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), "not-later"),
    ],
)
def test_more_time_has_its_bounds(until: datetime, slug: str) -> None:
    assert Desk().refuses(WARD, AskExtension(until, "Chờ.")) == slug


@pytest.mark.parametrize(
    ("until", "due"),
    [
        ("2026-12-06 23:00", "2026-12-04 17:00"),  # Sunday night: by the end of the week's work
        ("2026-12-02 12:00", "2026-12-02 11:00"),  # the midday break
        ("2026-12-02 17:00", "2026-12-02 17:00"),  # at the closing itself
        ("2026-12-11 09:00", "2026-12-11 09:00"),  # ten working days exactly
    ],
)
def test_nobody_is_due_while_nobody_works(until: str, due: str) -> None:
    desk = Desk()
    desk.do(WARD, AskExtension(at(until), "Chờ."))
    desk.do(SHIFT_LEAD, GrantExtension())
    assert desk.case().current.due_at == at(due)


def test_more_time_that_ends_before_anybody_works_again_is_none() -> None:
    desk = Desk()
    desk.clock.at = at("2026-11-28 10:00")  # Saturday, a day overdue
    assert desk.refuses(WARD, AskExtension(at("2026-11-29 20:00"), "Chờ.")) == "not-later"


def test_more_time_for_a_part_moves_the_part_alone_and_is_no_news_for_the_citizen() -> None:
    desk = Desk()
    desk.do(OPERATOR, Coordinate((HEALTH,), "Kiểm tra."))
    lead, part = desk.case().current, desk.case().parts[0]
    desk.do(HOSPITALS, AskExtension(at("2026-12-02 09:00"), "Chờ kết quả."))
    desk.do(SHIFT_LEAD, GrantExtension())
    assert desk.case().current == lead
    assert desk.case().parts[0].first_due_at == part.due_at
    assert [(each.agency, each.role) for each in desk.told("case.extended")] == [(HEALTH, "coordinating")]


def test_where_two_agencies_asked_the_shift_lead_says_whose_time_it_is() -> None:
    desk = Desk()
    desk.do(OPERATOR, Coordinate((HEALTH,), "Kiểm tra."))
    for actor in (WARD, HOSPITALS):
        desk.do(actor, AskExtension(at("2026-12-02 09:00"), "Chờ."))
    desk.do(SHIFT_LEAD, RefuseExtension("Không cần.", assignment=2))
    desk.do(SHIFT_LEAD, GrantExtension(assignment=1))
    assert [each.agency for each in desk.told("extension.refused")] == [HEALTH]
    assert [each.agency for each in desk.told("case.extended")] == [LOCAL]
