"""GET /api/tables/<name> as JSON, and the same with `.csv` for spreadsheets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response

from services.kit.clock import FixedClock
from services.kit.web import Operations, limit_rate
from services.reporting.domain.asking import Asked, Narrowing, TableName
from services.reporting.domain.span import Span
from services.reporting.domain.table import Table
from services.reporting.domain.table_csv import csv_of
from services.reporting.usecases.make_table import MakeTable
from services.reporting.web.api import RATE, application
from services.reporting.web.table_schemas import TableQuestionSchema, TableSchema

#: Tables about single cases or single people are not for everybody, and not here.
CLOSED = frozenset({TableName.OVERDUE, TableName.PERSON})
OPEN = tuple(each for each in TableName if each not in CLOSED)
PLACE = f"<any({','.join(OPEN)}):name>"
PARAMETER = {
    "name": "name",
    "in": "path",
    "required": True,
    "description": "Which table.",
    "schema": {"type": "string", "enum": [str(each) for each in OPEN]},
}
NARROWED = ("agency", "category", "channel", "area", "kind")

tables = Operations("tables", __name__, url_prefix="/api/tables", description="Standard tables of figures")


@tables.route(f"/{PLACE}", parameters=[PARAMETER])
@tables.arguments(TableQuestionSchema, location="query")
@tables.response(200, TableSchema)
@tables.alt_response(404, "NOT_FOUND")
@limit_rate(RATE)
def show_table(question: dict[str, Any], name: str) -> Table:
    """Return one of the standard tables of a span, narrowed as wished."""
    return table_maker(question)(asked_for(TableName(name), question))


@tables.route(f"/{PLACE}.csv", parameters=[PARAMETER])
@tables.arguments(TableQuestionSchema, location="query")
@tables.response(200, {"type": "string"}, content_type="text/csv")
@tables.alt_response(404, "NOT_FOUND")
@limit_rate(RATE)
def export_table(question: dict[str, Any], name: str) -> Response:
    """Return the same table as CSV for spreadsheet programs."""
    table = table_maker(question)(asked_for(TableName(name), question))
    response = Response(csv_of(table), content_type="text/csv; charset=utf-8")
    filename = f"1022-{table.name}-{table.span.text}.csv"
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    return response


def table_maker(question: dict[str, Any]) -> MakeTable:
    """Return what makes tables of what is known now, or was at the instant that the question names.

    Calls are those known now. Raises `Rejected`: `not-an-instant`, `instant-not-settled`.
    """
    make, then = application().make_table, application().archiving.known_then
    if "as_of" not in question:
        return make
    instant = then.instant(question["as_of"])
    return replace(make, counts=then.counts(instant), clock=FixedClock(instant))


def asked_for(name: TableName, question: dict[str, Any]) -> Asked:
    """Return the question in the words of the domain. Raises `Rejected`: `not-a-span`, `span-not-begun`."""
    narrowing = Narrowing(**{part: question[part] for part in NARROWED if part in question})
    return Asked(
        table=name, span=span_of(question), narrowing=narrowing, level=question["level"], language=question["lang"]
    )


def span_of(question: dict[str, Any]) -> Span:
    """Return the span that the question names, by its name or by its days."""
    make = application().make_table
    days = sorted(question[name] for name in ("from_", "to") if name in question)
    return make.span(f"{days[0]}..{days[-1]}" if days else question.get("period"))
