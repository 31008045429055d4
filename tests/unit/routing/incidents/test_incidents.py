"""From a burst to one answer for all: proposed, confirmed, joined by those who come later, over with its answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.kit.failures import Rejected
from services.routing.domain.case import State
from services.routing.domain.outbreak import Incident, Standing
from services.routing.usecases.incidents import DecideIncident, JoinIncidents, NoticeOutbreaks
from services.routing.usecases.requests import Merge, Unmerge
from tests.unit.routing.builders import NOON, SHIFT_LEAD, code, received
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.links import LINKS
from tests.unit.routing.merging.centre import FIXED, WARD, Centre
from tests.unit.routing.merging.fakes import Died, MemoryIncidents, MemorySigns

WATCH = {
    "slug": "mat-den",
    "name_vi": "Mất đèn đường diện rộng",
    "name_en": "Dark streets",
    "categories": ["ha-tang.*"],
    "cases": 4,
    "minutes": 60,
    "times": 3.0,
    "where": "area",
}


class Night(Centre):
    """A night on which lights go out. `tick` is what the process does by itself, a moment later."""

    def __init__(self, reports: int = 5, watches: list[dict[str, Any]] | None = None) -> None:
        super().__init__(reports)
        self.catalogs.snapshot = snapshot(outbreaks=[WATCH] if watches is None else watches)
        self.incidents, self.signs = MemoryIncidents(), MemorySigns(self.cases)
        around = (self.catalogs, self.clock)
        self.notice = NoticeOutbreaks(self.signs, self.incidents, *around)
        self.joining = JoinIncidents(self.signs, self.incidents, self.cases, *around, LINKS)
        self.decide = DecideIncident(self.incidents, self.signs, self.cases, *around)

    def tick(self) -> None:
        self.notice()
        while self.joining() or self.turn():
            pass

    def incident(self) -> Incident:
        (one,) = [each for each in self.incidents.newest(9) if each.standing is not Standing.DISMISSED]
        return one

    def confirm(self, title: str = "") -> Incident:
        self.tick()
        return self.decide.confirm(self.incident().id, title, SHIFT_LEAD)

    def later(self, minutes: int, *numbers: int, **changes: Any) -> None:
        self.clock.at = NOON + timedelta(minutes=minutes)
        self.route([received(n, received_at=self.clock.at, **changes) for n in numbers])
        self.tick()

    def followers(self, number: int = 1) -> set[int]:
        return {int(each[-4:]) for each in self.case(number).followers}


def test_a_burst_is_proposed_once_and_grows_while_nobody_has_decided() -> None:
    night = Night()
    for _ in range(3):
        night.tick()
    one = night.incident()
    assert (one.standing, one.head, one.count, one.area) == (Standing.PROPOSED, code(1), 5, "23575")
    assert one.title == "Mất đèn đường diện rộng tại Phường Pleiku"
    night.later(5, 6, 7)
    assert night.incident().count == 7
    assert all(case.state is State.ROUTED for case in night.cases.by_code.values())


def test_the_usual_evening_is_not_proposed() -> None:
    night = Night()
    night.signs.history = [NOON - timedelta(days=day, minutes=5) for day in (7, 14, 21, 28) for _ in range(2)]
    night.tick()
    assert night.incidents.by_id == {}


def test_without_watches_nothing_is_noticed() -> None:
    night = Night(watches=[])
    night.tick()
    assert night.incidents.by_id == {}


def test_the_old_ward_and_the_new_one_are_one_place() -> None:
    night = Night(2)
    night.route([received(n, area="2021-23575") for n in (3, 4)])
    night.confirm()
    night.tick()
    assert night.followers() == {2, 3, 4}


def test_confirming_makes_one_case_stand_for_all_and_one_answer_reaches_them() -> None:
    night = Night(30)
    opened = night.confirm("Mất đèn cả phường")
    night.tick()
    assert (opened.standing, opened.decided_by) == (Standing.OPEN, SHIFT_LEAD.name)
    assert night.case(1).incident == "Mất đèn cả phường"
    assert night.followers() == set(range(2, 31))
    assert "Mất đèn cả phường" in night.case(2).current.trace[0] and night.case(2).history[-1].by == "rule"
    night.do(1, FIXED, WARD)
    night.tick()
    assert night.answers() == [code(n) for n in range(1, 31)]
    changes = [event.data for event in night.incidents.events]
    assert [(each.open, each.cases) for each in changes] == [(True, 30), (False, 30)]
    assert {(each.incident, each.title, each.agency) for each in changes} == {
        (code(1), "Mất đèn cả phường", night.case(1).current.agency)
    }


def test_who_reports_later_joins_by_themselves_until_it_is_over() -> None:
    night = Night()
    night.confirm()
    night.later(10, 6)
    assert night.case(6).merged_into == code(1)
    night.decide.close(night.incident().id, "Điện lực đã xử lý.", SHIFT_LEAD)
    night.later(20, 7)
    assert night.case(7).state is State.ROUTED
    assert night.case(6).merged_into == code(1)


def test_what_comes_after_the_answer_is_another_fault() -> None:
    night = Night()
    night.confirm()
    night.tick()
    night.do(1, FIXED, WARD)
    night.later(10, 6)
    assert night.incident().standing is Standing.CLOSED
    night.later(20, 7)
    assert night.case(7).state is State.ROUTED and code(7) not in night.answers()


def test_a_new_burst_after_the_end_is_a_new_incident() -> None:
    night = Night()
    night.confirm()
    night.tick()
    night.do(1, FIXED, WARD)
    night.later(5)
    night.later(10, 11, 12, 13)
    assert len(night.incidents.by_id) == 1
    night.later(15, 14)
    assert [each.head for each in night.incidents.newest(1)] == [code(11)]


@pytest.mark.parametrize(
    "changes",
    [
        {"urgency": "urgent"},  # somebody may be in danger
        {"private": True},
        {"kind": "question"},
        {"doubts": ("burst",)},
        {"area": "99999"},
        {"category": "y-te"},
    ],
)
def test_who_does_not_belong_to_it_is_left_alone(changes: dict[str, Any]) -> None:
    night = Night()
    night.confirm()
    night.later(10, 6, **changes)
    assert night.case(6).state is not State.MERGED


def test_what_a_person_took_out_does_not_come_back() -> None:
    night = Night()
    night.confirm()
    night.tick()
    night.do(3, Unmerge())
    night.tick()
    assert night.case(3).state is State.TRIAGE and night.followers() == {2, 4, 5}


def test_a_case_that_others_follow_waits_for_a_person() -> None:
    night = Night(6)
    night.do(3, Merge(code(2)))
    night.settle()
    night.confirm()
    night.tick()
    assert night.case(2).state is State.ROUTED and night.followers() == {4, 5, 6}


def test_when_its_case_is_joined_to_another_that_one_stands_for_it() -> None:
    night = Night(6)
    night.confirm("Mất đèn")
    night.tick()
    night.route([received(9, category="y-te")])
    night.do(1, Merge(code(9)))
    night.later(10, 7)
    assert night.case(9).incident == "Mất đèn" and night.case(7).merged_into == code(9)
    assert night.case(2).merged_into == code(9)


def test_what_is_dismissed_stays_so_for_a_while() -> None:
    night = Night()
    night.tick()
    night.decide.dismiss(night.incident().id, "Chợ phiên.", SHIFT_LEAD)
    night.later(5, 6)
    assert [each.standing for each in night.incidents.by_id.values()] == [Standing.DISMISSED]
    assert night.incidents.events == []


def refusal(act: Any, *arguments: Any) -> str:
    with pytest.raises(Rejected) as refused:
        act(*arguments, SHIFT_LEAD)
    assert refused.value.vi and refused.value.en
    return refused.value.slug


def test_what_makes_no_sense_is_refused() -> None:
    night = Night()
    night.tick()
    id_ = night.incident().id
    assert refusal(night.decide.confirm, "nothing", "") == "unknown-incident"
    assert refusal(night.decide.close, id_, "") == "incident-decided"
    night.decide.dismiss(id_, "Chợ phiên.", SHIFT_LEAD)
    for act in (night.decide.confirm, night.decide.dismiss, night.decide.close):
        assert refusal(act, id_, "Vì sao.") == "incident-decided"


def test_confirming_twice_is_confirming_once() -> None:
    night = Night()
    first = night.confirm()
    again = night.decide.confirm(first.id, "Tên khác", SHIFT_LEAD)
    assert again == first and len(night.incidents.events) == 1


def test_where_every_case_has_its_answer_there_is_nothing_to_confirm() -> None:
    night = Night(4)
    night.tick()
    for number in range(1, 5):
        night.do(number, FIXED, WARD)
    with pytest.raises(Rejected) as refused:
        night.decide.confirm(night.incident().id, "", SHIFT_LEAD)
    assert refused.value.slug == "incident-empty"


@pytest.mark.parametrize("after_write", [False, True])
@pytest.mark.parametrize("dies_at", range(1, 16))
def test_whoever_dies_in_between_all_join_and_are_answered_once(dies_at: int, after_write: bool) -> None:
    night = Night()
    night.confirm("Mất đèn")
    night.cases.writes, night.cases.dies_at, night.cases.after_write = 0, dies_at, after_write

    def story() -> None:
        night.tick()
        if night.case(1).state is not State.ANSWERED:
            night.do(1, FIXED, WARD, key="answer")
        night.tick()

    for _ in range(3):
        try:
            story()
        except Died:
            continue
    assert night.answers() == [code(n) for n in range(1, 6)]
    assert night.incident().standing is Standing.CLOSED


def test_a_stale_memory_of_an_incident_changes_nothing() -> None:
    night = Night()
    night.tick()
    old = night.incident()
    night.decide.confirm(old.id, "", SHIFT_LEAD)
    assert not night.incidents.save(replace(old, count=99), None)
