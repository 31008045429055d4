"""Filing for a caller and answering at once: one case, one answer, whatever is killed and whatever is sent twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.kit.clock import FixedClock
from services.routing.domain.policies import Actor
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.calls import AtOnce, FileForCaller, Filing, HotlineAway, KeepPromises, WatchLine
from services.routing.usecases.requests import Reassign
from tests.unit.routing.builders import NOON, received
from tests.unit.routing.catalogs import LOCAL
from tests.unit.routing.site import DeskSite
from tests.unit.routing.telephone.fakes import AN, MemoryExtensions, MemoryHotline, MemoryPromises, ringing

OPERATOR = Actor("desk:truc-01", None, "operator")
ANSWER = AtOnce("Xin gọi 115 nếu khẩn cấp; trạm y tế phường mở cửa từ 7 giờ đến 17 giờ.", "explained")
WORDS = Filing(call="c-1", matter=1, text="Trạm y tế mở cửa lúc nào?", category="y-te", kind="question")


class Desk:
    """Filing and keeping promises on memory; the case arrives when a test says so."""

    def __init__(self) -> None:
        self.site, self.hotline, self.promises = DeskSite(), MemoryHotline(), MemoryPromises()
        self.clock = FixedClock(NOON)
        app = self.site.application
        act = ActOnCase(self.site.cases, app.catalogs, self.clock, app.links)
        self.file = FileForCaller(self.hotline, self.promises, self.clock)
        self.keep = KeepPromises(self.promises, self.site.cases, act, self.clock)
        self.act = act

    def arrive(self, code: str) -> None:
        """Let the case come, as intake tells of it: without a category, because an operator answers it."""
        event = received(code=code, category=None, doubts=("answered-by-operator",), channel="hotline")
        self.site.application.route_cases([event])

    def turn(self) -> bool:
        """One turn, a little later."""
        self.clock.at += timedelta(seconds=3)
        return self.keep()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_answer_waits_for_the_case_and_closes_it_with_its_category(desk: Desk) -> None:
    receipt = desk.file(WORDS, ANSWER, "truc-01", OPERATOR)
    assert desk.hotline.filed["c-1", 1][0].keep
    desk.turn()
    assert desk.promises.of_case(receipt.code) == "waiting"
    desk.arrive(receipt.code)
    desk.turn()
    case = desk.site.cases.by_code[receipt.code]
    assert (case.state.value, case.category) == ("answered", "y-te")
    assert case.answer
    assert (case.answer.text, case.answer.by) == (ANSWER.text, "desk:truc-01")
    assert desk.promises.of_case(receipt.code) == "given"
    assert not desk.turn()


def test_killed_between_its_steps_it_goes_on_and_nothing_is_done_twice(desk: Desk) -> None:
    receipt = desk.file(WORDS, ANSWER, "truc-01", OPERATOR)
    desk.arrive(receipt.code)
    kept = desk.promises.given
    desk.promises.given = lambda code, now: None  # type: ignore[method-assign]  # killed before it is noted
    desk.turn()
    entries = len(desk.site.cases.by_code[receipt.code].history)
    desk.promises.given = kept  # type: ignore[method-assign]
    desk.turn()
    assert len(desk.site.cases.by_code[receipt.code].history) == entries
    assert desk.promises.of_case(receipt.code) == "given"


def test_what_cannot_be_answered_any_more_says_why(desk: Desk) -> None:
    receipt = desk.file(WORDS, ANSWER, "truc-01", OPERATOR)
    desk.arrive(receipt.code)
    desk.act(receipt.code, Reassign(LOCAL), OPERATOR)  # a colleague was quicker
    desk.turn()
    assert desk.promises.of_case(receipt.code) not in ("given", "waiting")
    assert desk.site.cases.by_code[receipt.code].answer is None


def test_sent_twice_it_is_one_case_and_the_first_answer_counts(desk: Desk) -> None:
    first = desk.file(WORDS, ANSWER, "truc-01", OPERATOR)
    second = desk.file(WORDS, replace(ANSWER, text="Khác"), "truc-01", OPERATOR)
    assert (first.code, first.again, second.again) == (second.code, False, True)
    assert desk.promises.kept[first.code].text == ANSWER.text


def test_without_an_answer_nothing_is_promised_and_the_rules_decide(desk: Desk) -> None:
    receipt = desk.file(WORDS, None, "truc-01", OPERATOR)
    assert not desk.hotline.filed["c-1", 1][0].keep
    assert desk.promises.of_case(receipt.code) is None


def test_while_the_hotline_is_away_nothing_is_promised(desk: Desk) -> None:
    desk.hotline.away = True
    with pytest.raises(HotlineAway):
        desk.file(WORDS, ANSWER, "truc-01", OPERATOR)
    assert desk.promises.kept == {}


@pytest.mark.parametrize(
    ("state", "at", "mine", "sees"),
    [
        ("ringing", None, "101", False),  # nobody has taken it
        ("ringing", "101", "101", False),  # it rings at my telephone
        ("answered", "101", "101", True),
        ("answered", "102", "101", False),  # a colleague has it
        ("answered", None, None, False),  # two that are not known are not the same
        ("over", "101", "101", False),
    ],
)
def test_a_number_is_asked_for_by_whoever_has_taken_the_call(
    state: str, at: str | None, mine: str | None, sees: bool
) -> None:
    hotline, extensions = MemoryHotline(), MemoryExtensions()
    hotline.calls = [ringing(state=state, extension=at)]
    if mine:
        extensions.put("truc-01", mine, NOON)
    line = WatchLine(hotline, extensions)("truc-01")
    assert bool(line.mine) is sees
    assert hotline.asked == ([("truc-01", "pbx:1")] if sees else [])
    assert [each.number == AN for each in line.others] == [False] * (not sees)
