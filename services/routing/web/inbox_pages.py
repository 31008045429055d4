"""/desk: what waits for whoever is signed in; lists that can be filtered, sorted, saved, exported, watched."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, g, make_response, redirect, render_template, request, stream_with_context
from werkzeug.wrappers import Response as AnyResponse

from services.kit.events.vocabulary import CHANNELS, URGENCIES
from services.kit.logs import log
from services.kit.text import fold, visible_line
from services.kit.web import require
from services.kit.web.formats import local_time
from services.routing.domain.catalog import Catalog
from services.routing.domain.roles import ADMINISTRATOR, AGENCY_LEADER, LEADER, OFFICER, OPERATOR, SHIFT_LEAD
from services.routing.usecases.listing import Inbox, Listed, SavedView, Wanted, inboxes_of
from services.routing.usecases.listing.news import Stir
from services.routing.usecases.listing.ports import MOST_COUNTED, MOST_PER_PAGE
from services.routing.web.case_names import Names
from services.routing.web.current import actor, application
from services.routing.web.list_query import query, read
from services.routing.wiring.listing import Listing

READERS = (OPERATOR, SHIFT_LEAD, OFFICER, AGENCY_LEADER, ADMINISTRATOR, LEADER)
HEARTBEAT_SECONDS = 15.0
MOST_EXPORTED = 10_000
LONGEST_NAME = 60

inbox = Blueprint("inbox", __name__, url_prefix="/desk")


@inbox.get("")
@require(*READERS)
def home() -> Response:
    """Show the most pressing inbox, or the one asked for (`?box=`), narrowed by the filters of the address."""
    return _list_page(_box())


@inbox.get("/search")
@require(*READERS)
def search() -> AnyResponse:
    """Find cases by words, codes, whatever state they are in."""
    typed = visible_line(request.args.get("q", ""))
    if len(typed) == 13 and typed.isdigit():
        return redirect(f"/desk/cases/{typed}", 303)
    return _list_page(Inbox("search", Wanted(order="newest")))


@inbox.get("/counts")
@require(*READERS)
def counts() -> Response:
    """Show the tabs alone, for a page that heard of news."""
    return _private(render_template("desk/inbox/tabs.html", **_tabs(_box())))


@inbox.get("/export.csv")
@require(*READERS)
def export() -> Response:
    """Give the list as CSV, at most `MOST_EXPORTED` lines; nothing in it is taken for a formula."""
    box = _box()
    wanted, _ = read(request.args, box.wanted)
    log.info("list exported", by=g.account.name, box=box.slug)
    answer = Response(stream_with_context(_lines(wanted)), mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="phan-anh-{box.slug}.csv"'
    return answer


@inbox.post("/views")
@require(*READERS)
def save_view() -> AnyResponse:
    """Keep the list under a name."""
    name, kept = visible_line(request.form.get("name", ""))[:LONGEST_NAME], request.form.get("query", "")[:1000]
    if name:
        shared = request.form.get("shared") == "yes" and g.account.role in (SHIFT_LEAD, ADMINISTRATOR, AGENCY_LEADER)
        view = SavedView(owner=g.account.name, name=name, role=g.account.role, query=kept, shared=shared)
        _listing().views.save(view)
    return redirect(f"/desk?{kept}" if kept else "/desk", 303)


@inbox.post("/views/remove")
@require(*READERS)
def remove_view() -> AnyResponse:
    """Forget a saved list of one's own."""
    _listing().views.remove(g.account.name, request.form.get("name", ""))
    return redirect("/desk", 303)


@inbox.get("/live")
@require(*READERS)
def live() -> AnyResponse:
    """Tell the page of changes as they happen: server-sent events with a code and a state, nothing else."""
    room = _listing().room
    listener = room.enter(actor())
    if listener is None:
        return make_response("", 503)

    def told() -> Iterator[str]:
        try:
            yield "retry: 3000\n\n"
            while True:
                stirs = listener.wait(HEARTBEAT_SECONDS)
                yield "".join(map(_event, stirs)) or ": still here\n\n"
        finally:
            room.leave(listener)

    # eventlet keeps what is smaller back until it has 4 kB, which for news is never.
    request.environ["eventlet.minimum_write_chunk_size"] = 1
    answer = Response(told(), mimetype="text/event-stream")
    answer.headers |= {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return answer


def _event(stir: Stir) -> str:
    return f'event: case\ndata: {{"code":"{stir.code}","state":"{stir.state}"}}\n\n'


def _list_page(box: Inbox) -> Response:
    wanted, wrong = read(request.args, box.wanted)
    app, listing = application(), _listing()
    listed = listing.list_cases.page(wanted, actor()) if box.slug != "search" or wanted.words.strip() else EMPTY
    unreached = app.case_page.told.failed_among([row.code for row in listed.rows])
    part = "rows" if request.headers.get("HX-Request") and request.args.get("part") == "rows" else "page"
    names = Names(app.catalogs.assigner().catalog)
    page = render_template(
        f"desk/inbox/{part}.html",
        listed=listed,
        wrong=wrong,
        now=app.clock.now(),
        names=names,
        unreached=unreached,
        choices=_choices(app.catalogs.assigner().catalog, app.clock.now()),
        args=request.args,
        query=query,
        views=listing.views.of(g.account.name, g.account.role),
        load=listing.lists.load(30) if g.account.role == SHIFT_LEAD and box.slug == "open" else (),
        **_tabs(box),
    )
    return _private(page)


def _choices(catalog: Catalog, now: datetime) -> dict[str, Any]:
    """Return what filters offer: what exists today, by name, branches of topics before their leaves."""
    day = catalog.agency_hours.local(now).date()
    agencies = [(each.slug, each.name) for each in catalog.agencies.values() if each.term.holds(day)]
    areas = [(each.code, each.name) for each in catalog.areas.values() if each.term.holds(day)]
    categories = [
        (each.slug, each.name, each.slug.count(".")) for each in catalog.categories.values() if each.term.holds(day)
    ]
    return {
        "channels": CHANNELS,
        "urgencies": URGENCIES,
        "agencies": sorted(agencies, key=lambda pair: fold(pair[1])),
        "areas": sorted(areas, key=lambda pair: fold(pair[1])),
        "categories": categories,
    }


EMPTY = Listed((), 0, None)


def _tabs(box: Inbox) -> dict[str, Any]:
    return {"box": box, "boxes": _listing().list_cases.inboxes(actor()), "most": MOST_COUNTED}


def _box() -> Inbox:
    """Return the inbox in the address, else the first of the role's."""
    mine = inboxes_of(actor())
    return next((each for each in mine if each.slug == request.args.get("box")), mine[0])


def _lines(wanted: Wanted) -> Iterator[str]:
    head = ("Mã", "Tiêu đề", "Trạng thái", "Cơ quan", "Lĩnh vực", "Địa bàn", "Kênh", "Tiếp nhận", "Hạn", "Mức trễ")
    yield "\ufeff" + _line(head)
    given, page = 0, replace(wanted, limit=MOST_PER_PAGE)
    while given < MOST_EXPORTED:
        listed = _listing().list_cases.page(page, actor())
        for row in listed.rows:
            about = (row.category or "", row.area or "", row.channel)
            times = (local_time(row.received_at), local_time(row.due_at), str(max(row.level - 1, 0)))
            yield _line((row.code, row.title, row.state, row.agency_name, *about, *times))
        given += len(listed.rows)
        if listed.after is None:
            return
        page = replace(page, after=listed.after)


def _line(cells: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([_plain(cell) for cell in cells])
    return out.getvalue()


def _plain(cell: str) -> str:
    """A sheet takes what begins so for a formula; a citizen's title must never be run."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _private(page: str) -> Response:
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _listing() -> Listing:
    listing = application().listing
    if listing is None:
        raise TypeError("nothing is listed here")
    return listing
