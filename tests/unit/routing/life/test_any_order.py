"""Whatever people, systems, citizens and clocks do to a case, in whatever order: it never falls between two states."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.kit.failures import Rejected
from services.routing.domain.case import Case, Did, State
from services.routing.domain.escalation import armed
from services.routing.domain.policies import Actor
from services.routing.usecases import requests
from tests.unit.routing.builders import (
    HEALTH,
    LOCAL,
    OPERATOR,
    SHIFT_LEAD,
    answers,
    code,
    reply,
    supplemented,
    withdrawal,
)
from tests.unit.routing.catalogs import FARMING
from tests.unit.routing.life.desk import HEAD, HOSPITALS, WARD, Desk
from tests.unit.routing.life.test_reopening import rated

PEOPLE = st.sampled_from([OPERATOR, SHIFT_LEAD, WARD, HEAD, HOSPITALS, Actor("desk:hop", HEALTH, "agency_leader")])
CONTENT = {"text": "Đã thay bóng ngày 23/11.", "outcome": "fixed", "proof": "BB 12"}
WISHES: list[Any] = [
    requests.Accept(),
    requests.Answer(**CONTENT),
    requests.Answer("Sẽ sửa.", "scheduled", date(2027, 12, 31), without_parts="Việc khẩn."),
    requests.SaveDraft(**CONTENT),
    requests.Submit(**CONTENT),
    requests.SendBack("Ghi rõ."),
    requests.Approve(),
    requests.Return("Không phải."),
    requests.Reassign(LOCAL),
    requests.Reassign(HEALTH),
    requests.Coordinate((HEALTH, FARMING), "Kiểm tra."),
    requests.Coordinate((LOCAL,), "Kiểm tra."),
    requests.Contribute("Không có ai."),
    requests.AskCitizen("Ở đâu?"),
    requests.Resume(),
    requests.GrantExtension(),
    requests.RefuseExtension("Không."),
    requests.Classify("ha-tang.cay-xanh", "23575", "urgent", "report"),
    requests.Uphold("Đúng."),
    requests.Take(),
    requests.Release(),
]
STEPS = st.one_of(
    st.tuples(st.just("do"), PEOPLE, st.sampled_from(WISHES)),
    st.tuples(st.just("do"), PEOPLE, st.sampled_from(WISHES)),
    st.tuples(st.just("more time"), PEOPLE, st.integers(1, 12)),
    st.tuples(st.just("reply"), st.sampled_from([LOCAL, HEALTH]), st.booleans()),
    st.tuples(st.just("citizen"), st.just("adds"), st.none()),
    st.tuples(st.just("citizen"), st.just("objects"), st.none()),
    st.tuples(st.just("citizen"), st.just("takes back"), st.none()),
    st.tuples(st.just("time"), st.sampled_from([1, 60, 600, 3_000, 20_000]), st.none()),
)


class Story:
    """One case, at the ward or at the centre, and what happens to it."""

    def __init__(self, number: int) -> None:
        self.desk, self.number, self.steps = Desk(approval=True, proof=True), number, 0

    def case(self) -> Case:
        return self.desk.case(self.number)

    def happen(self, kind: str, one: Any, other: Any) -> None:
        self.steps += 1
        self.desk.clock.at += timedelta(minutes=1)
        with suppress(Rejected):
            getattr(self, f"_{kind.replace(' ', '_')}")(one, other)

    def _do(self, actor: Actor, wish: Any) -> None:
        self.desk.do(actor, wish, self.number)

    def _more_time(self, actor: Actor, days: int) -> None:
        until = self.case().current.due_at + timedelta(days=days)
        self.desk.do(actor, requests.AskExtension(until, "Chờ."), self.number)

    def _reply(self, agency: str, asks: bool) -> None:
        data, id_ = {"code": code(self.number), "question": "Ở đâu?"}, f"r{self.steps}"
        asking = reply("reply.info_requested", data, by=agency, id_=id_)
        self.desk.reply([asking if asks else answers(self.number, outcome="explained", by=agency, id_=id_)])

    def _citizen(self, what: str, _: None) -> None:
        now, answer = self.desk.clock.at, self.case().answer
        if what == "adds":
            self.desk.supplement([supplemented(self.number, self.steps, added_at=now)])
        elif what == "takes back":
            self.desk.withdraw([withdrawal(self.number, at=now)])
        elif answer:
            self.desk.rate([rated(self.number, about=answer.at, after=now - answer.at)])

    def _time(self, minutes: int, _: None) -> None:
        self.desk.clock.at += timedelta(minutes=minutes)
        self.desk.climb()
        self.desk.end_waiting()


def check(before: Case, after: Case, desk: Desk) -> None:
    """What holds after every step."""
    catalog = desk.catalogs.assigner().catalog
    assert after.history[: len(before.history)] == before.history
    assert (after.state is State.WAITING) == (after.question is not None) == (after.current.paused_at is not None)
    assert (after.state is State.ANSWERED) == (after.answer is not None)
    assert after == armed(after, catalog.limits, catalog.agency_hours)
    assert before.state is not State.WITHDRAWN or (after.state, after.assignments) == (before.state, before.assignments)
    assert after.state is not State.WITHDRAWN or not (after.was_answered or after.alarm_at or after.forward_at)
    assert after.answer is None or (after.draft is None and not any(part.is_open_part for part in after.parts))
    assert after.returns <= catalog.limits.most_returns and after.reopened <= catalog.limits.most_reopens
    first_due = {each.number: each.first_due_at for each in after.assignments}
    assert all(first_due[each.number] == each.first_due_at for each in before.assignments)
    assert len({each.number for each in after.assignments}) == len(after.assignments)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([1, 2]), st.lists(STEPS, max_size=25))
def test_nothing_falls_between_two_states(number: int, steps: list[tuple[str, Any, Any]]) -> None:
    story = Story(number)
    for step in steps:
        before = story.case()
        story.happen(*step)
        check(before, story.case(), story.desk)
    withdrawn = sum(entry.did is Did.WITHDRAWN for entry in story.case().history)
    leads = [each for each in story.desk.told("case.withdrawn") if each.role == "lead"]
    assert withdrawn == len(leads) == (story.case().state is State.WITHDRAWN)
    told = story.desk.cases.events
    assert len({event.id for event in told}) == len(told)
    answered = sum(entry.did in (Did.ANSWERED, Did.UPHELD) for entry in story.case().history)
    assert len([each for each in story.desk.told("case.answered") if each.code == code(number)]) == answered
    assert answered <= story.case().reopened + 1
