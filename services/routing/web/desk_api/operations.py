"""The group of the desk's operations, and what they share."""

from __future__ import annotations

from typing import Any

from services.kit.events.wire import CODE_PATTERN
from services.kit.web import Operations
from services.routing.domain.case import Case
from services.routing.web.current import actor, application
from services.routing.web.views import whole

CODE = {
    "name": "code",
    "in": "path",
    "required": True,
    "description": "Case code.",
    "schema": {"type": "string", "pattern": CODE_PATTERN},
}

desk = Operations(
    "desk", __name__, url_prefix="/api/desk/cases", description="The desk of the centre's and the agencies' people"
)


def shown(case: Case) -> dict[str, Any]:
    """Return a case as whoever calls may see it."""
    app = application()
    return whole(case, actor(), app.links, app.clock.now(), app.case_page.page_links.answers)
