"""The page of the figures."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from services.kit.web import language, limit_rate
from services.reporting.domain import labels
from services.reporting.domain.csv_table import decimal_comma, local_bounds
from services.reporting.domain.period import Month
from services.reporting.domain.report import Dimension
from services.reporting.web.api import RATE, application
from services.reporting.web.bars import columns, stacked

MONTHS_TO_PICK = 24

pages = Blueprint("pages", __name__)


@pages.get("/")
@limit_rate(RATE)
def overview() -> str:
    """Show the figures of a month by agency, category and channel, and the year before it."""
    make = application().make_report
    month = make.month(request.args.get("month") or None)
    tables = make.overview(month, language())
    return render_template(
        "reporting/overview.html",
        month=month,
        months=months_to_pick(month, make.this_month()),
        tables=tables,
        trend=make(Dimension.MONTH, month, language()),
        soon_hours=f"{make.soon.total_seconds() / 3600:g}",
        labels=labels,
        bounds=local_bounds,
        figure=figure,
        stacked=stacked,
        columns=columns,
    )


def months_to_pick(month: Month, running: Month) -> list[Month]:
    """Return the months of the last two years, newest first, and the one that is shown."""
    recent = [running.plus(-back) for back in range(MONTHS_TO_PICK)]
    return recent if month in recent else [*recent, month]


def figure(value: object) -> str:
    """Return a figure in the reader's own writing; a dash where there is none."""
    if value is None:
        return "–"
    return decimal_comma(value) if language() == "vi" else str(value)  # type: ignore[arg-type]
