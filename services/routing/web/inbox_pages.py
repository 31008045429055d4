"""/desk: what waits for whoever is signed in; lists that can be filtered, sorted, searched, and watched."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, g, redirect, render_template, request, session
from werkzeug.wrappers import Response as AnyResponse

from services.kit.web import require
from services.routing.domain.roles import CENTRE_ROLES, SHIFT_LEAD
from services.routing.usecases.listing import Inbox, Listed, Wanted
from services.routing.usecases.listing.find_by_phone import phone_in
from services.routing.usecases.listing.ports import MOST_COUNTED
from services.routing.web.case_names import Names
from services.routing.web.current import actor, application
from services.routing.web.inbox_assigning import assigning
from services.routing.web.inbox_boxes import SEARCH, asked_for
from services.routing.web.inbox_choices import choices
from services.routing.web.inbox_export import exports
from services.routing.web.inbox_readers import READERS, listing, private
from services.routing.web.list_query import is_narrowed, query, read
from services.routing.web.live_pages import live
from services.routing.web.views_pages import views

CODE_DIGITS = 13
LAST_FILTER = "last_filter"
EMPTY = Listed((), 0, None)

inbox = Blueprint("inbox", __name__, url_prefix="/desk")
for part in (live, exports, views, assigning):
    inbox.register_blueprint(part)


@inbox.get("")
@require(*READERS)
def home() -> AnyResponse:
    """Show the most pressing inbox, or the one asked for (`?box=`), narrowed by the filters of the address.

    Without any wish: the list that its owner has made the first, if there is one.
    """
    if not request.args:
        first = listing().views.first_of(g.account.name)
        if first and first.query:
            return redirect(f"/desk?{first.query}", 303)
    elif is_narrowed(request.args):
        session[LAST_FILTER] = query(request.args)
    return _list_page(asked_for())


@inbox.get("/cases")
@require(*READERS)
def cases() -> AnyResponse:
    """Every list has one address."""
    return redirect(f"/desk?{urlencode(list(request.args.items(multi=True)))}", 303)


@inbox.get("/search")
@require(*READERS)
def search() -> AnyResponse:
    """Find cases by words and codes, whatever state they are in."""
    digits = re.sub(r"[\s.-]", "", request.args.get("q", ""))
    if digits.isascii() and digits.isdigit() and len(digits) == CODE_DIGITS:
        return redirect(f"/desk/cases/{digits}", 303)
    return _list_page(SEARCH)


@inbox.get("/counts")
@require(*READERS)
def counts() -> Response:
    """Show the tabs alone, for a page that heard of news."""
    return private(render_template("desk/inbox/tabs.html", **_tabs(asked_for())))


def _list_page(box: Inbox) -> Response:
    wanted, wrong = read(request.args, box.wanted)
    listed = _listed(box, wanted)
    if request.headers.get("HX-Request") and request.args.get("part") == "rows":
        shown = _rows(listed) | {"box": box, "most": MOST_COUNTED, "people": _people()}
        return private(render_template("desk/inbox/rows.html", **shown))
    catalog, now = application().catalogs.assigner().catalog, application().clock.now()
    page = render_template(
        "desk/inbox/page.html",
        wrong=wrong,
        choices=choices(catalog, now),
        narrowed=is_narrowed(request.args),
        last_filter=session.get(LAST_FILTER),
        views=listing().views.of(g.account.name, g.account.role, g.account.agency),
        people=_people(),
        assigned=request.args.get("assigned", ""),
        refused=request.args.get("refused", ""),
        # What was found by somebody's number was looked at by a person, once: the page does not look again by itself.
        follows_news=box is not SEARCH,
        **_rows(listed),
        **_tabs(box),
    )
    return private(page)


def _listed(box: Inbox, wanted: Wanted) -> Listed:
    if box is not SEARCH:
        return listing().list_cases.page(wanted, actor())
    phone = phone_in(wanted.words)
    if phone and actor().is_operator:
        return listing().find_by_phone(phone, wanted, actor())
    return listing().list_cases.page(wanted, actor()) if wanted.words.strip() else EMPTY


def _people() -> list[tuple[str, str]]:
    """Return the colleagues to whom the shift lead may give cases, by the actor's name."""
    if g.account.role != SHIFT_LEAD:
        return []
    return [
        (f"desk:{each.name}", each.name)
        for each in application().account_book.all()
        if each.active and each.role in CENTRE_ROLES
    ]


def _rows(listed: Listed) -> dict[str, Any]:
    app = application()
    return {
        "listed": listed,
        "now": app.clock.now(),
        "names": Names(app.catalogs.assigner().catalog),
        "unreached": app.case_page.told.failed_among([row.code for row in listed.rows]),
        "args": request.args,
        "query": query,
    }


def _tabs(box: Inbox) -> dict[str, Any]:
    return {"box": box, "boxes": listing().list_cases.inboxes(actor()), "most": MOST_COUNTED}
