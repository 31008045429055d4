"""/desk/incidents: bursts of cases, for the shift lead to decide about; operators see how they stand."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web import language, require
from services.kit.web.problems import of_rejected
from services.routing.domain.roles import OPERATOR, SHIFT_LEAD
from services.routing.domain.wording import clean
from services.routing.usecases.incidents import DecideIncident
from services.routing.web.case_names import Names
from services.routing.web.current import actor, application

SHOWN = 100
LONGEST = 200

incidents = Blueprint("incidents", __name__, url_prefix="/desk/incidents")


@incidents.get("")
@require(OPERATOR, SHIFT_LEAD)
def list_incidents() -> Response:
    """Show what is proposed, what is open, what was."""
    return _page({})


@incidents.post("/<id_>/<any(confirm, dismiss, close):act>")
@require(SHIFT_LEAD)
def decide(id_: str, act: str) -> AnyResponse:
    """Confirm, dismiss or close one; refused, show the page again with what was typed."""
    words = clean(request.form.get("words", ""))
    error = _error(act, words)
    if error:
        return _page({"words": error}, 422, id_)
    try:
        _do(act, id_, words)
    except Rejected as refused:
        return _page({"": refused.vi if language() == "vi" else refused.en}, of_rejected(refused).status, id_)
    return redirect(f"/desk/incidents?done={act}", 303)


@incidents.get("/<id_>/<any(confirm, dismiss, close):act>")
@require(OPERATOR, SHIFT_LEAD)
def back(id_: str, act: str) -> AnyResponse:  # noqa: ARG001 - the address of a form that was refused
    """Lead back to the list: people change the language of a page that refused something."""
    return redirect("/desk/incidents", 302)


def _do(act: str, id_: str, words: str) -> None:
    deciding = _deciding()
    by_name = {"confirm": deciding.confirm, "dismiss": deciding.dismiss, "close": deciding.close}
    by_name[act](id_, words, actor())


def _error(act: str, words: str) -> str | None:
    """A name, and a reason not to act, are needed; a remark on the end is not."""
    if len(words) > LONGEST:
        return "incidents.too_long"
    return "incidents.needed" if act != "close" and not words else None


def _page(errors: dict[str, str], status: int = 200, refused: str | None = None) -> Response:
    app = application()
    facts: dict[str, Any] = {
        "errors": errors,
        "refused": refused,
        "incidents": _deciding().newest(SHOWN),
        "names": Names(app.catalogs.assigner().catalog, language()),
        "may_decide": actor().is_shift_lead,
        "done": request.args.get("done"),
    }
    response = make_response(render_template("desk/incidents/page.html", **facts), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _deciding() -> DecideIncident:
    merging = application().merging
    if merging is None:
        raise TypeError("there are no incidents here")
    return merging.decide_incident
