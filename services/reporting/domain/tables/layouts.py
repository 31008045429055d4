"""What the tables whose rows are parts of cases look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.reporting.domain.asking import Level, TableName
from services.reporting.domain.question import Part
from services.reporting.domain.words import Words


@dataclass(frozen=True, slots=True)
class Layout:
    """`by` are the parts that make a row; only the `most` rows with most to handle are shown, where that is given."""

    title: Words
    first: Words
    by: tuple[Part, ...]
    columns: Sequence[str]
    most: int | None = None


_ARRIVED = ("carried_over", "received", "reopened", "to_handle")
_DONE = ("handled", "handled_on_time", "handled_late", "withdrawn")
_OPEN = ("open", "not_due", "due_soon", "overdue")
_RATED = ("satisfied", "acceptable", "unsatisfied", "unrated")
_RATES = ("on_time_percent", "satisfied_percent", "qd766_on_time_percent", "qd766_satisfied_percent")
_SPEED = ("median_hours", "ninetieth_hours")
#: The whole row of the province's form.
WHOLE = (
    *_ARRIVED, "returns", *_DONE, *_OPEN, "not_accepted", "waiting", "extensions", *_SPEED, "reopenings", *_RATED,
    "first_time_percent", *_RATES,
)  # fmt: skip
SHORT = (*_ARRIVED, *_DONE, *_OPEN, *_SPEED, *_RATED, *_RATES)

AGENCY = Words("Cơ quan", "Agency")
FIELD = Words("Lĩnh vực", "Field")

LAYOUTS: dict[TableName, Layout] = {
    TableName.UNIT: Layout(Words("Theo cơ quan", "By agency"), AGENCY, (Part.AGENCY,), WHOLE),
    TableName.FIELD: Layout(Words("Theo lĩnh vực", "By field"), FIELD, (Part.CATEGORY,), SHORT),
    TableName.CHANNEL: Layout(
        Words("Theo kênh tiếp nhận", "By channel"), Words("Kênh", "Channel"), (Part.CHANNEL,),
        (*SHORT, "questions", "not_reached"),
    ),
    TableName.AREA: Layout(
        Words("Theo xã, phường", "By commune"), Words("Địa bàn", "Commune or ward"), (Part.AREA,), SHORT
    ),
    TableName.KIND: Layout(
        Words("Theo loại việc", "By kind"), Words("Loại", "Kind"), (Part.KIND,), SHORT
    ),
    TableName.PERSON: Layout(
        Words("Theo người trả lời", "By who answered"), Words("Người trả lời", "Who answered"), (Part.PERSON,),
        ("handled", "handled_on_time", "handled_late", "first_time_percent", *_SPEED, *_RATED, "satisfied_percent"),
    ),
    TableName.REFUSAL: Layout(
        Words("Từ chối, chuyển và trả lại, theo lý do", "Refused, passed on and given back, by reason"), AGENCY,
        (Part.AGENCY,),
        ("to_handle", "handled", "refused", "referred", "refused_percent", "withdrawn", "returns",
         "extensions_refused"),
    ),
    TableName.SHARED: Layout(
        Words("Nhiều cơ quan và chuyển qua lại", "Several agencies, and sent back and forth"), AGENCY, (Part.AGENCY,),
        ("to_handle", "shared", "parts_asked", "parts_on_time", "parts_late", "returns", "returned_once",
         "returned_twice", "moves"),
    ),
    TableName.PLACE: Layout(
        Words("Điểm nóng: nơi và việc lặp lại nhiều", "Hot spots: places and matters that come again"),
        Words("Nơi và việc", "Place and matter"), (Part.AREA, Part.CATEGORY),
        ("received", "related", "merged", "reopenings", "to_handle", "handled", "open", "overdue", "on_time_percent"),
        most=50,
    ),
}  # fmt: skip


def layout(table: TableName, level: Level) -> Layout:
    """Return the layout of a table, by group instead of by category where that is wanted."""
    found = LAYOUTS[table]
    if level is Level.LEAF:
        return found
    coarser = tuple(Part.GROUP if part is Part.CATEGORY else part for part in found.by)
    return Layout(found.title, found.first, coarser, found.columns, found.most)
