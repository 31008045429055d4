"""One answer reaches everybody who follows, each once, whoever dies when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.routing.domain.case import State
from services.routing.usecases.requests import Answer, Merge
from tests.unit.routing.builders import LOCAL, NOON, SHIFT_LEAD, code
from tests.unit.routing.merging.centre import FIXED, WARD, Centre
from tests.unit.routing.merging.fakes import Died
from tests.unit.routing.merging.test_joining import rated


def test_one_answer_reaches_everybody_once_under_their_own_code() -> None:
    centre = Centre()
    centre.join(2, 3)
    centre.settle()
    centre.do(1, FIXED, WARD)
    centre.settle()
    centre.settle()
    told = {each.code: each for each in centre.told("case.answered")}
    assert centre.answers() == [code(1), code(2), code(3)]
    assert {(each.answer, each.proof, each.agency) for each in told.values()} == {(FIXED.text, FIXED.proof, LOCAL)}
    assert [told[code(n)].merged_into for n in (1, 2, 3)] == [None, code(1), code(1)]
    assert centre.case(4).state is State.ROUTED
    assert centre.case(1).told_followers == 2 and centre.case(2).current.agency == LOCAL


def test_joining_an_answered_case_answers_at_once() -> None:
    centre = Centre()
    centre.do(1, FIXED, WARD)
    centre.clock.at = NOON + timedelta(minutes=5)
    centre.join(2)
    centre.settle()
    answer = centre.case(2).answer
    assert answer and (answer.text, answer.at) == (FIXED.text, NOON + timedelta(minutes=5))


def test_an_answer_that_comes_before_the_primary_knows_its_followers_reaches_them_all() -> None:
    centre = Centre()
    centre.join(2, 3)
    centre.do(1, FIXED, WARD)
    centre.settle()
    assert centre.answers() == [code(1), code(2), code(3)]
    assert centre.case(1).followers == (code(2), code(3))


def test_whether_a_follower_was_answered_in_time_its_own_clock_says() -> None:
    centre = Centre()
    centre.join(2)
    due = centre.case(2).current.due_at
    centre.clock.at = due + timedelta(seconds=1)
    centre.do(1, FIXED, WARD)
    centre.clock.at = due + timedelta(hours=3)  # the sweep was late: nobody's fault who answered
    centre.settle()
    answers = [centre.case(n).answer for n in (1, 2)]
    assert [each and (each.on_time, each.at) for each in answers] == [(False, due + timedelta(seconds=1))] * 2


def test_more_followers_than_a_page_are_answered() -> None:
    centre = Centre(450)
    centre.join(*range(2, 451))
    centre.do(1, FIXED, WARD)
    centre.settle()
    assert centre.answers() == [code(n) for n in range(1, 451)]
    assert centre.case(1).told_followers == len(centre.case(1).followers) == 449


def test_only_the_citizen_who_is_not_content_gets_another_look() -> None:
    centre = Centre()
    centre.join(2, 3)
    centre.do(1, FIXED, WARD)
    centre.settle()
    answer = centre.case(2).answer
    assert answer
    centre.rate([rated(2, answer.at)])
    centre.settle()
    assert (centre.case(2).state, centre.case(2).merged_into) == (State.REOPENED, None)
    assert [centre.case(n).state for n in (1, 3)] == [State.ANSWERED] * 2


def test_when_the_main_case_is_opened_again_who_has_the_answer_is_not_told_twice() -> None:
    centre = Centre(5)
    centre.join(2, 3)
    centre.do(1, FIXED, WARD)
    centre.settle()
    answer = centre.case(1).answer
    assert answer
    centre.rate([rated(1, answer.at)])
    centre.do(4, Merge(code(1)))
    centre.settle()
    centre.do(1, Answer("Đã thay cả dây.", "fixed", proof="BB 13"), SHIFT_LEAD)
    centre.settle()
    assert centre.answers() == [code(1), code(1), code(2), code(3), code(4)]
    second = [each.answer for each in centre.told("case.answered") if each.code == code(4)]
    assert second == ["Đã thay cả dây."]


@pytest.mark.parametrize("after_write", [False, True])
@pytest.mark.parametrize("dies_at", range(1, 24))
def test_whoever_dies_in_between_everybody_gets_the_answer_once(dies_at: int, after_write: bool) -> None:
    centre = Centre(6)
    centre.cases.dies_at, centre.cases.after_write = dies_at, after_write

    def story() -> None:
        for number in (2, 3, 4):
            centre.do(number, Merge(code(1)), key=f"join-{number}")
        centre.turn()
        centre.do(5, Merge(code(1)), key="late")
        centre.do(1, Merge(code(6)), key="all")
        centre.turn()
        centre.do(6, FIXED, WARD, key="answer")
        centre.settle()

    for _ in range(3):
        try:
            story()
        except Died:
            continue
    assert centre.answers() == [code(n) for n in range(1, 7)]
    assert len({each.id for each in centre.cases.events}) == len(centre.cases.events)


def test_two_processes_at_once_tell_nobody_twice() -> None:
    centre = Centre(30)
    centre.join(*range(2, 31))
    centre.do(1, FIXED, WARD)
    other = centre.another_process()
    while centre.turn() or other():
        pass
    assert centre.answers() == [code(n) for n in range(1, 31)]


def test_a_heap_that_cannot_be_settled_stops_no_other() -> None:
    centre = Centre(4)
    centre.join(2, into=1)
    centre.join(4, into=3)
    del centre.cases.by_code[code(1)]
    centre.do(3, FIXED, WARD)
    centre.settle()
    assert centre.answers() == [code(3), code(4)]
