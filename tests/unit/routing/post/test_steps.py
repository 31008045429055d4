"""Pick-up and return by public post, with Gia Lai's own steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kit.clock import FixedClock
from services.kit.events import GivenAnswer
from services.kit.failures import Rejected
from services.routing import catalog as catalog_files
from services.routing.adapters.catalog_snapshot import catalog_of
from services.routing.domain.case import Case, State
from services.routing.domain.policies import Actor
from services.routing.domain.steps import next_steps
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.requests import Progress
from services.routing.usecases.route_cases import RouteCases
from tests.unit.routing.builders import NOON, code, received
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs
from tests.unit.routing.links import LINKS

GIALAI = catalog_files.load(Path("deploy/data/gialai"))
CATALOGS = MemoryCatalogs(GIALAI)
PICK_UP, RETURN = "buu-chinh-cong-ich.nhan-ho-so-tai-nha", "buu-chinh-cong-ich.tra-ket-qua-tai-nha"
POST = Actor("agency:buu-dien-tinh", "buu-dien-tinh")
OPERATOR = Actor("desk:truc-01", None, "operator")
STRANGER = Actor("agency:so-y-te", "so-y-te")
NUMBER, SOON = "EB123456789VN", date(2026, 11, 30)
#: Everything a step may need, so that only the order decides.
WHOLE = {"note": "Không có người ở nhà.", "tracking": NUMBER, "day": SOON}


class PostOffice:
    """Routing on memory with one registration at the post office."""

    def __init__(self, category: str = PICK_UP, *, result: str = "co") -> None:
        self.cases = MemoryCases()
        answers = (GivenAnswer(question="tra-ket-qua", value=result, label="Giao tận nhà?", text=result, public=False),)
        one = received(1, category=category, kind="postal", area=None, answers=answers)
        RouteCases(self.cases, CATALOGS, FixedClock(NOON), LINKS, at_once=True)([one])
        self.acting = ActOnCase(self.cases, CATALOGS, FixedClock(NOON), LINKS)

    @property
    def case(self) -> Case:
        """Return the case."""
        return self.cases.by_code[code(1)]

    def do(self, stage: str, actor: Actor = POST, key: str | None = None, **said: Any) -> Case:
        """Tell a step."""
        return self.acting(code(1), Progress(stage, **said), actor, key)

    def refuses(self, stage: str, actor: Actor = POST, **said: Any) -> str:
        """Return why a step is refused; nothing has changed then."""
        before = self.case
        with pytest.raises(Rejected) as refused:
            self.do(stage, actor, **said)
        assert self.case == before
        return refused.value.slug

    def told(self, type_: str) -> list[Any]:
        """Return what was told of one kind."""
        return [each.data for each in self.cases.events if each.type == type_]


THERE = ("da-xac-nhan", "da-phan-buu-ta", "da-nhan-ho-so", "da-nop")
AND_BACK = (*THERE, "co-ket-qua", "dang-giao", "da-giao")


def test_a_registration_goes_to_the_post_office() -> None:
    assert (PostOffice().case.current.agency, PostOffice().case.state) == ("buu-dien-tinh", State.ROUTED)


def test_a_dossier_is_carried_there_and_its_result_back() -> None:
    office = PostOffice()
    for stage in AND_BACK:
        office.do(stage, **WHOLE)
    assert office.case.state is State.ANSWERED
    assert office.case.answer
    assert office.case.answer.text.startswith("Đã giao kết quả tận tay.")
    assert NUMBER in office.case.answer.text
    assert [each.stage for each in office.told("case.progressed")] == list(AND_BACK[:-1])
    assert office.told("case.progressed")[2].tracking == NUMBER
    assert len(office.told("case.answered")) == 1


def test_without_a_return_it_is_over_at_the_one_stop_desk() -> None:
    office = PostOffice(result="khong")
    for stage in THERE:
        office.do(stage, **WHOLE)
    assert office.case.state is State.ANSWERED


def test_with_a_return_it_is_not_over_there() -> None:
    office = PostOffice()
    for stage in THERE:
        office.do(stage, **WHOLE)
    assert office.case.state is not State.ANSWERED


def test_a_failed_delivery_says_why_and_when_next_and_may_happen_again() -> None:
    office = PostOffice()
    for stage in AND_BACK[:-1]:
        office.do(stage, **WHOLE)
    assert office.refuses("giao-khong-thanh", day=SOON) == "note-needed"
    assert office.refuses("giao-khong-thanh", note="Không gặp.") == "date-needed"
    assert office.refuses("giao-khong-thanh", note="Không gặp.", day=date(2026, 1, 1)) == "date-needed"
    for stage in ("giao-khong-thanh", "dang-giao", "giao-khong-thanh", "dang-giao", "da-giao"):
        office.do(stage, **WHOLE)
    assert office.case.state is State.ANSWERED


@pytest.mark.parametrize(
    ("done", "then", "slug"),
    [
        ((), "da-nhan-ho-so", "stage-out-of-order"),  # nobody has confirmed anything
        (THERE[:1], "da-giao", "stage-out-of-order"),
        (THERE[:2], "da-xac-nhan", "stage-behind"),
        (THERE, "da-huy", "stage-out-of-order"),  # the dossier is gone
        ((), "bay-len-troi", "unknown-stage"),
    ],
)
def test_no_step_is_jumped_and_none_comes_back(done: tuple[str, ...], then: str, slug: str) -> None:
    office = PostOffice()
    for stage in done:
        office.do(stage, **WHOLE)
    assert office.refuses(then, **WHOLE) == slug


def test_a_refusal_says_what_may_come_now() -> None:
    office = PostOffice()
    office.do("da-xac-nhan")
    with pytest.raises(Rejected) as refused:
        office.do("da-giao")
    assert refused.value.details["next"] == ["da-phan-buu-ta", "da-huy"]


def test_the_same_step_told_again_tells_nobody() -> None:
    office = PostOffice()
    office.do("da-xac-nhan")
    office.do("da-xac-nhan")
    assert len(office.told("case.progressed")) == 1


def test_what_was_collected_has_a_number() -> None:
    office = PostOffice()
    for stage in THERE[:2]:
        office.do(stage)
    assert office.refuses("da-nhan-ho-so") == "tracking-needed"


def test_a_citizen_who_calls_may_cancel_until_the_dossier_is_collected() -> None:
    office = PostOffice()
    office.do("da-xac-nhan")
    assert office.refuses("da-phan-buu-ta", OPERATOR) == "not-your-step"
    office.do("da-huy", OPERATOR, note="Người dân gọi 1022 hủy.")
    assert office.case.state is State.ANSWERED
    assert office.case.answer
    assert "hủy" in office.case.answer.text


def test_nobody_else_moves_it() -> None:
    assert PostOffice().refuses("da-xac-nhan", STRANGER) == "unknown-case"


CATALOG = catalog_of(1, GIALAI)


@pytest.mark.parametrize("category", [PICK_UP, RETURN])
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_is_told_only_the_next_steps_are_taken(category: str, data: st.DataObject) -> None:
    office, stages = PostOffice(category), CATALOG.categories[category].stages
    for wanted in data.draw(st.lists(st.sampled_from([each.slug for each in stages]), max_size=15)):
        before = office.case
        allowed = {each.slug for each in next_steps(stages, before.stage)}
        try:
            after = office.do(wanted, **WHOLE)
        except Rejected:
            assert office.case == before
            assert wanted not in allowed or before.state is State.ANSWERED
        else:
            assert wanted in allowed or wanted == before.stage
            assert after.stage == wanted
    assert office.case.state is State.ANSWERED or next_steps(stages, office.case.stage)


def test_a_line_of_steps_goes_forward_as_ever() -> None:
    stages = tuple(replace(each, after=()) for each in CATALOG.categories[PICK_UP].stages)
    assert next_steps(stages, stages[2].slug) == stages[3:]
