"""The fields of each kind of entry: one table that forms, files, checks and pages are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.routing.domain.knowledge import cells
from services.routing.domain.knowledge.cells import Cell
from services.routing.domain.knowledge.entry import Kind

SHORT, NAME, LONG, ADDRESS = 200, 400, 20_000, 500
LEVEL_WORDS = {"province": "tỉnh", "district": "huyện", "commune": "xã"}
KIND_WORDS = {
    Kind.PROCEDURE: "thủ tục",
    Kind.FAQ: "hỏi đáp",
    Kind.INVESTMENT: "đầu tư",
    Kind.TOURISM: "du lịch",
    Kind.EVENT: "sự kiện",
}


@dataclass(frozen=True, slots=True)
class Field:
    """`name` is what programs call it, `heading` the column of a file, Vietnamese. `longest` counts what is written."""

    name: str
    heading: str
    cell: Cell
    required: bool = False
    longest: int = SHORT


_TITLE_EN = Field("title_en", "Tên tiếng Anh", cells.LINE, longest=NAME)
_BODY_EN = Field("body_en", "Nội dung tiếng Anh", cells.TEXT, longest=LONG)
_COMMON = (
    Field("valid_from", "Hiệu lực từ", cells.DAY),
    Field("valid_to", "Hiệu lực đến", cells.DAY),
    Field("source", "Nguồn", cells.LINE, required=True, longest=ADDRESS),
    Field("source_day", "Ngày của nguồn", cells.DAY),
)
_LINKS = Field("links", "Liên kết", cells.LINKS, longest=LONG)
_PLACE = (
    Field("place", "Địa điểm", cells.LINE, longest=ADDRESS),
    Field("area", "Mã địa bàn", cells.LINE),
)


def _title(heading: str) -> Field:
    return Field("title_vi", heading, cells.LINE, required=True, longest=NAME)


def _body(heading: str) -> Field:
    return Field("body_vi", heading, cells.TEXT, required=True, longest=LONG)


_ARTICLE = (_title("Tên"), _TITLE_EN, _body("Nội dung"), _BODY_EN, *_PLACE, _LINKS)

FIELDS: Mapping[Kind, tuple[Field, ...]] = {
    Kind.PROCEDURE: (
        _title("Tên thủ tục"),
        _TITLE_EN,
        Field("level", "Cấp", cells.choice(LEVEL_WORDS), required=True),
        Field("field", "Lĩnh vực", cells.LINE, required=True),
        Field("agency", "Mã cơ quan", cells.LINE),
        Field("agency_name", "Cơ quan thực hiện", cells.LINE, longest=NAME),
        Field("papers", "Thành phần hồ sơ", cells.PAPERS, longest=LONG),
        Field("ways", "Cách nộp", cells.WAYS_TO_FILE, longest=LONG),
        Field("steps", "Các bước", cells.LINES, longest=LONG),
        Field("days", "Số ngày làm việc", cells.NUMBER),
        Field("time_limit", "Thời hạn", cells.TEXT, longest=2_000),
        Field("fee", "Phí, lệ phí", cells.TEXT, longest=2_000),
        Field("legal_basis", "Căn cứ pháp lý", cells.LINES, longest=LONG),
        Field("notes", "Lưu ý", cells.TEXT, longest=LONG),
        _BODY_EN,
        *_COMMON,
    ),
    Kind.FAQ: (
        _title("Câu hỏi"),
        _TITLE_EN,
        _body("Trả lời"),
        _BODY_EN,
        Field("category", "Mã lĩnh vực", cells.LINE),
        Field("agency", "Mã cơ quan", cells.LINE),
        _LINKS,
        *_COMMON,
    ),
    Kind.INVESTMENT: (*_ARTICLE, Field("field", "Ngành, lĩnh vực", cells.LINE), *_COMMON),
    Kind.TOURISM: (*_ARTICLE, *_COMMON),
    Kind.EVENT: (
        *_ARTICLE,
        Field("from_day", "Từ ngày", cells.DAY, required=True),
        Field("to_day", "Đến ngày", cells.DAY),
        Field("hours", "Giờ", cells.LINE),
        *_COMMON,
    ),
}


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """Return the fields of a kind, in the order of its form."""
    return FIELDS[kind]
