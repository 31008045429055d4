"""Tables as files to be signed, passed on and counted further: `.xlsx` for spreadsheet programs, `.pdf` for paper."""

from __future__ import annotations

from typing import Any

from flask import Response

from services.kit.web import Operations, limit_rate
from services.reporting.adapters.exports import paper, workbook
from services.reporting.domain.asking import TableName
from services.reporting.domain.table import Table
from services.reporting.web.api import application
from services.reporting.web.table_api import PARAMETER, PLACE, asked_for, table_maker
from services.reporting.web.table_schemas import TableQuestionSchema

#: Laying out pages costs seconds of a processor: nobody needs many of them.
PAPER_RATE = "12 per minute"
SHEET_RATE = "60 per minute"
BYTES = {"type": "string", "format": "binary"}

exports = Operations("exports", __name__, url_prefix="/api/tables", description="Tables as files")


@exports.route(f"/{PLACE}.xlsx", parameters=[PARAMETER])
@exports.arguments(TableQuestionSchema, location="query")
@exports.response(200, BYTES, content_type=workbook.MEDIA_TYPE)
@exports.alt_response(404, "NOT_FOUND")
@limit_rate(SHEET_RATE)
def export_workbook(question: dict[str, Any], name: str) -> Response:
    """Return the table as a workbook in the layout of the province's statistics, ready to be signed."""
    table = _table(question, name)
    return _file(
        workbook.workbook_of([table], application().exporting.letterhead()), workbook.MEDIA_TYPE, table, "xlsx"
    )


@exports.route(f"/{PLACE}.pdf", parameters=[PARAMETER])
@exports.arguments(TableQuestionSchema, location="query")
@exports.response(200, BYTES, content_type=paper.MEDIA_TYPE)
@exports.alt_response(404, "NOT_FOUND")
@exports.alt_response(413, "REQUEST_ENTITY_TOO_LARGE")
@limit_rate(PAPER_RATE)
def export_paper(question: dict[str, Any], name: str) -> Response:
    """Return the table on A4 with its chart and its definitions. Refused above 2.000 rows, or after a minute."""
    table = _table(question, name)
    page = paper.page_of([table], application().exporting.letterhead())
    return _file(application().exporting.press.print(page), paper.MEDIA_TYPE, table, "pdf")


def _table(question: dict[str, Any], name: str) -> Table:
    return table_maker(question)(asked_for(TableName(name), question))


def _file(content: bytes, media_type: str, table: Table, ending: str) -> Response:
    response = Response(content, content_type=media_type)
    filename = f"1022-{table.name}-{table.span.text}.{ending}"
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    return response
