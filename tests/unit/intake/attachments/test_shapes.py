"""Plain geometry, checked against what cannot be otherwise."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.files.shapes import areas, content, hull, smallest_rectangle

WHOLE = st.integers(-50, 50)
POINTS = st.lists(st.tuples(WHOLE, WHOLE), min_size=3, max_size=40, unique=True)


def mask(*rows: str) -> tuple[bytes, int]:
    """Return rows of `#` and `.` as a mask with its width."""
    return bytes(255 * (sign == "#") for sign in "".join(rows)), len(rows[0])


@pytest.mark.parametrize(
    ("rows", "sizes"),
    [
        (("....", "...."), []),
        (("####", "####"), [8]),
        (("#..#", "#..#"), [2, 2]),
        (("#.#", "#.#", "###"), [7]),  # two arms that meet below
        (("###", "#.#", "#.#"), [7]),
        (("#..", ".#.", "..#"), [1, 1, 1]),  # corners do not touch
        (("#.#.#", "#####"), [8]),
        (("##", ".#", "##", "#.", "##"), [8]),  # a winding path
    ],
)
def test_areas_hang_together_by_sides(rows: tuple[str, ...], sizes: list[int]) -> None:
    assert sorted(each.size for each in areas(*mask(*rows), 1)) == sizes


def test_small_areas_are_left_out() -> None:
    assert [each.size for each in areas(*mask("#.##", "..##"), 2)] == [4]


@given(st.integers(1, 12), st.integers(1, 12), st.data())
def test_no_pixel_is_lost_or_counted_twice(width: int, height: int, data: st.DataObject) -> None:
    pixels = data.draw(st.binary(min_size=width * height, max_size=width * height))
    cut = bytes(255 * (value > 127) for value in pixels)
    assert sum(each.size for each in areas(cut, width, 1)) == cut.count(255)


@given(POINTS)
def test_a_hull_is_convex_and_holds_every_point(points: list[tuple[int, int]]) -> None:
    corners = hull(points)
    assert set(corners) <= set(points)
    sides = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    for x, y in points if len(corners) > 2 else ():
        assert all((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) >= 0 for (x1, y1), (x2, y2) in sides)


@given(POINTS)
def test_the_smallest_rectangle_is_not_smaller_than_the_hull_nor_larger_than_the_upright_one(points: list) -> None:
    corners = hull(points)
    around = smallest_rectangle(corners)
    assert around is not None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    upright = (max(xs) - min(xs)) * (max(ys) - min(ys))
    assert content(corners) <= around.long * around.short + 1e-6
    assert around.long * around.short <= upright + 1e-6
    assert around.long >= around.short


@given(st.floats(0, 2 * math.pi), st.integers(20, 200), st.integers(5, 19))
def test_a_turned_rectangle_is_found_as_it_is(angle: float, long: int, short: int) -> None:
    cos, sin = math.cos(angle), math.sin(angle)
    box = ((0, 0), (long, 0), (long, short), (0, short))
    around = smallest_rectangle(hull([(x * cos - y * sin, x * sin + y * cos) for x, y in box]))
    assert around is not None
    assert (around.long, around.short) == (pytest.approx(long), pytest.approx(short))
    (x1, y1), (x2, y2) = around.corners[:2]
    assert math.hypot(x2 - x1, y2 - y1) == pytest.approx(long), "the first side is a long one"
    assert content(around.corners) == pytest.approx(long * short)


def test_nothing_has_no_rectangle() -> None:
    assert smallest_rectangle(hull([])) is None
