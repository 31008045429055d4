"""/desk/agencies: whose cases are fetched, whose wait, and who is not there."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response, make_response, render_template, request

from services.kit.web import require
from services.routing.domain.gateway.presence import Presence
from services.routing.domain.roles import ADMINISTRATOR, AGENCY_LEADER, OFFICER, OPERATOR, SHIFT_LEAD
from services.routing.web.agency_caller import gateway
from services.routing.web.current import actor, application

READERS = (OPERATOR, SHIFT_LEAD, ADMINISTRATOR, OFFICER, AGENCY_LEADER)

agencies_page = Blueprint("agencies_page", __name__, url_prefix="/desk/agencies")


@agencies_page.get("")
@require(*READERS)
def show() -> Response:
    """Show where agencies stand, the worst first; an agency's own people see their own line."""
    troubled = request.args.get("troubled") == "1"
    found, now = gateway().find_presences(actor(), troubled=troubled), application().clock.now()
    agencies = application().catalogs.assigner().catalog.agencies
    page = render_template(
        "desk/agencies/page.html",
        lines=[(each, agencies[each.agency].name if each.agency in agencies else each.agency) for each in found],
        waited=lambda presence: _waited(presence, now),
        troubled=troubled,
        away=sum(not each.online for each in found),
        now=now,
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _waited(presence: Presence, now: datetime) -> str:
    """Return how long nothing has been fetched, as 3:05 (hours and minutes), or nothing."""
    if presence.idle_since is None:
        return ""
    minutes = int((now - presence.idle_since).total_seconds() // 60)
    return f"{minutes // 60}:{minutes % 60:02d}"
