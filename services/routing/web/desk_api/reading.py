"""Looking at cases."""

from __future__ import annotations

from typing import Any

from services.kit.web import TOKEN_NEEDED, require
from services.routing.domain.case import State
from services.routing.domain.roles import AGENCY_LEADER, OFFICER, OPERATOR, SHIFT_LEAD
from services.routing.usecases.ports import Search
from services.routing.web.current import actor, application
from services.routing.web.desk_api.operations import CODE, desk, shown
from services.routing.web.schemas import CasePageSchema, CaseSchema, ContactSchema, LookSchema, SearchSchema
from services.routing.web.views import summary

#: Those who work on cases. Others have their figures, and their pages.
PEOPLE = (OPERATOR, SHIFT_LEAD, OFFICER, AGENCY_LEADER)


@desk.route("", methods=["GET"])
@require(*PEOPLE)
@desk.doc(**TOKEN_NEEDED)
@desk.arguments(SearchSchema, location="query")
@desk.response(200, CasePageSchema)
def list_cases(query: dict[str, Any]) -> dict[str, Any]:
    """List cases, newest first: the centre's people all of them, agencies' people what they lead or have a part in."""
    state, size = query.get("state"), query["page_size"]
    search = Search(
        state=State(state) if state else None,
        agency=query.get("agency"),
        offset=(query["page"] - 1) * size,
        limit=size,
    )
    page = application().find_cases.page(search, actor())
    cases = [summary(case) for case in page.cases]
    return {"cases": cases, "total": page.total, "page": query["page"], "page_size": size}


@desk.route("/<code>", methods=["GET"], parameters=[CODE])
@require(*PEOPLE)
@desk.doc(**TOKEN_NEEDED)
@desk.response(200, CaseSchema)
@desk.alt_response(404, "NOT_FOUND")
def show_case(code: str) -> dict[str, Any]:
    """Show a case with its history. Agencies see those they lead, and those they have a part in."""
    return shown(application().find_cases.one(code, actor()))


@desk.route("/<code>/contact", methods=["POST"], parameters=[CODE])
@require(*PEOPLE)
@desk.doc(**TOKEN_NEEDED)
@desk.arguments(LookSchema)
@desk.response(200, ContactSchema)
@desk.alt_response(404, "NOT_FOUND")
def show_contact(body: dict[str, Any], code: str) -> Any:
    """Show how to reach the citizen. Every look is written down with the account's name before it is shown.

    Agencies' people see it only where the citizen agreed or the category cannot be worked on without.
    """
    return application().case_page.look_at_contact(code, actor(), body["why"])
