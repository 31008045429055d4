"""Entries as lines of a sheet, whatever file it stood in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from services.kit.failures import Rejected
from services.kit.text import fold
from services.routing.domain.knowledge.entry import Kind
from services.routing.domain.knowledge.fields import FIELDS, KIND_WORDS

CODE, KIND = "code", "kind"
CODE_HEADING, KIND_HEADING = "Mã", "Loại"
MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 5 * 1024 * 1024, 5_000, 60
#: A sheet for people; it has no entries.
GUIDE = "Hướng dẫn"
_REFUSED = {
    "file-too-large": ("Tệp lớn quá 5 MB. Xin chia nhỏ.", "The file is larger than 5 MB. Please split it."),
    "unknown-file-kind": ("Chỉ nhận tệp CSV hoặc XLSX.", "Only CSV and XLSX files are taken."),
    "unreadable-file": ("Không đọc được tệp này.", "This file cannot be read."),
    "unknown-encoding": (
        "Không rõ bảng mã của tệp. Xin lưu lại dạng CSV UTF-8.",
        "The file's encoding is unknown. Please save it as CSV UTF-8.",
    ),
    "too-many-rows": ("Tệp có quá 5.000 dòng. Xin chia nhỏ.", "The file has more than 5,000 rows. Please split it."),
    "too-many-columns": ("Tệp có quá 60 cột.", "The file has more than 60 columns."),
    "empty-file": ("Tệp không có dòng nào.", "The file has no rows."),
    "unknown-column": ("Cột không biết: {words}.", "Unknown column: {words}."),
    "column-twice": ("Cột có hai lần: {words}.", "A column stands twice: {words}."),
    "no-code-column": ("Thiếu cột “Mã”.", "The column “Mã” (code) is missing."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: `number` as a sheet shows it, texts by field; `wrong` are slugs by field of what is no text."""

    number: int
    cells: Sequence[str]
    wrong: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first row, which names the columns, and the others."""

    title: str
    heading: Sequence[str]
    lines: Sequence[Line]


class ReadSheets(Protocol):
    """Reads a file."""

    def __call__(self, content: bytes) -> Sequence[Sheet]:
        """Return its sheets. Raises `Rejected` with a slug of this module; formulas are never evaluated."""


def refused(slug: str, words: str = "") -> Rejected:
    """Return the refusal of a file as a whole."""
    vi, en = _REFUSED[slug]
    return Rejected(slug, vi.format(words=words), en.format(words=words))


def columns_of(sheet: Sheet) -> list[str]:
    """Return the name of the field in each column; its heading may be the name itself or the Vietnamese one.

    Raises `Rejected`: unknown-column, column-twice, no-code-column.
    """
    named = [column_called(each) for each in sheet.heading]
    unknown = [each for each, name in zip(sheet.heading, named, strict=True) if not name]
    if unknown:
        raise refused("unknown-column", ", ".join(each[:40] or "(trống)" for each in unknown))
    if len(set(named)) < len(named):
        raise refused("column-twice", ", ".join(sorted({each for each in named if named.count(each) > 1})))
    if CODE not in named:
        raise refused("no-code-column")
    return named


def column_called(heading: str) -> str:
    """Return the name of the field that a heading stands for, nothing for one that nobody knows."""
    return _NAMES.get(_plain(heading), "")


def kind_called(word: str) -> Kind | None:
    """Return the kind that a word stands for: `procedure`, `thủ tục`, `Thu tuc`."""
    wanted = _plain(word)
    return next((kind for kind, said in KIND_WORDS.items() if wanted in (kind.value, _plain(said))), None)


def heading_of(kind: Kind) -> list[str]:
    """Return the first row of a sheet of a kind."""
    return [KIND_HEADING, CODE_HEADING, *(each.heading for each in FIELDS[kind])]


def _plain(word: str) -> str:
    return fold(" ".join(word.split()))


_NAMES = {
    **{_plain(each.heading): each.name for fields in FIELDS.values() for each in fields},
    **{each.name: each.name for fields in FIELDS.values() for each in fields},
    **dict.fromkeys((_plain(CODE_HEADING), CODE), CODE),
    **dict.fromkeys((_plain(KIND_HEADING), KIND), KIND),
}
