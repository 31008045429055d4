"""The map in time: what an old area is today."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.routing.domain.term import Term
from services.routing.domain.territory import Area, Territory

FIRST, LAST, NEW = date(2021, 5, 17), date(2025, 6, 30), date(2025, 7, 1)


def area(code: str, **facts: Any) -> Area:
    old = code.startswith("o-")
    term = Term(FIRST, LAST) if old else Term(NEW)
    return Area(**{"code": code, "name": code, "parent": None, "successors": (), "agency": None, "term": term, **facts})


AREAS = {
    each.code: each
    for each in (
        area("tinh", agency="centre"),
        area("xa-a", parent="tinh", agency="ubnd-a"),
        area("xa-b", parent="tinh", agency="ubnd-b"),
        area("xa-c", parent="tinh"),
        area("o-tinh", agency="centre", successors=("tinh",)),
        area("o-huyen", parent="o-tinh", agency="ubnd-huyen", successors=("xa-a", "xa-b")),
        area("o-xa-1", parent="o-huyen", agency="ubnd-huyen", successors=("xa-b",)),
        area("o-xa-2", parent="o-huyen", agency="ubnd-huyen", successors=("xa-a", "xa-b")),
        area("o-mot", parent="o-tinh", agency="ubnd-mot", successors=("xa-b",)),
        area("o-mot-xa", parent="o-mot", successors=("xa-b",)),
        area("o-mat", successors=()),
        area("o-vong-1", successors=("o-vong-2",)),
        area("o-vong-2", successors=("o-vong-1",)),
        area("o-nua", successors=("xa-a", "khong-co")),
        area("o-nua-xa", parent="o-nua", successors=("khong-co",)),
    )
}


@pytest.mark.parametrize(
    ("code", "day", "name", "agency"),
    [
        ("o-xa-1", LAST, "o-xa-1", "ubnd-huyen"),  # as it was until the last evening
        ("o-xa-1", NEW, "xa-b", "ubnd-b"),
        ("o-xa-2", NEW, "xa-a", "ubnd-a"),  # divided, but nothing below it: whoever took most
        ("o-huyen", NEW, "tinh", "centre"),  # a district among communes: nobody can say which
        ("o-mot", NEW, "xa-b", "ubnd-b"),  # a district that went to one commune is that commune
        ("o-tinh", NEW, "tinh", "centre"),
        ("xa-c", NEW, "xa-c", "centre"),  # nobody of its own: the nearest above
        ("o-nua", NEW, "xa-a", "ubnd-a"),  # a successor that is not in the catalogue counts for nothing
    ],
)
def test_an_area_is_what_became_of_it(code: str, day: date, name: str, agency: str) -> None:
    place = Territory(AREAS, day).place(code)
    assert place and (place.name, place.agency) == (name, agency)


@pytest.mark.parametrize("code", [None, "khong-co", "o-mat", "o-vong-1", "o-nua-xa"])
def test_what_leads_nowhere_is_no_place(code: str | None) -> None:
    assert Territory(AREAS, NEW).place(code) is None


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ("xa-a", None),
        ("o-xa-1", "o-xa-1 nay thuộc xa-b"),
        ("o-huyen", "o-huyen nay chia cho 2 đơn vị của tinh"),
    ],
)
def test_the_note_says_what_happened(code: str, note: str | None) -> None:
    place = Territory(AREAS, NEW).place(code)
    assert place and place.note == note


def test_a_unit_that_is_yet_to_come_is_no_place() -> None:
    assert Territory(AREAS, LAST).place("xa-a") is None


@pytest.mark.parametrize(
    ("code", "day", "called"),
    [
        ("xa-a", NEW, "xa-a tinh o-huyen o-xa-2 o-tinh o-nua"),  # by all that its ground has ever been part of
        ("xa-b", NEW, "xa-b tinh o-huyen o-xa-1 o-xa-2 o-mot o-mot-xa o-tinh"),
        ("xa-c", NEW, "xa-c tinh"),  # ground that was nobody's before: the old province is not the whole new one
        ("tinh", NEW, "tinh"),
        ("o-huyen", NEW, "tinh o-huyen o-tinh"),  # the district is no place any more, and still is what was said
        ("o-xa-1", NEW, "xa-b tinh o-huyen o-xa-1 o-xa-2 o-mot o-mot-xa o-tinh"),
        ("o-xa-1", LAST, "o-xa-1 o-huyen o-tinh"),  # nothing of it is gone yet, and what comes is not there
    ],
)
def test_a_place_is_called_by_the_names_of_both_maps(code: str, day: date, called: str) -> None:
    place = Territory(AREAS, day).place(code)
    assert place and place.codes == set(called.split())


def test_a_unit_that_left_a_district_which_stays_is_not_in_it_any_more() -> None:
    stays = {
        "huyen": area("huyen", term=Term(FIRST)),
        "khac": area("khac", term=Term(FIRST)),
        "o-xa": area("o-xa", parent="huyen", successors=("xa",)),
        "xa": area("xa", parent="khac"),
    }
    place = Territory(stays, NEW).place("o-xa")
    assert place and place.codes == {"xa", "khac", "o-xa"}


def test_all_that_is_one_place_today_is_known_by_any_of_its_codes() -> None:
    today = Territory(AREAS, NEW)
    assert set(today.same_as("o-xa-1")) == {"xa-b", "o-xa-1", "o-mot", "o-mot-xa"} == set(today.same_as("xa-b"))
    assert today.same_as("o-mat") == today.same_as(None) == ()
