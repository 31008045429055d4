"""/desk/views: lists that somebody wants to come back to."""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import Blueprint, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from services.kit.text import visible_line
from services.kit.web import require
from services.routing.domain.roles import ADMINISTRATOR, AGENCY_LEADER, SHIFT_LEAD
from services.routing.usecases.listing import SavedView
from services.routing.web.inbox_readers import READERS, listing
from services.routing.web.list_query import query

LONGEST_NAME = 60
#: They may give a list to all of their role.
SHARING = (SHIFT_LEAD, ADMINISTRATOR, AGENCY_LEADER)

views = Blueprint("views", __name__, url_prefix="/views")


@views.post("")
@require(*READERS)
def save() -> AnyResponse:
    """Keep the list under a name, in the place of one's earlier one of that name."""
    name = visible_line(request.form.get("name", ""))[:LONGEST_NAME]
    kept = query(dict(parse_qsl(request.form.get("query", "")[:2000])))
    if name:
        view = SavedView(
            owner=g.account.name,
            name=name,
            role=g.account.role,
            query=kept,
            shared=request.form.get("shared") == "yes" and g.account.role in SHARING,
            first=request.form.get("first") == "yes",
            agency=g.account.agency,
        )
        listing().views.save(view)
    return redirect(f"/desk?{kept}" if kept else "/desk", 303)


@views.post("/remove")
@require(*READERS)
def remove() -> AnyResponse:
    """Forget a saved list of one's own."""
    listing().views.remove(g.account.name, request.form.get("name", ""))
    return redirect("/desk?box=", 303)
