"""What goes along when a unit is dissolved, what ends, and what nobody can decide by rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.routing.domain.acts import Act
from services.routing.domain.acts.drafting import save_draft, submit
from services.routing.domain.answering import Draft
from services.routing.domain.case import Case, Did, State
from services.routing.domain.file import File
from services.routing.domain.policies import Actor
from services.routing.usecases.add_supplements import AddSupplements
from services.routing.usecases.ports import Change
from services.routing.usecases.requests import (
    Accept,
    Answer,
    AskCitizen,
    AskExtension,
    Contribute,
    Coordinate,
    GrantExtension,
    Reassign,
)
from tests.unit.routing.builders import SHIFT_LEAD, code, received, supplemented
from tests.unit.routing.calendars import at
from tests.unit.routing.links import LINKS
from tests.unit.routing.test_moving import EVE, MIDNIGHT, Province, old_communes

BEFORE_MARCH, MARCH = at("2025-02-28 16:00"), at("2025-03-01 00:00")
ROADS, BUILDING, LAND = "so-giao-thong-van-tai", "so-xay-dung", "so-tai-nguyen-va-moi-truong"
FILE = File(id="f", name="bien-ban.pdf", media_type="application/pdf", kind="document", size=1)


def officer(agency: str) -> Actor:
    return Actor(f"desk:{agency}", agency, "agency_officer")


class Story:
    """One case with an agency on the eve of a reorganisation."""

    def __init__(self, agency: str, area: str | None = None, moment: Any = BEFORE_MARCH) -> None:
        self.province = Province(moment)
        self.province.route([received(1, category=None, area=area, received_at=moment)])
        self.do(SHIFT_LEAD, Reassign(agency))

    @property
    def case(self) -> Case:
        return self.province.cases.by_code[code(1)]

    def do(self, actor: Actor, request: Any) -> None:
        self.province.act(code(1), request, actor)

    def change(self, after: Case) -> None:
        assert self.province.cases.save([Change(after, (), self.case)])

    def move(self, moment: Any = MARCH) -> Case:
        self.province.cases.events.clear()
        self.province.clock.at = moment
        self.province.move_all()
        return self.case

    def told(self, type_: str) -> list[Any]:
        return self.province.cases.told(type_)


def test_the_trace_names_both_units_and_the_first_day_without_the_old_one() -> None:
    story = Story(ROADS)
    case = story.move(at("2025-03-05 09:00"))
    (sentence,) = case.current.trace
    assert "01/03/2025" in sentence
    assert "Sở Giao thông vận tải tỉnh Gia Lai" in sentence and "Sở Xây dựng tỉnh Gia Lai" in sentence
    assert case.history[-1].note == sentence
    (moved,), (routed,) = story.told("case.moved"), story.told("case.routed")
    assert (moved.agency, moved.to, moved.reason) == (ROADS, BUILDING, sentence)
    assert (routed.agency, routed.rule, routed.due_at) == (BUILDING, "successor", case.current.due_at)


def test_what_citizens_added_goes_to_the_heir() -> None:
    story = Story(ROADS)
    AddSupplements(story.province.cases, LINKS, story.province.catalogs)([supplemented(1, 1)])
    story.move()
    assert [each.agency for each in story.told("supplement.routed")] == [BUILDING]


def test_a_request_for_more_time_goes_along_and_is_granted_to_the_heir() -> None:
    story = Story(ROADS)
    due = story.case.current.due_at
    story.do(officer(ROADS), AskExtension(at("2025-03-12 16:00"), "Chờ vật tư."))
    case = story.move()
    assert case.current.extension and case.assignments[-2].extension is None
    story.do(SHIFT_LEAD, GrantExtension())
    (extended,) = story.told("case.extended")
    assert (extended.agency, extended.original_due_at) == (BUILDING, due)


def test_a_draft_goes_along_without_the_old_agencys_files_and_lies_with_nobody() -> None:
    story = Story(ROADS)
    act = Act("d", "desk:x", BEFORE_MARCH)
    draft = Draft(text="Đã sửa.", outcome="fixed", by="desk:x", at=BEFORE_MARCH, proof="BB 1", files=(FILE,))
    story.change(submit(save_draft(story.case, act, draft), replace(act, id="s")))
    case = story.move()
    assert case.draft == replace(draft, files=(), submitted_at=None)


def test_other_agencies_go_on_with_their_parts_under_the_new_lead() -> None:
    story = Story(ROADS)
    story.do(SHIFT_LEAD, Coordinate(("so-y-te", "so-tu-phap"), "Cho ý kiến."))
    story.do(officer("so-y-te"), Contribute("Không có ý kiến."))
    case = story.move()
    assert [(each.agency, each.is_open_part) for each in case.parts] == [("so-y-te", False), ("so-tu-phap", True)]
    assert [each.agency for each in story.told("case.routed")] == [BUILDING]
    story.do(officer("so-tu-phap"), Contribute("Thống nhất."))
    story.do(officer(BUILDING), Accept())
    assert story.case.parts[1].contribution


def test_a_part_that_comes_to_the_lead_ends() -> None:
    story = Story(BUILDING)
    story.do(SHIFT_LEAD, Coordinate((ROADS,), "Cho ý kiến."))
    case = story.move()
    assert case.current.agency == BUILDING and not any(each.is_open_part for each in case.parts)
    (moved,) = story.told("case.moved")
    assert (moved.agency, moved.to) == (ROADS, BUILDING)
    assert story.told("case.routed") == []


def test_a_lead_that_comes_to_whoever_owed_a_part_ends_the_part() -> None:
    story = Story(ROADS)
    story.do(SHIFT_LEAD, Coordinate((BUILDING,), "Cho ý kiến."))
    case = story.move()
    assert case.current.agency == BUILDING and not any(each.is_open_part for each in case.parts)
    assert [each.agency for each in story.told("case.moved")] == [ROADS, BUILDING]


def test_two_parts_that_come_to_one_heir_become_one() -> None:
    story = Story("so-tu-phap")
    story.do(SHIFT_LEAD, Coordinate((LAND, "so-nong-nghiep-va-phat-trien-nong-thon"), "Cho ý kiến."))
    case = story.move()
    assert [each.agency for each in case.parts if each.is_open_part] == ["so-nong-nghiep-va-moi-truong"]
    assert len(story.told("case.moved")) == 2 and len(story.told("case.routed")) == 1


def test_a_dissolved_agency_that_has_given_its_part_stops_nothing_and_is_not_looked_at_again() -> None:
    story = Story(BUILDING)
    story.do(SHIFT_LEAD, Coordinate((ROADS,), "Cho ý kiến."))
    story.do(officer(ROADS), Contribute("Thống nhất."))
    before = story.case
    assert story.move() == before


def test_a_case_of_a_whole_district_is_for_a_person_to_decide() -> None:
    story = Story("ubnd-thanh-pho-pleiku", "2021-622", EVE)
    due = story.case.current.due_at
    case = story.move(MIDNIGHT)
    assert (case.state, case.current.triage, case.current.due_at) == (State.TRIAGE, True, due)
    assert "chưa xác định được đơn vị kế thừa" in case.current.trace[0]


def test_where_nobody_takes_over_a_case_that_waits_goes_on_waiting_at_the_centre() -> None:
    story = Story("ubnd-thanh-pho-pleiku", None, EVE)
    story.do(officer("ubnd-thanh-pho-pleiku"), AskCitizen("Ở đường nào ạ?"))
    case = story.move(MIDNIGHT)
    assert case.state is State.WAITING and case.at_centre
    assert case.question and (case.question.resumes, case.question.assignment) == ("triage", case.current.number)


def test_the_level_of_the_ladder_is_not_climbed_twice() -> None:
    story = Story(ROADS)
    current = replace(story.case.current, level=2)
    story.change(replace(story.case, assignments=story.case.revised(current)))
    assert story.move().current.level == 2


def test_an_agency_that_a_new_catalogue_no_longer_has_is_dissolved_today() -> None:
    story = Story("so-y-te", old_communes()[0]["code"], at("2025-07-03 09:00"))
    snapshot = story.province.catalogs.snapshot
    assert snapshot
    story.province.catalogs.snapshot = {
        **snapshot,
        "agencies": [each for each in snapshot["agencies"] if each["slug"] != "so-y-te"],
    }
    story.province.catalogs.version += 1
    case = story.move(at("2025-07-03 09:01"))
    assert case.current.agency.startswith("ubnd-") and case.current.trace[0].startswith("Từ ngày 03/07/2025, Sở Y tế")


def test_what_is_answered_stays_with_whoever_answered() -> None:
    story = Story(ROADS)
    story.do(officer(ROADS), Accept())
    story.change(replace(story.case, assignments=story.case.revised(replace(story.case.current, approval=False))))
    story.do(officer(ROADS), Answer("Đã sửa.", "fixed", proof="BB 1"))
    before = story.case
    assert story.move() == before
    assert [each.agency for each in before.history if each.did is Did.ANSWERED] == [ROADS]


def test_the_answer_of_the_heir_counts_by_the_first_due_time() -> None:
    story = Story(ROADS)
    due = story.case.current.due_at
    story.move()
    story.province.clock.at = due
    story.change(replace(story.case, assignments=story.case.revised(replace(story.case.current, approval=False))))
    story.do(officer(BUILDING), Answer("Sẽ sửa.", "scheduled", scheduled_for=date(2025, 12, 1)))
    answer = story.case.answer
    assert answer and answer.on_time and answer.in_first_time


@pytest.mark.parametrize("late", ["2025-07-01 00:00", "2025-07-01 00:29", "2025-07-02 12:00"])
def test_what_another_process_gives_a_dissolved_unit_a_moment_later_moves_too(late: str) -> None:
    """Its clock may be behind, or its catalogue a few seconds old."""
    province = Province(EVE)
    province.clock.at = MIDNIGHT
    province.move_all()
    other = Province(EVE)
    other.route([received(1, area=old_communes()[0]["code"], received_at=EVE)])
    province.cases.by_code.update(other.cases.by_code)
    province.clock.at = at(late)
    province.move_all()
    assert province.cases.by_code[code(1)].current.rule == "successor"
