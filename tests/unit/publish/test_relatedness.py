"""Which entries of the knowledge base stand beside a case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.publish.domain.knowledge import KnowledgeEntry
from services.publish.domain.relatedness import Titles
from tests.unit.publish.builders import CODE, LIGHTS, NOON
from tests.unit.publish.site import a_portal

TITLES = {
    "khai-sinh": "Đăng ký khai sinh",
    "khai-sinh-luu-dong": "Đăng ký khai sinh lưu động tại nhà",
    "ket-hon": "Đăng ký kết hôn",
    "nop-o-dau": "Trước đây nộp hồ sơ ở huyện, nay nộp ở đâu?",
    "den": "Báo hỏng đèn đường ở đâu?",
}


def titles(**categories: str) -> Titles:
    """Return the titles, some of them under a category."""
    return Titles([_entry(code, title, categories.get(code)) for code, title in TITLES.items()])


def _entry(code: str, title: str, category: str | None) -> KnowledgeEntry:
    return KnowledgeEntry(code, "faq", True, {"title_vi": title} | ({"category": category} if category else {}), NOON)


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Đăng ký khai sinh lưu động cho cháu", ["khai-sinh-luu-dong", "khai-sinh"]),  # most in common first
        ("dang ky khai sinh", ["khai-sinh", "khai-sinh-luu-dong"]),  # typed without diacritics
        ("Đăng ký tạm trú", []),  # one pair in common is chance
        ("Trước cổng trường đến nay chưa có đèn ở lối đi", []),  # so are single syllables, however many
        ("Đèn đường", []),
        ("", []),
    ],
)
def test_titles_that_share_pairs_of_syllables_are_related(title: str, codes: list[str]) -> None:
    case = replace(a_portal().app.show_case(CODE), title=title)
    assert [each.code for each in titles().on(case, 3)] == codes


def test_what_belongs_to_the_cases_own_category_is_related_whatever_it_is_called() -> None:
    case = a_portal().app.show_case(CODE)
    assert case.category == LIGHTS
    assert [each.code for each in titles(den=LIGHTS).on(case, 3)] == ["den"]
    assert [each.code for each in titles(den="ha-tang").on(case, 3)] == []


def test_only_so_many_are_named() -> None:
    case = replace(a_portal().app.show_case(CODE), title="Đăng ký khai sinh lưu động")
    assert len(titles().on(case, 1)) == 1
