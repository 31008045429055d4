"""/desk/incidents: bursts of cases, for the shift lead to decide; duplicates of a case, for everybody at the centre."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.text import visible_line
from services.kit.web import language, require
from services.kit.web.problems import of_rejected
from services.routing.domain.roles import OPERATOR, SHIFT_LEAD
from services.routing.web.case_names import Names
from services.routing.web.current import actor, application
from services.routing.wiring.merging import Merging

SHOWN = 100

incidents = Blueprint("incidents", __name__, url_prefix="/desk")


@incidents.get("/incidents")
@require(OPERATOR, SHIFT_LEAD)
def list_incidents() -> Response:
    """Show what is proposed, what is open, what was."""
    return _page({})


@incidents.post("/incidents/<path:id_>/<any(confirm, dismiss, close):act>")
@require(SHIFT_LEAD)
def decide(id_: str, act: str) -> AnyResponse:
    """Confirm, dismiss or close one."""
    deciding, words = _merging().decide_incident, visible_line(request.form.get("words", ""))[:200]
    try:
        if act == "confirm":
            deciding.confirm(id_, words, actor())
        elif act == "dismiss":
            deciding.dismiss(id_, words, actor())
        else:
            deciding.close(id_, actor())
    except Rejected as refused:
        return _page({"form": refused.vi if language() == "vi" else refused.en}, of_rejected(refused).status)
    return redirect("/desk/incidents", 303)


@incidents.get("/cases/<code>/duplicates")
@require(OPERATOR, SHIFT_LEAD)
def duplicates(code: str) -> Response:
    """Show cases that may be about the same matter, as a part of the case's page or alone."""
    app = application()
    case = app.find_cases.one(code, actor())
    found = _merging().find_duplicates.of(case)
    names = Names(app.catalogs.assigner().catalog, language())
    return _private(render_template("desk/incidents/duplicates.html", case=case, found=found, names=names))


def _page(errors: dict[str, str], status: int = 200) -> Response:
    app = application()
    facts: dict[str, Any] = {
        "errors": errors,
        "incidents": _merging().incidents.standing(None, SHOWN),
        "names": Names(app.catalogs.assigner().catalog, language()),
        "may_decide": actor().is_shift_lead,
    }
    return _private(render_template("desk/incidents/page.html", **facts), status)


def _private(page: str, status: int = 200) -> Response:
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _merging() -> Merging:
    merging = application().merging
    if merging is None:
        raise TypeError("nothing is joined here")
    return merging
