"""The one table of the fields of open data. Schema, table heads, dictionary and records all follow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

TEXT, CODE, MOMENT, DAY, FLAG, NUMBER, STEPS, PHOTOS = (
    *("text", "code", "moment", "day", "flag", "number", "steps", "photos"),
)
_TYPES: dict[str, dict[str, Any]] = {
    TEXT: {"type": "string"},
    CODE: {"type": "string"},
    MOMENT: {"type": "string", "format": "date-time"},
    DAY: {"type": "string", "format": "date"},
    FLAG: {"type": "boolean"},
    NUMBER: {"type": "number"},
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its kind and what it means, in both languages; `optional` ones may be null.

    `many` fields have several parts and are left out of tables.
    """

    name: str
    kind: str
    vi: str
    en: str
    optional: bool = False

    @property
    def many(self) -> bool:
        """Whether it has several parts."""
        return self.kind in PARTS


#: Fields of the parts of fields with several.
PARTS = {
    STEPS: (
        Field("agency", CODE, "Mã cơ quan", "Agency, slug"),
        Field("agency_name", TEXT, "Tên cơ quan", "Name of the agency"),
        Field("at", MOMENT, "Lúc được giao", "When it became responsible"),
    ),
    PHOTOS: (
        Field("id", CODE, "Mã của ảnh", "Name of the picture"),
        Field("part", CODE, "Của câu hỏi (question) hay câu trả lời (answer)", "Of the question or of the answer"),
        Field("alt", TEXT, "Mô tả ảnh bằng lời", "What is to be seen"),
    ),
}
FIELDS = (
    Field("code", CODE, "Mã phản ánh, 13 chữ số", "Case code, 13 digits"),
    Field("url", TEXT, "Địa chỉ trang của phản ánh", "Address of its page"),
    Field("title", TEXT, "Tiêu đề, đã ẩn thông tin cá nhân", "What it is about, personal data hidden"),
    Field("text", TEXT, "Nội dung phản ánh, đã ẩn thông tin cá nhân", "What the citizen said, personal data hidden"),
    Field("address", TEXT, "Nơi xảy ra, không có số nhà", "The place in words, without house number", True),
    Field("category", CODE, "Mã lĩnh vực", "Category, slug", True),
    Field("category_name", TEXT, "Tên lĩnh vực", "Name of the category, Vietnamese", True),
    Field("area", CODE, "Mã đơn vị hành chính cấp xã", "Code of the commune or ward", True),
    Field("area_name", TEXT, "Tên xã, phường", "Name of the commune or ward", True),
    Field("latitude", NUMBER, "Vĩ độ điểm giữa của xã, phường (WGS 84)", "Latitude of its middle (WGS 84)", True),
    Field("longitude", NUMBER, "Kinh độ điểm giữa của xã, phường (WGS 84)", "Longitude of its middle (WGS 84)", True),
    Field("channel", CODE, "Kênh tiếp nhận", "How it came"),
    Field("received_at", MOMENT, "Lúc tiếp nhận (UTC)", "When it was received (UTC)"),
    Field("steps", STEPS, "Các cơ quan được giao, theo thứ tự", "Who became responsible when, in order"),
    Field("agency", CODE, "Mã cơ quan trả lời", "Who answered, slug"),
    Field("agency_name", TEXT, "Tên cơ quan trả lời", "Who answered"),
    Field("answered_at", MOMENT, "Lúc trả lời (UTC)", "When it was answered (UTC)"),
    Field("due_at", MOMENT, "Hạn trả lời (UTC)", "By when it had to be answered (UTC)"),
    Field("due_reason_vi", TEXT, "Cách tính hạn, tiếng Việt", "How that follows, Vietnamese"),
    Field("due_reason_en", TEXT, "Cách tính hạn, tiếng Anh", "How that follows, English"),
    Field("on_time", FLAG, "Trả lời đúng hạn", "Answered on time"),
    Field("outcome", CODE, "Kết quả", "What came of it"),
    Field("answer", TEXT, "Câu trả lời, đã ẩn thông tin cá nhân", "The answer, personal data hidden"),
    Field("scheduled_for", DAY, "Ngày hẹn xong", "By which day it is to be done", True),
    Field("proof", TEXT, "Căn cứ: số văn bản", "What shows that it was done: a document's number", True),
    Field("photos", PHOTOS, "Ảnh được công khai", "Pictures that were let out"),
)
#: The columns of a table.
COLUMNS = tuple(field for field in FIELDS if not field.many)


def json_schema(identity: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a record; `identity` is the address it is served at."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identity,
        "title": "Phản ánh đã công khai / A published case",
        **_object(FIELDS),
    }


def _object(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [field.name for field in fields],
        "additionalProperties": False,
        "properties": {field.name: _property(field) for field in fields},
    }


def _property(field: Field) -> dict[str, Any]:
    words = {"description": f"{field.vi} / {field.en}"}
    if field.many:
        return {**words, "type": "array", "items": _object(PARTS[field.kind])}
    kind = _TYPES[field.kind]
    return {**words, **kind, "type": [kind["type"], "null"] if field.optional else kind["type"]}
