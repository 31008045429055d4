"""/api/desk/publications: editors read what waits, and decide."""

from __future__ import annotations

from typing import Any

from flask import g

from services.kit.web import TOKEN_NEEDED, Operations, require
from services.publish.domain.case import Case, Text
from services.publish.web.current import application
from services.publish.web.parameters import CODE
from services.publish.web.schemas import (
    PublicationSchema,
    PublicationsQuestionSchema,
    PublicationsSchema,
    WithholdingSchema,
)

EDITOR = "editor"

desk = Operations("desk", __name__, url_prefix="/api/desk/publications", description="The editors' desk")


@desk.route("", methods=["GET"])
@require(EDITOR)
@desk.arguments(PublicationsQuestionSchema, location="query")
@desk.response(200, PublicationsSchema)
@desk.doc(**TOKEN_NEEDED)
def list_publications(question: dict[str, Any]) -> dict[str, Any]:
    """List answered cases by state, original and public text side by side."""
    return {"publications": [publication_view(case) for case in application().list_publications(**question)]}


@desk.route("/<code>/publish", methods=["POST"], parameters=[CODE])
@require(EDITOR)
@desk.response(200, PublicationSchema)
@desk.alt_response(404, "NOT_FOUND")
@desk.alt_response(409, "CONFLICT")
@desk.doc(**TOKEN_NEEDED)
def publish(code: str) -> dict[str, Any]:
    """Let the public read a case."""
    return publication_view(application().approve_publication(code, g.account.name))


@desk.route("/<code>/withhold", methods=["POST"], parameters=[CODE])
@require(EDITOR)
@desk.arguments(WithholdingSchema)
@desk.response(200, PublicationSchema)
@desk.alt_response(404, "NOT_FOUND")
@desk.alt_response(409, "CONFLICT")
@desk.alt_response(415, "UNSUPPORTED_MEDIA_TYPE")
@desk.doc(**TOKEN_NEEDED)
def withhold(given: dict[str, Any], code: str) -> dict[str, Any]:
    """Keep a case from the public, or take it back."""
    return publication_view(application().withhold_publication(code, g.account.name, given["reason"]))


def publication_view(case: Case) -> dict[str, Any]:
    """Return what `PublicationSchema` shows."""
    answer, received, routing = case.answer, case.received, case.routing
    return {
        "code": case.code,
        "state": case.state,
        "reason": answer.reason if answer else None,
        "category": (routing and routing.category) or (received and received.category),
        "agency": answer.agency if answer else None,
        "agency_name": answer.agency_name if answer else None,
        "answered_at": answer.answered_at if answer else None,
        "decided_by": answer.decided_by if answer else None,
        "title": _text(received.title if received else None),
        "text": _text(received.text if received else None),
        "address": _text(received.address if received else None),
        "answer": _text(answer.text if answer else None),
    }


def _text(text: Text | None) -> dict[str, Any] | None:
    if text is None:
        return None
    return {"public": text.public, "original": text.original, "spans": text.spans}
