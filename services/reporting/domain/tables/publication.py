"""Table 8: what became public, and why the rest did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from services.reporting.domain.asking import Asked
from services.reporting.domain.counting import Counted
from services.reporting.domain.indicators import percent
from services.reporting.domain.labels import NOBODY, TOTAL
from services.reporting.domain.question import Part
from services.reporting.domain.story import PUBLISHED
from services.reporting.domain.table import Cell, Column, Kind, Row, Table
from services.reporting.domain.tables.by_part import Naming, faults_of
from services.reporting.domain.tables.columns import column
from services.reporting.domain.tables.layouts import AGENCY
from services.reporting.domain.words import Words

BY = (Part.AGENCY, Part.SHOWN)
TITLE = Words("Công khai câu trả lời", "Publication of answers")
REASONS = {
    "private": Words("Người dân yêu cầu giữ kín", "Kept private for the citizen"),
    "secret": Words("Dấu hiệu bí mật nhà nước", "Marks of a state secret"),
    "category": Words("Lĩnh vực không công khai", "Field is never published"),
    "editor": Words("Biên tập viên quyết định", "Decided by an editor"),
    "merged": Words("Trả lời chung với phản ánh khác", "Answered with another case"),
    "withdrawn": Words("Người dân rút", "Withdrawn by the citizen"),
}
_WITHHELD = Words("Không công khai, vì", "Not published, because")
COLUMNS = (
    Column(key="handled", words=Words("Đã trả lời", "Answered")),
    column("published"),
    *(Column(key=f"withheld_{reason}", words=words, group=_WITHHELD) for reason, words in REASONS.items()),
    Column(key="withheld_otherwise", words=Words("Lý do khác", "Other reasons"), group=_WITHHELD),
    column("undecided"),
    Column(
        key="published_percent",
        words=Words("Tỉ lệ công khai (%)", "Published (%)"),
        kind=Kind.PERCENT,
        meaning=Words("Công khai / Đã trả lời.", "Published / answered."),
    ),
)


def publication(asked: Asked, counted: Counted, seen_at: datetime, naming: Naming) -> Table:
    """Return the table by agency, from figures counted by agency and publication."""
    shown: dict[str | None, Counter[str | None]] = {}
    for (agency, state), figures in counted.rows.items():
        shown.setdefault(agency, Counter())[state] += figures.tally.handled
    answered = {agency: found for agency, found in shown.items() if found.total()}
    ranked = sorted(answered.items(), key=lambda pair: (pair[0] is None, -pair[1].total(), pair[0] or ""))
    rows = [
        Row(
            key=agency,
            name=naming([Part.AGENCY], (agency,)) if agency else NOBODY["agency"][asked.language],
            cells=_cells(found),
            drill={"agency": agency} if agency else None,
        )
        for agency, found in ranked
    ]
    total = Row(key=None, name=TOTAL[asked.language], cells=_cells(sum(answered.values(), Counter())), drill={})
    return Table(
        name=asked.table.value, title=TITLE, first=AGENCY, columns=COLUMNS, rows=rows, total=total, span=asked.span,
        seen_at=seen_at, language=asked.language, faults=[*faults_of(counted), *_faults([*rows, total])],
        filters=asked.narrowing.given(),
    )  # fmt: skip


def _cells(found: Counter[str | None]) -> tuple[Cell, ...]:
    known = [found[reason] for reason in REASONS]
    others = sum(count for state, count in found.items() if state not in (None, PUBLISHED, *REASONS))
    share = percent(found[PUBLISHED], found.total())
    return found.total(), found[PUBLISHED], *known, others, found[None], share


def _faults(rows: Iterable[Row]) -> list[str]:
    wrong = any(row.cells[0] != sum(cell for cell in row.cells[1:-1] if isinstance(cell, int)) for row in rows)
    return ["answered = published + not published + not decided"] if wrong else []
