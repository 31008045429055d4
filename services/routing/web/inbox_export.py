"""Lists on paper and as files: the same question as on the screen, for the same eyes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from flask import Blueprint, Response, g, render_template, request, stream_with_context

from services.kit.logs import log
from services.kit.web import require
from services.kit.web.formats import local_time
from services.routing.usecases.listing import Row, Wanted
from services.routing.usecases.listing.ports import MOST_PER_PAGE
from services.routing.web.case_names import Names
from services.routing.web.csv_lines import MARK, csv_line
from services.routing.web.current import actor, application
from services.routing.web.inbox_boxes import asked_for
from services.routing.web.inbox_readers import READERS, listing, private
from services.routing.web.list_query import query, read

MOST_EXPORTED, MOST_PRINTED = 10_000, 500
HEAD = ("Mã", "Tiêu đề", "Trạng thái", "Cơ quan", "Lĩnh vực", "Địa bàn", "Kênh", "Tiếp nhận", "Hạn", "Mức trễ")

exports = Blueprint("exports", __name__)


@exports.get("/export.csv")
@require(*READERS)
def export() -> Response:
    """Give the list as CSV, at most `MOST_EXPORTED` lines. Who took it away is logged."""
    box = asked_for()
    wanted, _ = read(request.args, box.wanted)
    rows = _rows(wanted, MOST_EXPORTED)
    # Asked for now: what is refused is refused before the sheet begins.
    rows = chain(list(islice(rows, 1)), rows)
    log.info("list exported", by=g.account.name, box=box.slug)
    answer = Response(stream_with_context(_lines(rows)), mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="phan-anh-{box.slug}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@exports.get("/print")
@require(*READERS)
def print_view() -> Response:
    """Show the first `MOST_PRINTED` lines of the list on a sheet."""
    box = asked_for()
    wanted, wrong = read(request.args, box.wanted)
    log.info("list printed", by=g.account.name, box=box.slug)
    rows = list(_rows(wanted, MOST_PRINTED))
    names = Names(application().catalogs.assigner().catalog)
    now = application().clock.now()
    return private(
        render_template("desk/inbox/print.html", box=box, rows=rows, wrong=wrong, names=names, now=now, query=query)
    )


def _rows(wanted: Wanted, most: int) -> Iterator[Row]:
    page = replace(wanted, limit=MOST_PER_PAGE, after=None)
    while most > 0:
        listed = listing().list_cases.page(page, actor())
        yield from listed.rows[:most]
        most -= len(listed.rows)
        if listed.after is None:
            return
        page = replace(page, after=listed.after)


def _lines(rows: Iterator[Row]) -> Iterator[str]:
    names = Names(application().catalogs.assigner().catalog)
    yield MARK + csv_line(HEAD)
    for row in rows:
        about = (names.category(row.category) or "", names.area(row.area) or "", row.channel)
        times = (local_time(row.received_at), local_time(row.due_at), str(max(row.level - 1, 0)))
        yield csv_line((row.code, row.title, row.state, row.agency_name, *about, *times))
