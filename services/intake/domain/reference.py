"""The part of the catalogue that a citizen chooses from: categories and areas in force on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.intake.domain.fault import Fault
from services.intake.domain.questions import Question, questions_of


@dataclass(frozen=True, slots=True)
class Category:
    """A leaf of the category tree. `identity`: none, phone or name_phone. `share_contact`: the agency needs it."""

    slug: str
    name_vi: str
    name_en: str
    group_vi: str
    group_en: str
    identity: str
    kind: str
    share_contact: bool
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A commune, ward or other unit that has no smaller units in force."""

    code: str
    name: str
    within: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Leaf categories by slug and smallest areas by code, both in the catalogue's order."""

    categories: Mapping[str, Category]
    areas: Mapping[str, Area]

    def faults(self, category: str | None, area: str | None) -> Iterator[Fault]:
        """Yield what is wrong with a choice. None is a choice too: a person at the centre will decide."""
        if category is not None and category not in self.categories:
            yield Fault(
                "category",
                "unknown-category",
                "Lĩnh vực này không có hoặc không còn dùng. Xin chọn lại, hoặc để trống.",
                "There is no such category (any more). Please choose again, or leave it empty.",
            )
        if area is not None and area not in self.areas:
            yield Fault(
                "area",
                "unknown-area",
                "Xã, phường này không có hoặc đã sáp nhập. Xin chọn lại, hoặc để trống.",
                "There is no such commune or ward (any more). Please choose again, or leave it empty.",
            )


def reference(catalog: Mapping[str, Any], day: date) -> Reference:
    """Return what may be chosen on `day` out of a catalogue snapshot."""
    categories = [each for each in catalog["categories"] if in_force(each, day)]
    areas = [each for each in catalog["areas"] if in_force(each, day)]
    return Reference(
        {each.slug: each for each in _leaf_categories(categories)}, {each.code: each for each in _leaf_areas(areas)}
    )


def in_force(entry: Mapping[str, Any], day: date) -> bool:
    """Return whether an effective-dated entry is valid on `day`; both ends belong to it."""
    begins, ends = entry.get("valid_from"), entry.get("valid_to")
    return (not begins or str(begins) <= day.isoformat()) and (not ends or str(ends) >= day.isoformat())


def _leaf_categories(entries: list[Mapping[str, Any]]) -> Iterator[Category]:
    by_slug = {each["slug"]: each for each in entries}
    parents = {each.get("parent") for each in entries}
    for each in entries:
        if each["slug"] not in parents:
            group = by_slug.get(each.get("parent"), each)
            yield Category(
                each["slug"],
                each["name_vi"],
                each["name_en"],
                group["name_vi"],
                group["name_en"],
                each["identity"],
                each["kind_default"],
                each["share_contact"],
                questions_of(each.get("questions", ())),
            )


def _leaf_areas(entries: list[Mapping[str, Any]]) -> Iterator[Area]:
    names = {each["code"]: each["name"] for each in entries}
    parents = {each.get("parent") for each in entries}
    for each in entries:
        if each["code"] not in parents:
            yield Area(each["code"], each["name"], names.get(each.get("parent"), ""))
