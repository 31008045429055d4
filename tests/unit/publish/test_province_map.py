"""The map of answered cases: where things lie, how large they are drawn, and whose ground it is today."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.publish.domain.province_map import (
    LARGEST,
    LETTER,
    LINE,
    MOST_LABELS,
    SMALLEST,
    WIDTH,
    of_today,
    province_map,
)
from services.routing.catalog.load import load

#: The sea is in the east, the mountains are in the west.
AREAS: dict[str, dict[str, Any]] = {
    "dong": {"name": "Phường Đông", "latitude": 13.8, "longitude": 109.2, "km2": 25},
    "tay": {"name": "Xã Tây", "latitude": 13.8, "longitude": 107.6, "km2": 400},
    "bac": {"name": "Xã Bắc", "latitude": 14.6, "longitude": 108.4, "km2": 100},
    "cu": {"name": "Xã Cũ", "successors": ["vua-cu"]},
    "vua-cu": {"name": "Xã Vừa Cũ", "successors": ["tay", "dong"]},
    "tinh": {"name": "Tỉnh"},
}
GIALAI = {each["code"]: each for each in load("deploy/data/gialai")["areas"]}


def drawn(counts: dict[str, int]) -> Any:
    found = province_map(AREAS, counts)
    assert found
    return found


def test_north_is_up_and_west_is_left() -> None:
    east, west, north = drawn({"dong": 3, "tay": 2, "bac": 1}).spots
    assert west.disc.x < north.disc.x < east.disc.x
    assert north.disc.y < west.disc.y == east.disc.y


def test_a_kilometre_is_as_long_in_each_direction() -> None:
    """Four degrees of longitude there are 86 km less than four of latitude; a map that forgets it is stretched."""
    east, west, north = (each.disc for each in drawn({"dong": 3, "tay": 2, "bac": 1}).spots)
    km_across, km_up = 1.6 * 111.2 * 0.970, 0.8 * 111.2  # the cosine of 14.2 degrees
    assert (east.x - west.x) / km_across == pytest.approx((west.y - north.y) / km_up, rel=0.01)


def test_ground_is_as_large_as_it_is_and_cases_as_many_as_they_are() -> None:
    found = drawn({"dong": 100, "tay": 25})
    ward, commune, _ = found.ground
    assert commune.radius / ward.radius == pytest.approx(4, rel=0.01)  # sixteen times the ground
    most, fewer = (each.disc.radius for each in found.spots)
    assert (most, fewer) == (LARGEST, pytest.approx(SMALLEST + (LARGEST - SMALLEST) / 2, abs=0.1))


def test_the_cases_of_a_unit_that_is_gone_count_where_its_ground_is_now() -> None:
    assert of_today(AREAS, {"cu": 2, "vua-cu": 3, "tay": 1, "khong-co": 9, "bac": 0}) == {"tay": 6}


def test_units_that_follow_each_other_in_a_circle_hang_nothing_up() -> None:
    circle = {"a": {"name": "A", "successors": ["b"]}, "b": {"name": "B", "successors": ["a"]}}
    assert sum(of_today(circle, {"a": 1}).values()) == 1


def test_a_catalogue_that_does_not_say_where_anything_lies_has_no_map() -> None:
    assert province_map({"tinh": {"name": "Tỉnh"}}, {"tinh": 5}) is None


@given(st.dictionaries(st.sampled_from(sorted(GIALAI)), st.integers(0, 10**6)))
def test_names_never_lie_upon_each_other_nor_leave_the_picture(counts: dict[str, int]) -> None:
    found = province_map(GIALAI, counts)
    assert found
    for spot in found.spots:
        assert 0 <= spot.disc.x <= WIDTH and 0 <= spot.disc.y <= found.height
        assert SMALLEST <= spot.disc.radius <= LARGEST
    boxes = [_box(each) for each in found.spots if each.label]
    assert len(boxes) <= MOST_LABELS
    assert all(left >= 0 and right <= WIDTH for left, right, _ in boxes)
    for one, other in combinations(boxes, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or abs(one[2] - other[2]) >= LINE - 0.2, (one, other)
    assert sum(each.count for each in found.spots) == sum(of_today(GIALAI, counts).values()) - _unplaced(counts)


def _unplaced(counts: dict[str, int]) -> int:
    today = of_today(GIALAI, counts)
    return sum(count for code, count in today.items() if "latitude" not in GIALAI[code])


def _box(spot: Any) -> tuple[float, float, float]:
    """Return where a name begins, where it ends, and on which line it stands."""
    length = len(spot.label) * LETTER
    left = spot.text_x if spot.anchor == "start" else spot.text_x - length
    return round(left, 1), round(left + length, 1), spot.text_y
