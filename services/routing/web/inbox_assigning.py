"""/desk/assign and /desk/workload: the shift lead gives cases to colleagues, and sees who has how much."""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web import require
from services.routing.domain.roles import ADMINISTRATOR, LEADER, SHIFT_LEAD
from services.routing.usecases.requests import Release, Request, Take
from services.routing.web.current import actor, application
from services.routing.web.inbox_readers import listing, private
from services.routing.web.list_query import query

MOST_AT_ONCE = 200

assigning = Blueprint("assigning", __name__)


@assigning.post("/assign")
@require(SHIFT_LEAD)
def assign() -> AnyResponse:
    """Give the ticked cases to a colleague, or to nobody; each for itself, and say how many could not be given."""
    who = request.form.get("who", "")
    wish: Request = Take(who) if who else Release()
    codes = list(dict.fromkeys(request.form.getlist("code")))[:MOST_AT_ONCE]
    given = sum(_is_given(code, wish) for code in codes if _may_be_given_to(who))
    back = query(dict(parse_qsl(request.form.get("query", "")[:2000])))
    return redirect(f"/desk?{back}&assigned={given}&refused={len(codes) - given}", 303)


@assigning.get("/workload")
@require(SHIFT_LEAD, ADMINISTRATOR, LEADER)
def workload() -> Response:
    """Show what each colleague has taken on, and did today and this week."""
    return private(render_template("desk/inbox/workload.html", people=listing().show_workload()))


def _may_be_given_to(who: str) -> bool:
    """Return whether it is nobody, or somebody who is there."""
    account = application().account_book.get(who.removeprefix("desk:")) if who.startswith("desk:") else None
    return not who or bool(account and account.active)


def _is_given(code: str, wish: Request) -> bool:
    try:
        application().act_on_case(code, wish, actor())
    except Rejected:
        return False
    return True
