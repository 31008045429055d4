"""Canned texts: sentences with variables in braces. An unknown variable is refused when the text is saved; a value that
a case does not have is shown as a gap that nobody overlooks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

#: What may stand in braces, and what a gap is called in Vietnamese.
VARIABLES = {
    "ma": "mã phản ánh",
    "tieu_de": "tiêu đề",
    "ten_co_quan": "tên cơ quan",
    "han": "hạn trả lời",
    "ngay": "ngày hôm nay",
    "nguoi_dan": "tên người dân",
    "linh_vuc": "lĩnh vực",
    "dia_ban": "địa bàn",
    "dia_chi": "địa chỉ",
}
GAP_LEFT, GAP_RIGHT = "[…", "…]"
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
LONGEST_SLUG, LONGEST_TITLE, LONGEST_BODY = 60, 120, 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CannedText:
    """`categories` are slugs, a branch meaning everything below it; none: every category. `role`: only for whoever has
    it; None: for all. `version` counts the savings, so that nobody overwrites what he has not seen.
    """

    slug: str
    title: str
    body_vi: str
    body_en: str
    categories: tuple[str, ...] = ()
    outcome: str | None = None
    role: str | None = None
    version: int = 0
    changed_by: str | None = None
    changed_at: datetime | None = None

    def fits(self, category: str | None, role: str) -> bool:
        """Return whether somebody of this role may want it for a case of this category."""
        if self.role not in (None, role):
            return False
        return not self.categories or any(_within(category, each) for each in self.categories)

    def body(self, tongue: str) -> str:
        """Return the words in a language, Vietnamese where there are none in it."""
        return self.body_en if tongue == "en" and self.body_en.strip() else self.body_vi


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text: the field, a slug, and a sentence in each language."""

    field: str
    slug: str
    vi: str
    en: str


def filled(body: str, values: Mapping[str, str | None]) -> str:
    """Return the body with its variables filled in. What stands in a value is never read as a variable."""

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        return values.get(name) or f"{GAP_LEFT}{VARIABLES.get(name, name)}{GAP_RIGHT}"

    return _VARIABLE.sub(value, body)


def has_gap(text: str) -> bool:
    """Return whether a marked gap still stands in a text."""
    return GAP_LEFT in text and GAP_RIGHT in text


def faults(text: CannedText) -> list[Fault]:
    """Return everything that is wrong with a text, in the order of its form."""
    found = [] if _SLUG.match(text.slug) and len(text.slug) <= LONGEST_SLUG else [_BAD_SLUG]
    if not 0 < len(text.title.strip()) <= LONGEST_TITLE:
        found.append(Fault("title", "title-needed", "Tiêu đề cần từ 1 đến 120 ký tự.", "A title of 1 to 120 letters."))
    if not 0 < len(text.body_vi.strip()) <= LONGEST_BODY:
        found.append(Fault("body_vi", "body-needed", "Nội dung cần từ 1 đến 5.000 ký tự.", "1 to 5,000 letters."))
    if len(text.body_en) > LONGEST_BODY:
        found.append(Fault("body_en", "too-long", "Tối đa 5.000 ký tự.", "At most 5,000 letters."))
    return [*found, *_wrong_braces("body_vi", text.body_vi), *_wrong_braces("body_en", text.body_en)]


_BAD_SLUG = Fault(
    "slug",
    "bad-slug",
    "Tên ngắn chỉ gồm chữ thường không dấu, số và dấu gạch nối.",
    "The short name takes lower case letters without marks, digits and hyphens.",
)


def _wrong_braces(field: str, body: str) -> list[Fault]:
    unknown = sorted({name for name in _VARIABLE.findall(body) if name not in VARIABLES})
    if unknown:
        names, known = ", ".join(f"{{{name}}}" for name in unknown), ", ".join(f"{{{name}}}" for name in VARIABLES)
        vi = f"Không có biến {names}. Các biến dùng được: {known}."
        return [Fault(field, "unknown-variable", vi, f"There is no variable {names}. Known: {known}.")]
    if set(_VARIABLE.sub("", body)) & set("{}"):
        vi = "Có dấu ngoặc nhọn { } lẻ; biến viết như {ma}."
        return [Fault(field, "stray-brace", vi, "A brace stands alone; variables look like {ma}.")]
    return []


def _within(category: str | None, branch: str) -> bool:
    return category is not None and (category == branch or category.startswith(f"{branch}."))
