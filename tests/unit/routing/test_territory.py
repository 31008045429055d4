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
