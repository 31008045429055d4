"""Who reads lists at the desk, and where they come from."""

from __future__ import annotations

from flask import Response, make_response

from services.routing.domain.roles import ADMINISTRATOR, AGENCY_LEADER, LEADER, OFFICER, OPERATOR, SHIFT_LEAD
from services.routing.web.current import application
from services.routing.wiring.listing import Listing

READERS = (OPERATOR, SHIFT_LEAD, OFFICER, AGENCY_LEADER, ADMINISTRATOR, LEADER)


def listing() -> Listing:
    """Return the use cases of lists. Raises TypeError in an app that was built without."""
    found = application().listing
    if found is None:
        raise TypeError("nothing is listed here")
    return found


def private(page: str) -> Response:
    """Return a page that no cache on the way may keep."""
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer
