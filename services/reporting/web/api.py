"""GET /api/reports/<dimension> as JSON, and the same with `.csv` for spreadsheets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response, current_app

from services.kit.clock import FixedClock
from services.kit.web import Operations, limit_rate
from services.reporting.domain.csv_table import csv_of
from services.reporting.domain.report import Dimension, Report
from services.reporting.usecases.make_report import MakeReport
from services.reporting.web.schemas import LevelledQuestionSchema, ReportSchema
from services.reporting.wiring import Application

RATE = "240 per minute"
PLACE = f"<any({','.join(Dimension)}):dimension>"
PARAMETER = {
    "name": "dimension",
    "in": "path",
    "required": True,
    "description": "What the rows are.",
    "schema": {"type": "string", "enum": [str(each) for each in Dimension]},
}

reports = Operations("reports", __name__, url_prefix="/api/reports", description="Figures of the hotline")


def application() -> Application:
    """Return the wired application of the running app."""
    found: Application = current_app.extensions["reporting"]
    return found


@reports.route(f"/{PLACE}", parameters=[PARAMETER])
@reports.arguments(LevelledQuestionSchema, location="query")
@reports.response(200, ReportSchema)
@reports.alt_response(404, "NOT_FOUND")
@limit_rate(RATE)
def show_report(question: dict[str, Any], dimension: str) -> Report:
    """Return the report of a month: per agency, category or channel, or the twelve months up to it."""
    return _report(question, dimension)


@reports.route(f"/{PLACE}.csv", parameters=[PARAMETER])
@reports.arguments(LevelledQuestionSchema, location="query")
@reports.response(200, {"type": "string"}, content_type="text/csv")
@reports.alt_response(404, "NOT_FOUND")
@limit_rate(RATE)
def export_report(question: dict[str, Any], dimension: str) -> Response:
    """Return the same report as CSV for spreadsheet programs, Vietnamese headings."""
    report = _report(question, dimension)
    response = Response(csv_of(report), content_type="text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=f"1022-{report.dimension}-{report.month}.csv")
    return response


def make_report(as_of: str | None) -> MakeReport:
    """Return what makes reports of what is known now, or was at an instant.

    Raises `Rejected`: `not-an-instant`, `instant-not-settled`.
    """
    make, then = application().make_report, application().archiving.known_then
    if as_of is None:
        return make
    instant = then.instant(as_of)
    return replace(make, counts=then.counts(instant), clock=FixedClock(instant))


def _report(question: dict[str, Any], dimension: str) -> Report:
    make = make_report(question.get("as_of"))
    return make(
        Dimension(dimension), make.month(question.get("month")), question["lang"], groups=question["level"] == "group"
    )
