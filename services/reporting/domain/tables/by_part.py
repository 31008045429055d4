"""Tables whose rows share out the cases of a span: by agency, by field, by channel, and so on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from services.reporting.domain.asking import Asked
from services.reporting.domain.counting import Counted, Figures
from services.reporting.domain.cross_foot import row_faults
from services.reporting.domain.indicators import added_up
from services.reporting.domain.labels import TOTAL
from services.reporting.domain.question import Key, Part, group_of
from services.reporting.domain.table import Row, Table
from services.reporting.domain.tables.columns import cells, column
from services.reporting.domain.tables.layouts import Layout
from services.reporting.domain.words import Words

#: Says what people call the values of a key.
Naming = Callable[[Sequence[Part], Key], str]
#: Parts that the desk's list has a filter for.
FILTERS = (Part.AGENCY, Part.CATEGORY, Part.GROUP, Part.CHANNEL, Part.AREA, Part.KIND)


def by_part(asked: Asked, layout: Layout, counted: Counted, seen_at: datetime, naming: Naming) -> Table:
    """Return the table; rows with most to handle first."""
    ranked = sorted(counted.rows.items(), key=lambda pair: _rank(*pair))
    if layout.most is None:
        ranked.sort(key=lambda pair: (*_rank(*pair), naming(layout.by, pair[0])))
    rows = [
        Row(
            key="/".join(part or "" for part in key) if any(key) else None,
            name=naming(layout.by, key),
            cells=cells(layout.columns, figures),
            group=group_of(key[0]) if layout.by == (Part.CATEGORY,) else None,
            drill=_drill(layout.by, key),
        )
        for key, figures in ranked[: layout.most]
    ]
    total = Row(key=None, name=TOTAL[asked.language], cells=cells(layout.columns, counted.total), drill={})
    return Table(
        name=asked.table.value,
        title=layout.title,
        first=layout.first,
        columns=[column(key) for key in layout.columns],
        rows=rows,
        total=total,
        span=asked.span,
        seen_at=seen_at,
        language=asked.language,
        faults=faults_of(counted),
        notes=_notes(len(ranked), layout),
        filters=asked.narrowing.given(),
    )


def faults_of(counted: Counted) -> list[str]:
    """Return what does not add up: in a row, or the rows to the total."""
    tallies = [figures.tally for figures in counted.rows.values()]
    found = {fault: None for tally in (*tallies, counted.total.tally) for fault in row_faults(tally)}
    return [*found, *(["sum of rows = total"] if added_up(tallies) != counted.total.tally else [])]


def _rank(key: Key, figures: Figures) -> tuple[bool, int, int]:
    return not any(key), -figures.tally.to_handle, -figures.tally.handled


def _drill(by: Sequence[Part], key: Key) -> Mapping[str, str] | None:
    """Where a part of the key is missing or no filter of the desk's, no list shows just these cases."""
    if not all(value is not None and part in FILTERS for part, value in zip(by, key, strict=True)):
        return None
    names = ("category" if part is Part.GROUP else part.value for part in by)
    return {name: value for name, value in zip(names, key, strict=True) if value is not None}


def _notes(count: int, layout: Layout) -> list[Words]:
    if layout.most is None or count <= layout.most:
        return []
    return [
        Words(
            f"Chỉ hiện {layout.most} dòng đầu trong {count} dòng; dòng tổng cộng tính tất cả.",
            f"The first {layout.most} of {count} rows; the total is of all.",
        )
    ]
