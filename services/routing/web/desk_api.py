"""/api/desk/cases: look at cases, accept, answer, return and reassign them."""

from __future__ import annotations

from typing import Any

from flask import current_app, g

from services.kit.events.wire import CODE_PATTERN
from services.kit.web import TOKEN_NEEDED, Operations, require
from services.routing.domain.case import Case, State
from services.routing.domain.policies import Actor
from services.routing.domain.roles import AGENCY_LEADER, OFFICER, OPERATOR, SHIFT_LEAD
from services.routing.usecases.ports import Search
from services.routing.usecases.requests import Accept, Answer, Forward, Reassign, Request, Return
from services.routing.web.schemas import (
    AnswerSchema,
    CasePageSchema,
    CaseSchema,
    ContactSchema,
    IdempotencySchema,
    LookSchema,
    ReassignSchema,
    ReturnSchema,
    SearchSchema,
)
from services.routing.web.views import summary, whole
from services.routing.wiring import Application

CODE = {
    "name": "code",
    "in": "path",
    "required": True,
    "description": "Case code.",
    "schema": {"type": "string", "pattern": CODE_PATTERN},
}

desk = Operations("desk", __name__, url_prefix="/api/desk/cases", description="The desk of operators and officers")


@desk.route("", methods=["GET"])
@desk.doc(**TOKEN_NEEDED)
@desk.arguments(SearchSchema, location="query")
@desk.response(200, CasePageSchema)
@require(OPERATOR, OFFICER)
def list_cases(query: dict[str, Any]) -> dict[str, Any]:
    """List cases, newest first: operators all of them, officers those of their agency."""
    state, size = query.get("state"), query["page_size"]
    search = Search(
        state=State(state) if state else None,
        agency=query.get("agency"),
        offset=(query["page"] - 1) * size,
        limit=size,
    )
    page = _application().find_cases.page(search, _actor())
    cases = [summary(case) for case in page.cases]
    return {"cases": cases, "total": page.total, "page": query["page"], "page_size": size}


@desk.route("/<code>", methods=["GET"], parameters=[CODE])
@desk.doc(**TOKEN_NEEDED)
@desk.response(200, CaseSchema)
@desk.alt_response(404, "NOT_FOUND")
@require(OPERATOR, OFFICER)
def show_case(code: str) -> dict[str, Any]:
    """Show a case with its history."""
    actor = _actor()
    return _shown(_application().find_cases.one(code, actor), actor)


@desk.route("/<code>/contact", methods=["POST"], parameters=[CODE])
@desk.doc(**TOKEN_NEEDED)
@desk.arguments(LookSchema)
@desk.response(200, ContactSchema)
@desk.alt_response(404, "NOT_FOUND")
@require(OPERATOR, SHIFT_LEAD, OFFICER, AGENCY_LEADER)
def show_contact(body: dict[str, Any], code: str) -> Any:
    """Show how to reach the citizen. Every look is written down with the account's name before it is shown.

    Agencies' people see it only where the citizen agreed or the category cannot be worked on without.
    """
    return _application().case_page.look_at_contact(code, _actor(), body["why"])


@desk.route("/<code>/accept", methods=["POST"], parameters=[CODE])
@desk.doc(**TOKEN_NEEDED)
@desk.arguments(IdempotencySchema, location="headers")
@desk.response(200, CaseSchema)
@desk.alt_response(404, "NOT_FOUND")
@desk.alt_response(409, "CONFLICT")
@require(OFFICER)
def accept_case(headers: dict[str, Any], code: str) -> dict[str, Any]:
    """Take a case in hand, for one's agency."""
    return _act(code, Accept(), headers)


@desk.route("/<code>/answer", methods=["POST"], parameters=[CODE])
@desk.doc(**TOKEN_NEEDED)
@desk.arguments(AnswerSchema)
@desk.arguments(IdempotencySchema, location="headers")
@desk.response(200, CaseSchema)
@desk.alt_response(404, "NOT_FOUND")
@desk.alt_response(409, "CONFLICT")
@require(OPERATOR, OFFICER)
def answer_case(body: dict[str, Any], headers: dict[str, Any], code: str) -> dict[str, Any]:
    """Answer: officers for their agency, operators what lies at the centre. The answer is final."""
    return _act(code, Answer(body["answer"], body["outcome"]), headers)


@desk.route("/<code>/return", methods=["POST"], parameters=[CODE])
@desk.doc(**TOKEN_NEEDED)
@desk.arguments(ReturnSchema)
@desk.arguments(IdempotencySchema, location="headers")
@desk.response(200, CaseSchema)
@desk.alt_response(404, "NOT_FOUND")
@desk.alt_response(409, "CONFLICT")
@require(OFFICER)
def return_case(body: dict[str, Any], headers: dict[str, Any], code: str) -> dict[str, Any]:
    """Return a case that is not one's agency's to the centre, with the reason; at most twice per case.

    The answer shows the case as it leaves; from now on it is the centre's.
    """
    return _act(code, Return(body["reason"], body["suggestion"]), headers)


@desk.route("/<code>/reassign", methods=["POST"], parameters=[CODE])
@desk.doc(**TOKEN_NEEDED)
@desk.arguments(ReassignSchema)
@desk.arguments(IdempotencySchema, location="headers")
@desk.response(200, CaseSchema)
@desk.alt_response(404, "NOT_FOUND")
@desk.alt_response(409, "CONFLICT")
@require(OPERATOR)
def reassign_case(body: dict[str, Any], headers: dict[str, Any], code: str) -> dict[str, Any]:
    """Name the competent agency of a case that waits at the centre."""
    return _act(code, Reassign(body["agency"], body["note"] or None), headers)


@desk.route("/<code>/forward", methods=["POST"], parameters=[CODE])
@desk.doc(**TOKEN_NEEDED)
@desk.arguments(IdempotencySchema, location="headers")
@desk.response(200, CaseSchema)
@desk.alt_response(404, "NOT_FOUND")
@desk.alt_response(409, "CONFLICT")
@require(OPERATOR)
def forward_case(headers: dict[str, Any], code: str) -> dict[str, Any]:
    """Send a held case to its agency now, before the forwarding hours begin."""
    return _act(code, Forward(), headers)


def _act(code: str, request: Request, headers: dict[str, Any]) -> dict[str, Any]:
    actor = _actor()
    return _shown(_application().act_on_case(code, request, actor, headers["key"]), actor)


def _shown(case: Case, actor: Actor) -> dict[str, Any]:
    app = _application()
    return whole(case, actor, app.links, app.clock.now())


def _actor() -> Actor:
    account = g.account
    return Actor(f"desk:{account.name}", account.agency, account.role)


def _application() -> Application:
    found: Application = current_app.extensions["routing"]
    return found
