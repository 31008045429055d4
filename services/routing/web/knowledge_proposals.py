"""/desk/knowledge/proposals: what operators answered directly, the most frequent first; made an entry or dismissed."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web import require
from services.kit.web.problems import of_rejected
from services.routing.domain.knowledge.proposal import Standing
from services.routing.web.calls_pages import said
from services.routing.web.current import actor
from services.routing.web.knowledge_view import EDITORS, knowledge, names, private

PAGE, MOST_PAGES = 20, 200

knowledge_proposals = Blueprint("knowledge_proposals", __name__, url_prefix="/desk/knowledge/proposals")


@knowledge_proposals.get("")
@require(*EDITORS)
def page() -> Response:
    """Show proposals, open ones unless asked otherwise."""
    return _page()


@knowledge_proposals.post("/<id_>/dismiss")
@require(*EDITORS)
def dismiss(id_: str) -> AnyResponse:
    """Dismiss one."""
    try:
        knowledge().proposals.dismiss(id_, actor())
    except Rejected as why:
        if why.slug == "unknown-proposal":
            raise
        return _page(said(why), of_rejected(why).status)
    return redirect("/desk/knowledge/proposals?done=dismissed", 303)


def _page(refused: str = "", status: int = 200) -> Response:
    asked, typed = request.args.get("standing", ""), request.args.get("page", "1")
    standing = Standing(asked) if asked in list(Standing) else Standing.OPEN
    number = min(max(int(typed), 1), MOST_PAGES) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1
    found, total = knowledge().proposals.list(standing, (number - 1) * PAGE, PAGE)
    around = {
        "found": found,
        "total": total,
        "standing": standing,
        "standings": list(Standing),
        "number": number,
        "pages": min(-(-total // PAGE), MOST_PAGES),
        "names": names(),
        "refused": refused,
        "done": request.args.get("done") == "dismissed",
    }
    return private(render_template("desk/knowledge/proposals.html", **around), status)
