"""What a citizen may choose on a given day."""

from datetime import date

import pytest

from services.intake.domain.reference import reference
from services.intake.web.choices import area_groups, category_groups
from tests.unit.intake.fakes import CATALOG

TODAY = reference(CATALOG, date(2026, 11, 30))


def test_only_leaves_in_force_may_be_chosen() -> None:
    assert list(TODAY.categories) == [
        "ha-tang.chieu-sang",
        "ha-tang.giao-thong",
        "buu-chinh.nhan-ho-so",
        "buu-chinh.phan-anh",
    ]
    assert list(TODAY.areas) == ["23575", "21553", "23938"]


def test_the_old_map_holds_until_its_last_day() -> None:
    assert list(reference(CATALOG, date(2025, 6, 30)).areas) == ["2021-622"]


@pytest.mark.parametrize(
    ("category", "area", "slugs"),
    [
        (None, None, []),  # the centre decides
        ("ha-tang.giao-thong", "23575", []),
        ("ha-tang", None, ["unknown-category"]),  # a group is no category
        ("ha-tang.cu", None, ["unknown-category"]),  # no longer in force
        ("khong-co", "2021-622", ["unknown-category", "unknown-area"]),  # both wrong, both told
    ],
)
def test_choices_outside_the_catalogue_are_told(category: str | None, area: str | None, slugs: list[str]) -> None:
    assert [fault.slug for fault in TODAY.faults(category, area)] == slugs


def test_the_form_groups_categories_and_sorts_areas_as_people_look_for_them() -> None:
    assert [group for group, _ in category_groups(TODAY, "vi")] == ["Hạ tầng kỹ thuật", "Bưu chính công ích"]
    assert category_groups(TODAY, "en")[0][0] == "ha-tang in English"
    assert area_groups(TODAY) == [
        ("Phường", [("23575", "Phường Pleiku"), ("21553", "Phường Quy Nhơn Bắc")]),
        ("Xã", [("23938", "Xã Chư Sê")]),
    ]
