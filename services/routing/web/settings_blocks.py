"""/desk/settings/blocks: who may not write to the hotline for a while."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.text import visible_line
from services.kit.web import require
from services.routing.domain.roles import ADMINISTRATOR
from services.routing.usecases.blocking import BlockList
from services.routing.usecases.calls import HotlineAway
from services.routing.web.settings_pages import READERS, settings
from services.routing.web.settings_view import amending, page
from services.routing.web.settings_words import say

KINDS = ("phone", "email", "address", "zalo", "facebook", "device")
DAYS, MOST_DAYS = 7, 365
LONGEST_VALUE, LONGEST_REASON = 200, 300


@settings.get("/blocks")
@require(*READERS)
def blocks() -> Response:
    """Show the list; the shift lead sees that somebody is blocked and why, not whom."""
    return _page()


@settings.post("/blocks")
@require(ADMINISTRATOR)
def block() -> AnyResponse:
    """Block a sender."""
    kind, value, reason = (visible_line(request.form.get(name, "")) for name in ("kind", "value", "reason"))
    days = request.form.get("days", DAYS, type=int)
    return _do(
        lambda listed: listed.block(
            g.account.name, kind, value[:LONGEST_VALUE], reason=reason[:LONGEST_REASON], days=days
        )
    )


@settings.post("/blocks/remove")
@require(ADMINISTRATOR)
def unblock() -> AnyResponse:
    """Unblock a sender."""
    kind, value = request.form.get("kind", ""), request.form.get("value", "")
    return _do(lambda listed: listed.unblock(g.account.name, kind, value))


def _do(act: Callable[[BlockList], None]) -> AnyResponse:
    try:
        act(_list())
    except Rejected as why:
        return _page(why, request.form)
    except HotlineAway:
        return _page(_away(), request.form)
    return redirect("/desk/settings/blocks", 303)


def _page(refused: Rejected | None = None, typed: Mapping[str, Any] | None = None) -> Response:
    more: dict[str, Any] = {"kinds": KINDS, "typed": typed or {"days": DAYS}, "most": MOST_DAYS}
    try:
        return page("blocks", refused=refused, listed=_list().all(g.account.name), **more)
    except HotlineAway:
        # A page without its list is still a page; what was sent and not taken is another matter.
        return page("blocks", refused=refused, listed=None, **more)


def _list() -> BlockList:
    found = amending().blocks
    if found is None:
        raise HotlineAway("not connected")
    return found


def _away() -> Rejected:
    return Rejected("hotline-away", say("calls.away"), say("calls.away"))
