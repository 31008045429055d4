"""What is wrong with an entry as it was written: each fault with its field, a slug and a sentence in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.routing.domain.knowledge.cells import Unreadable
from services.routing.domain.knowledge.entry import Content, Kind
from services.routing.domain.knowledge.fields import Field, fields_of

LONGEST_CODE = 60
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*\Z")
#: By slug: Vietnamese and English; `{heading}` is the field, `{words}` what was written there.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "needed": ("Thiếu “{heading}”.", "“{heading}” is needed."),
    "too-long": ("“{heading}” dài quá {longest} ký tự.", "“{heading}” is longer than {longest} characters."),
    "bad-code": (
        "Mã chỉ gồm chữ thường không dấu, số, dấu chấm và gạch nối, tối đa 60 ký tự.",
        "A code takes lower case letters without marks, digits, dots and hyphens, at most 60.",
    ),
    "bad-number": (
        "“{heading}” phải là số nguyên từ 0 đến 999: {words}.",
        "“{heading}” must be a whole number from 0 to 999: {words}.",
    ),
    "bad-copies": (
        "“{heading}”: số bản phải là số từ 0 đến 99: {words}.",
        "“{heading}”: the number of copies must be 0 to 99: {words}.",
    ),
    "bad-day": (
        "“{heading}” phải là ngày như 31/12/2026: {words}.",
        "“{heading}” must be a day as 31/12/2026: {words}.",
    ),
    "bad-line": (
        "“{heading}”: dòng thừa phần hoặc thiếu tên: {words}.",
        "“{heading}”: a line has too many parts or no name: {words}.",
    ),
    "too-many-lines": ("“{heading}” có quá 60 dòng.", "“{heading}” has more than 60 lines."),
    "bad-link": (
        "“{heading}”: liên kết phải bắt đầu bằng https:// hoặc http://: {words}.",
        "“{heading}”: a link must begin with https:// or http://: {words}.",
    ),
    "unknown-way": (
        "“{heading}”: cách nộp là trực tiếp, trực tuyến hoặc bưu chính, không phải “{words}”.",
        "“{heading}”: a way is direct, online or post, not “{words}”.",
    ),
    "unknown-choice": ("“{heading}” không có giá trị “{words}”.", "“{heading}” cannot be “{words}”."),
    "days-reversed": ("“{heading}” phải từ ngày bắt đầu trở đi.", "“{heading}” must not be before the first day."),
    "code-twice": ("Mã này có hai lần trong tệp.", "This code stands twice in the file."),
    "kind-differs": ("Mã này đã dùng cho mục loại khác.", "This code belongs to an entry of another kind."),
    "unknown-kind": ("Không rõ loại của mục: “{words}”.", "The kind of the entry is unknown: “{words}”."),
    "formula": (
        "Ô có công thức hoặc lỗi; xin dán giá trị.",
        "A cell holds a formula or an error; please paste its value.",
    ),
    "code-is-number": (
        "Ô mã đang là số, chữ số 0 ở cuối có thể đã mất. Xin đặt định dạng Văn bản rồi nhập lại mã.",
        "The code is stored as a number and may have lost zeros. Please format the cell as text and type it again.",
    ),
    "too-many-cells": ("Dòng có nhiều ô hơn số cột.", "The row has more cells than there are columns."),
    "unknown-agency": ("Danh mục không có cơ quan “{words}”.", "There is no agency “{words}”."),
    "unknown-category": ("Danh mục không có lĩnh vực “{words}”.", "There is no category “{words}”."),
    "unknown-area": ("Danh mục không có địa bàn “{words}”.", "There is no area “{words}”."),
}
#: Which day must not be before which.
SPANS = (("valid_from", "valid_to"), ("from_day", "to_day"))
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field; an empty one is the entry as a whole."""

    field: str
    slug: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Known:
    """What an entry may name: short names of the catalogue."""

    agencies: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()


def fault(slug: str, field: str, heading: str = "", **words: Any) -> Fault:
    """Return a fault in both languages."""
    vi, en = SENTENCES[slug]
    return Fault(field, slug, vi.format(heading=heading, **words), en.format(heading=heading, **words))


def read_content(kind: Kind, written: Mapping[str, str]) -> tuple[Content, list[Fault]]:
    """Return what the fields say, and all that is wrong with them. Empty fields are left out."""
    content: dict[str, Any] = {}
    wrong: list[Fault] = []
    for each in fields_of(kind):
        try:
            value = _read(each, written.get(each.name, ""))
        except Unreadable as why:
            words = {"words": why.words[:_LONGEST_SHOWN], "longest": each.longest}
            wrong.append(fault(why.slug, each.name, each.heading, **words))
        else:
            content |= {each.name: value} if value not in ("", [], None) else {}
    return content, wrong or _reversed(kind, content)


def written_of(kind: Kind, content: Content) -> dict[str, str]:
    """Return an entry as its fields are written: what `read_content` reads the same content from."""
    there = (each for each in fields_of(kind) if each.name in content)
    return {each.name: each.cell.shown(content[each.name]) for each in there}


def code_faults(code: str) -> list[Fault]:
    """Return what is wrong with a code."""
    return [] if _CODE.match(code) and len(code) <= LONGEST_CODE else [fault("bad-code", "code")]


def unknown_faults(kind: Kind, content: Content, known: Known) -> list[Fault]:
    """Return a fault for every name that the catalogue does not have."""
    asked = (("agency", known.agencies), ("category", known.categories), ("area", known.areas))
    headings = {each.name: each.heading for each in fields_of(kind)}
    return [
        fault(f"unknown-{name}", name, headings[name], words=str(content[name])[:_LONGEST_SHOWN])
        for name, names in asked
        if name in content and content[name] not in names
    ]


def _read(field: Field, written: str) -> Any:
    stripped = written.strip()
    if not stripped:
        if field.required:
            raise Unreadable("needed")
        return None
    if len(stripped) > field.longest:
        raise Unreadable("too-long")
    return field.cell.read(stripped)


def _reversed(kind: Kind, content: Content) -> list[Fault]:
    headings = {each.name: each.heading for each in fields_of(kind)}
    return [
        fault("days-reversed", last, headings[last])
        for first, last in SPANS
        if content.get(first) and content.get(last) and content[last] < content[first]
    ]
