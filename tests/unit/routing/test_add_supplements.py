"""What citizens add reaches the agency that works on the case, once, whatever comes twice or too early."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.clock import FixedClock
from services.kit.failures import Rejected, Retryable
from services.kit.web.links import check
from services.routing.usecases.act_on_case import ActOnCase
from services.routing.usecases.add_supplements import AddSupplements
from services.routing.usecases.requests import Accept, Reassign, Return
from services.routing.usecases.route_cases import RouteCases
from tests.unit.routing.builders import NOON, OPERATOR, PHOTO, code, officer, received, supplemented
from tests.unit.routing.catalogs import HEALTH, LOCAL, snapshot
from tests.unit.routing.fakes import MemoryCases, MemoryCatalogs
from tests.unit.routing.links import KEY, LINKS


class Desk:
    """Two cases at the ward."""

    def __init__(self) -> None:
        self.cases, self.catalogs, self.clock = MemoryCases(), MemoryCatalogs(snapshot()), FixedClock(NOON)
        RouteCases(self.cases, self.catalogs, self.clock, LINKS)([received(1), received(2)])
        self.cases.events.clear()
        self.add = AddSupplements(self.cases, LINKS, self.catalogs)
        self.act = ActOnCase(self.cases, self.catalogs, self.clock, LINKS)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_agency_is_told_what_was_added(desk: Desk) -> None:
    desk.add([supplemented(1, 1, attachments=(PHOTO,))])
    (told,) = desk.cases.told("supplement.routed")
    assert (told.code, told.agency, told.assignment, told.number) == (code(1), LOCAL, 1, 1)
    assert told.text.startswith("Bổ sung lần 1")
    assert told.attachments[0].ends_at - told.added_at == timedelta(days=30)


def test_the_link_opens_this_file_for_this_agency_only(desk: Desk) -> None:
    desk.add([supplemented(1, 1, attachments=(PHOTO,))])
    url = desk.cases.told("supplement.routed")[0].attachments[0].url
    path, _, query = url.removeprefix("https://intake.test").partition("?")
    given_ = dict(part.split("=") for part in query.split("&"))
    assert path == f"/tep/{PHOTO.id}/xem"
    check(path, KEY, holder=LOCAL, ends=given_["den"], signature=given_["ky"], now=NOON)
    for wrong in ({"holder": HEALTH}, {"ends": str(int(given_["den"]) + 1)}, {"signature": "0" * 40}):
        asked = {"holder": LOCAL, "ends": given_["den"], "signature": given_["ky"], **wrong}
        with pytest.raises(Rejected, match="link-not-valid"):
            check(path, KEY, now=NOON, **asked)
    with pytest.raises(Rejected, match="link-ended"):
        check(path, KEY, holder=LOCAL, ends=given_["den"], signature=given_["ky"], now=NOON + timedelta(days=31))


@given(
    order=st.permutations([(1, 1), (1, 2), (1, 3), (2, 1)]),
    cuts=st.lists(st.integers(1, 7), max_size=3),
)
def test_any_order_and_any_repetition_tells_each_addition_once(order: list[tuple[int, int]], cuts: list[int]) -> None:
    desk = Desk()
    events = [supplemented(*each) for each in (*order, *order)]
    edges = [0, *sorted(cuts), len(events)]
    for first, last in pairwise(edges):
        desk.add(events[first:last])
    told = [(each.code, each.number) for each in desk.cases.told("supplement.routed")]
    assert sorted(told) == sorted((code(case), number) for case, number in order)
    assert {each.number for each in desk.cases.by_code[code(1)].additions} == {1, 2, 3}


def test_an_addition_that_overtakes_its_case_comes_again_later(desk: Desk) -> None:
    with pytest.raises(Retryable):
        desk.add([supplemented(3, 1), supplemented(1, 1)])
    assert len(desk.cases.told("supplement.routed")) == 1, "the others do not wait for it"
    RouteCases(desk.cases, desk.catalogs, desk.clock, LINKS)([received(3)])
    desk.add([supplemented(3, 1), supplemented(1, 1)])
    assert len(desk.cases.told("supplement.routed")) == 2


def test_it_changes_neither_state_nor_deadline(desk: Desk) -> None:
    desk.act(code(1), Accept(), officer())
    before = desk.cases.by_code[code(1)]
    desk.add([supplemented(1, 1)])
    after = desk.cases.by_code[code(1)]
    assert (after.state, after.current, after.answer) == (before.state, before.current, before.answer)


def test_the_next_agency_gets_what_was_added_before(desk: Desk) -> None:
    desk.add([supplemented(1, 1)])
    desk.act(code(1), Return("Không thuộc thẩm quyền."), officer())
    desk.add([supplemented(1, 2)])
    assert len(desk.cases.told("supplement.routed")) == 1, "the centre reads it at the desk"
    desk.act(code(1), Reassign(HEALTH), OPERATOR)
    told = [(each.agency, each.number) for each in desk.cases.told("supplement.routed")]
    assert told == [(LOCAL, 1), (HEALTH, 1), (HEALTH, 2)]
    assert len({event.id for event in desk.cases.events}) == len(desk.cases.events)
