"""The map in time: at the stroke of a date the open cases of units that are no more are with whoever took over."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from services.kit.clock import FixedClock
from services.routing import catalog
from services.routing.domain.case import Did, State
from services.routing.domain.policies import Actor
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.moving.move_dissolved import MoveDissolved
from services.routing.usecases.requests import Accept, AskCitizen, Coordinate, Reassign, SaveDraft
from services.routing.usecases.route_cases import RouteCases
from tests.unit.routing.builders import SHIFT_LEAD, code, received
from tests.unit.routing.calendars import at
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs
from tests.unit.routing.links import LINKS
from tests.unit.routing.merging.fakes import MemoryResponsibilities

DATA = Path(__file__).parents[3] / "deploy/data/gialai"
EVE, MIDNIGHT = at("2025-06-30 23:59"), at("2025-07-01 00:00")


@cache
def gialai() -> dict[str, Any]:
    return catalog.load(DATA)


class Province:
    """Routing with Gia Lai's own data, at a moment."""

    def __init__(self, moment: datetime) -> None:
        self.cases, self.catalogs, self.clock = MemoryCases(), MemoryCatalogs(gialai()), FixedClock(moment)
        self.route = RouteCases(self.cases, self.catalogs, self.clock, LINKS, at_once=True)
        self.act = ActOnCase(self.cases, self.catalogs, self.clock, LINKS)
        self.move = MoveDissolved(self.cases, MemoryResponsibilities(self.cases), self.catalogs, self.clock, LINKS)

    def move_all(self) -> None:
        while self.move():
            pass


def old_communes() -> list[dict[str, Any]]:
    """Return the communes of the old map that the hotline served: 218 of 17 districts."""
    ended = [each for each in gialai()["areas"] if each["valid_to"] == "2025-06-30" and each["agency"]]
    parents = {each["parent"] for each in ended}
    return [each for each in ended if each["code"] not in parents]


def test_on_the_first_of_july_every_districts_cases_are_with_the_commune_that_took_over() -> None:
    communes = old_communes()
    province = Province(EVE)
    province.route([received(n, area=each["code"], received_at=EVE) for n, each in enumerate(communes)])
    before = {case.code: case.current for case in province.cases.by_code.values()}
    assert len({each.agency for each in before.values()}) == 17
    assert not province.move()

    province.clock.at = MIDNIGHT
    province.move_all()

    agencies = {each["slug"]: each for each in gialai()["agencies"]}
    areas = {each["code"]: each for each in gialai()["areas"]}
    for n, commune in enumerate(communes):
        case = province.cases.by_code[code(n)]
        assert case.current.agency == areas[commune["successors"][0]]["agency"], commune["name"]
        assert agencies[case.current.agency]["kind"] == "commune"
        old = before[case.code]
        assert (case.current.due_at, case.current.rule) == (old.due_at, "successor")
        assert case.history[-1].did is Did.MOVED and case.history[0].agency == old.agency
    moved = province.cases.told("case.moved")
    assert sorted(each.code for each in moved) == sorted(before)
    assert {each.agency for each in moved} == {each.agency for each in before.values()}


def test_what_has_moved_does_not_move_again() -> None:
    province = Province(EVE)
    province.route([received(1, area=old_communes()[0]["code"], received_at=EVE)])
    province.clock.at = MIDNIGHT
    province.move_all()
    told = len(province.cases.events)
    again = MoveDissolved(
        province.cases, MemoryResponsibilities(province.cases), province.catalogs, province.clock, LINKS
    )
    while again():
        pass
    assert len(province.cases.events) == told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("so-giao-thong-van-tai", "so-xay-dung"),
        ("so-thong-tin-va-truyen-thong", "so-khoa-hoc-va-cong-nghe"),
        ("so-tai-nguyen-va-moi-truong", "so-nong-nghiep-va-moi-truong"),
        ("so-ke-hoach-va-dau-tu", "so-tai-chinh"),
    ],
)
def test_on_the_first_of_march_the_merged_departments_take_over_drafts_questions_and_all(old: str, new: str) -> None:
    eve = at("2025-02-28 16:00")
    province = Province(eve)
    province.route([received(1, category=None, area=None, received_at=eve)])
    officer = Actor("desk:can-bo", old, "agency_officer")
    province.act(code(1), Reassign(old), SHIFT_LEAD)
    province.act(code(1), Accept(), officer)
    province.act(code(1), SaveDraft("Đang kiểm tra.", "explained"), officer)
    province.act(code(1), AskCitizen("Đoạn nào ạ?"), officer)
    before = province.cases.by_code[code(1)]
    province.clock.at = at("2025-03-01 00:00")
    province.move_all()
    case = province.cases.by_code[code(1)]
    assert (case.current.agency, case.state) == (new, State.WAITING)
    assert case.draft == before.draft and case.question and case.question.text == "Đoạn nào ạ?"
    assert case.current.due_at == before.current.due_at and case.current.paused_at == before.current.paused_at


def test_a_coordinating_agencys_part_moves_too() -> None:
    eve = at("2025-02-28 16:00")
    province = Province(eve)
    province.route([received(1, category="ha-tang.chieu-sang", area=old_communes()[0]["code"], received_at=eve)])
    province.act(code(1), Coordinate(("so-giao-thong-van-tai",), "Cho ý kiến."), SHIFT_LEAD)
    due = province.cases.by_code[code(1)].parts[0].due_at
    province.clock.at = at("2025-03-01 00:00")
    province.move_all()
    (part,) = [each for each in province.cases.by_code[code(1)].parts if each.is_open_part]
    assert (part.agency, part.task, part.due_at) == ("so-xay-dung", "Cho ý kiến.", due)
