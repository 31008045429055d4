"""The same matter is recognised in other words; another is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.text import fold
from services.routing.domain.file import Place
from services.routing.domain.grid import SIDE, cell_of, cells_around
from services.routing.domain.likeness import Reach, Report, likeness, metres, text_likeness, words_of
from services.routing.usecases.merging import FindDuplicates
from tests.unit.routing.builders import NOON, code, received
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.merging.centre import Centre
from tests.unit.routing.merging.fakes import MemoryNeighbours

REACH = Reach()
SAME = "Đèn đường trước chợ hỏng đã ba ngày, tối quá."
HERE = Place(latitude=13.98, longitude=108.0)


def report(text: str, **facts: Any) -> Report:
    given_ = {"category": "ha-tang.chieu-sang", "area": "23575", "place": None, "at": NOON, **facts}
    return Report(code="x", title="", text=text, address=None, **given_)


def alike(one: Report, other: Report) -> Any:
    return likeness(one, other, (words_of(one, fold), words_of(other, fold)), REACH)


def north(distance: float) -> Place:
    return Place(latitude=HERE.latitude + distance / 111_195, longitude=HERE.longitude)


@pytest.mark.parametrize(
    ("one", "other", "likely"),
    [
        (report(SAME), report("den duong truoc cho hong, toi qua"), True),  # typed without marks
        (report(SAME), report("Đèn trước chợ không sáng mấy hôm nay, tối quá"), True),
        (report(SAME), report("đèn trước chợ hỏng"), True),  # short
        (report(SAME), report(SAME, area="23563"), False),
        (report(SAME), report(SAME, at=NOON + timedelta(days=31)), False),
        (report(SAME), report(SAME, at=NOON - timedelta(days=20)), True),
        (report(SAME), report("Con đường này ngập nước mỗi khi mưa lớn", category="ha-tang.thoat-nuoc"), False),
        (report(SAME), report("Cây đổ chắn lối đi", category="ha-tang.cay-xanh"), False),
        (report(SAME), report("hỏng"), False),  # one common word says nothing
        (report(SAME), report(""), False),
        (report(SAME), report(SAME, area=None, category=None), True),
        (report(SAME, place=HERE), report(SAME, place=north(250), area="23563"), True),  # across the border of a ward
        (report(SAME, place=HERE), report(SAME, place=north(2_500)), False),  # same ward, another street
        (report(SAME), report(SAME, category="y-te"), False),
    ],
)
def test_what_is_one_matter(one: Report, other: Report, likely: bool) -> None:
    assert (alike(one, other).score >= REACH.likely) is likely


def test_the_reasons_are_said_in_words() -> None:
    found = alike(report(SAME, place=HERE), report(SAME, place=north(120), at=NOON - timedelta(days=2)))
    assert [each.vi for each in found.why] == ["cách nhau 120 m", "cùng lĩnh vực", "lời kể giống 100%", "cách 2 ngày"]
    assert all(each.en for each in found.why)


REPORTS = st.builds(
    report,
    st.text("đen uong hi tam cho", max_size=80),
    area=st.sampled_from([None, "23575", "23563"]),
    category=st.sampled_from([None, "ha-tang.chieu-sang", "ha-tang.thoat-nuoc", "y-te"]),
    place=st.none()
    | st.builds(lambda n, e: Place(latitude=n, longitude=e), st.floats(13, 14.5), st.floats(107.5, 109.3)),
    at=st.integers(-60, 60).map(lambda days: NOON + timedelta(days=days)),
)


@given(REPORTS, REPORTS)
def test_likeness_is_mutual_and_from_nought_to_one(one: Report, other: Report) -> None:
    assert alike(one, other) == alike(other, one)
    assert 0 <= alike(one, other).score <= 1


@given(st.text(min_size=1, max_size=80))
def test_whoever_says_the_same_at_the_same_place_is_most_alike(text: str) -> None:
    words = words_of(report(text), fold)
    assert text_likeness(words, words) == (1.0 if words else 0.0)


@given(REPORTS, REPORTS, st.text("abc đe", max_size=20))
def test_a_word_more_in_common_never_makes_texts_less_alike_than_a_word_more_apart(
    one: Report, other: Report, more: str
) -> None:
    first, second, extra = (words_of(each, fold) for each in (one, other, report(more)))
    assert text_likeness(first | extra, second | extra) >= text_likeness(first | extra, second - extra) - 1e-9


@given(st.floats(8, 23), st.floats(102, 110), st.floats(-SIDE, SIDE), st.floats(-SIDE, SIDE))
def test_what_lies_nearer_than_a_square_is_in_one_of_the_nine(n: float, e: float, up: float, right: float) -> None:
    here, there = Place(latitude=n, longitude=e), Place(latitude=n + up * 0.99, longitude=e + right * 0.99)
    assert cell_of(there) in cells_around(here)


def test_a_square_is_wider_than_the_reach() -> None:
    east = Place(latitude=HERE.latitude, longitude=HERE.longitude + SIDE)
    assert metres(HERE, east) > REACH.metres and metres(HERE, north(300)) == pytest.approx(300, rel=0.01)


def test_the_most_alike_comes_first_and_the_case_itself_is_not_among_them() -> None:
    centre = Centre(1, text=SAME)
    centre.route(
        [
            received(2, text="Đèn trước chợ hỏng, tối quá."),
            received(3, text=SAME),
            received(4, text="Vỉa hè bị chiếm.", title="Vỉa hè", category="ha-tang.cay-xanh"),
            received(5, area="2021-23575", text=SAME),
        ]
    )
    neighbours = MemoryNeighbours(centre.cases)
    find = FindDuplicates(neighbours, centre.catalogs, centre.clock)
    assert [each.report.code for each in find.of(centre.case(1))] == [code(3), code(5), code(2)]
    (asked,) = neighbours.asked
    assert set(asked.areas) == {"23575", "2021-622", "2021-23575"}
    assert set(asked.categories) == {each["slug"] for each in snapshot()["categories"] if "ha-tang" in each["slug"]}
