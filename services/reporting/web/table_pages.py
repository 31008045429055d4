"""/bang/<name>: a standard table with its definitions, its filters in the address, fit to be printed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from marshmallow import EXCLUDE, ValidationError

from services.kit.web import language, limit_rate
from services.kit.web.formats import local_time
from services.reporting.domain.csv_table import local_bounds
from services.reporting.domain.labels import CHANNELS, KINDS
from services.reporting.domain.table import Cell, Column, Row, Table
from services.reporting.web.api import RATE, application
from services.reporting.web.cells import written
from services.reporting.web.table_api import OPEN, PLACE, asked_for
from services.reporting.web.table_schemas import TableQuestionSchema

SCHEMA = TableQuestionSchema(unknown=EXCLUDE)
#: What of an address leads to the same table again.
KEPT = ("period", "from", "to", "agency", "category", "channel", "area", "kind", "level")

pages = Blueprint("table_pages", __name__)


@pages.get(f"/bang/{PLACE}")
@limit_rate(RATE)
def show(name: str) -> str:
    """Show a table. What could not be read in the address is left out and named."""
    question, wrong = _read()
    table = application().make_table(asked_for(next(each for each in OPEN if each == name), question))
    return render_template(
        "reporting/table.html",
        table=table,
        names=OPEN,
        wrong=wrong,
        kept=_kept(table),
        query=urlencode,
        bounds=local_bounds,
        moment=local_time,
        written=written,
        groups=_groups(table),
        link=_link,
        channels=CHANNELS,
        kinds=KINDS,
        periods=_periods(table),
    )


def _kept(table: Table) -> dict[str, str]:
    given = {key: value for key in KEPT if (value := request.args.get(key, "").strip())}
    return given if given.keys() & {"from", "to"} else {"period": table.span.text, **given}


def _read() -> tuple[dict[str, Any], list[str]]:
    given = {key: value.strip() for key, value in request.args.items() if value.strip()} | {"lang": language()}
    try:
        return SCHEMA.load(given), []
    except ValidationError as error:
        wrong = sorted(error.messages_dict)
        return SCHEMA.load({key: value for key, value in given.items() if key in _harmless(wrong)}), wrong


def _harmless(wrong: list[str]) -> set[str]:
    return {*KEPT, "lang"} - set(wrong)


def _periods(table: Table) -> list[tuple[str, str]]:
    """Return what is offered: the last year of months, quarters, halves and years, and what is shown."""
    make = application().make_table
    months = list(make.recent("month", 13))
    spans = [*months, *make.recent("quarter", 4), *make.recent("half", 2), *make.recent("year", 3)]
    offered = {span.text: span.words.say(table.language) for span in spans}
    if ".." not in table.span.text:
        offered.setdefault(table.span.text, table.span.words.say(table.language))
    return list(offered.items())


def _groups(table: Table) -> list[tuple[str | None, list[Column]]]:
    """Return neighbouring columns under their common heading."""
    groups: list[tuple[str | None, list[Column]]] = []
    for column in table.columns:
        heading = column.group.say(table.language) if column.group else None
        if heading and groups and groups[-1][0] == heading:
            groups[-1][1].append(column)
        else:
            groups.append((heading, [column]))
    return groups


def _link(table: Table, row: Row, column: Column, cell: Cell) -> str | None:
    """Return where the desk lists the cases behind a count; None without a desk, or without cases."""
    desk, narrowed = application().settings.desk_url, table.drill(row, column)
    return f"{desk}/desk?{urlencode(narrowed)}" if desk and cell and narrowed is not None else None
