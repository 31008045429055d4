"""The first of many reports is taken back: the others still get their answer, whoever dies when."""

from __future__ import annotations

import pytest

from services.routing.domain.case import State
from services.routing.usecases.requests import Merge, Reassign
from tests.unit.routing.builders import LOCAL, OPERATOR, code, withdrawal
from tests.unit.routing.merging.centre import FIXED, WARD, Centre
from tests.unit.routing.merging.fakes import Died


def test_the_next_in_line_leads_the_others_from_the_centre() -> None:
    centre = Centre(4)
    centre.join(2, 3, 4)
    centre.settle()
    centre.withdraw([withdrawal(1)])
    centre.settle()
    assert (centre.case(2).state, centre.case(2).followers) == (State.TRIAGE, (code(3), code(4)))
    assert [centre.case(n).merged_into for n in (3, 4)] == [code(2)] * 2
    assert (centre.case(1).followers, centre.case(1).merged_into) == ((), code(2))
    centre.do(2, Reassign(LOCAL), OPERATOR)
    centre.do(2, FIXED, WARD)
    centre.settle()
    assert centre.answers() == [code(2), code(3), code(4)]


def test_a_follower_that_is_taken_back_gets_no_answer_and_holds_up_nobody() -> None:
    centre = Centre(3)
    centre.join(2, 3)
    centre.settle()
    centre.withdraw([withdrawal(2)])
    centre.do(1, FIXED, WARD)
    centre.settle()
    assert centre.answers() == [code(1), code(3)]
    assert centre.case(2).state is State.WITHDRAWN


def test_nobody_joins_what_was_taken_back() -> None:
    centre = Centre(2)
    centre.withdraw([withdrawal(1)])
    assert centre.refuses(2, Merge(code(1))) == "primary-withdrawn"


def test_the_heir_may_be_taken_back_too() -> None:
    centre = Centre(3)
    centre.join(2, 3)
    centre.settle()
    centre.withdraw([withdrawal(1)])
    centre.withdraw([withdrawal(2)])
    centre.settle()
    assert (centre.case(3).state, centre.case(3).merged_into) == (State.TRIAGE, None)


@pytest.mark.parametrize("after_write", [False, True], ids=["before the write", "after it"])
@pytest.mark.parametrize("write", range(1, 8))
def test_whoever_dies_when_all_go_on_together(write: int, after_write: bool) -> None:
    centre = Centre(4)
    centre.join(2, 3, 4)
    centre.settle()
    centre.cases.writes, centre.cases.dies_at, centre.cases.after_write = 0, write, after_write
    for _ in range(2):
        try:
            centre.withdraw([withdrawal(1)])
            centre.settle()
        except Died:
            continue
    assert centre.case(2).state is State.TRIAGE and centre.case(2).followers == (code(3), code(4))
    told = [each.code for each in centre.told("case.withdrawn")]
    assert told == [code(1)] and len({each.id for each in centre.cases.events}) == len(centre.cases.events)
