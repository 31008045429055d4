"""Tables as a page for printing: HTML that the renderer makes a PDF of."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import UTC
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.kit.failures import Rejected
from services.reporting.adapters.exports.chart import Chart, chart_of
from services.reporting.domain import printed
from services.reporting.domain.printed import Letterhead
from services.reporting.domain.table import Table

MEDIA_TYPE = "application/pdf"
TEMPLATES = Path(__file__).parent / "templates"
CHART_WIDTH, CHART_NAMES, CHART_STEP = 960, 270, 20
#: Rows of all tables together that are put on paper. More take the renderer longer than anybody waits, and nobody
#: reads them on paper: that is what the workbook is for.
MOST_ROWS = 2_000


def page_of(tables: Sequence[Table], letterhead: Letterhead) -> str:
    """Return the page. Raises `Rejected` (`too-long-for-paper`) for more than 2.000 rows, ValueError for no table."""
    if not tables:
        raise ValueError("a page needs a table")
    if sum(len(table.rows) for table in tables) > MOST_ROWS:
        raise _too_long()
    language = tables[0].language
    return (
        _templates()
        .get_template("paper.html.j2")
        .render(
            language=language,
            title=tables[0].title.say(language),
            letterhead=letterhead,
            made_at=max(table.seen_at for table in tables).astimezone(UTC).isoformat(timespec="seconds"),
            printed=printed,
            said=partial(printed.said, language=language),
            pages=[_page(table, letterhead) for table in tables],
        )
    )


def _page(table: Table, letterhead: Letterhead) -> Mapping[str, Any]:
    chart = chart_of(table)
    return {
        "table": table,
        "period": printed.period_line(table),
        "headings": printed.headings(table.columns),
        "marks": printed.column_marks(table.columns),
        "chart": chart,
        "picture": _picture(chart) if chart else None,
        "spoken": _spoken(chart, table) if chart else None,
        "notes": [*printed.meanings(table), *(note.say(table.language) for note in table.notes), *table.faults],
        "day": printed.place_and_day(letterhead, table.seen_at, table.language),
    }


def _picture(chart: Chart) -> str:
    """Return the chart as an address that holds it."""
    template = _templates().get_template("chart.svg.j2")
    drawn = template.render(chart=chart, width=CHART_WIDTH, names=CHART_NAMES, step=CHART_STEP)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()


def _spoken(chart: Chart, table: Table) -> str:
    """Return the chart for those who hear the page: the same numbers, which are in the table too."""
    bars = "; ".join(f"{bar.name}: {bar.number}" for bar in chart.bars)
    return f"{chart.column.words.say(table.language)}. {bars}"


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


def _too_long() -> Rejected:
    return Rejected(
        "too-long-for-paper",
        f"Báo cáo in có nhiều hơn {MOST_ROWS} dòng; hãy tải bảng tính, hoặc chọn phạm vi hẹp hơn.",
        f"There are more than {MOST_ROWS} rows to print; download the workbook, or choose less.",
    )
