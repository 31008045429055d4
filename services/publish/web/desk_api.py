"""/api/desk/publications: editors read what waits, and decide; the desk asks on behalf of who is signed in there."""

from __future__ import annotations

from typing import Any

from flask import g

from services.kit.web import TOKEN_NEEDED, Operations, require
from services.publish.domain.grounds import GROUNDS
from services.publish.domain.position import Position
from services.publish.usecases.editing import Asked
from services.publish.web.current import application
from services.publish.web.desk_schemas import (
    PublicationSchema,
    QueueQuestionSchema,
    QueueSchema,
    SeenSchema,
    WithholdingSchema,
)
from services.publish.web.desk_view import publication_view, queue_view
from services.publish.web.parameters import CODE

#: Administrators and leaders see no original words (decision 0028), so they do not decide about them.
EDITORS = ("editor", "shift_lead")
PATH = "/api/desk/publications"

desk = Operations("desk", __name__, url_prefix=PATH, description="The editors' desk")


@desk.route("", methods=["GET"])
@require(*EDITORS)
@desk.arguments(QueueQuestionSchema, location="query")
@desk.response(200, QueueSchema)
@desk.doc(**TOKEN_NEEDED)
def list_publications(question: dict[str, Any]) -> dict[str, Any]:
    """List answered cases by state, as the public would read them, and count them."""
    after = Position.read(question.pop("after"))
    queue = application().editing.list(Asked(**question, after=after))
    return queue_view(queue, list(GROUNDS.values()))


@desk.route("/<code>", methods=["GET"], parameters=[CODE])
@require(*EDITORS)
@desk.response(200, PublicationSchema)
@desk.alt_response(404, "NOT_FOUND")
@desk.alt_response(409, "CONFLICT")
@desk.doc(**TOKEN_NEEDED)
def open_publication(code: str) -> dict[str, Any]:
    """Show one case, original and public text side by side. That the account looked is written down first."""
    return publication_view(application().editing.open(code, g.account.name, g.account.role))


@desk.route("/<code>/publish", methods=["POST"], parameters=[CODE])
@require(*EDITORS)
@desk.arguments(SeenSchema, location="query")
@desk.response(200, PublicationSchema)
@desk.alt_response(404, "NOT_FOUND")
@desk.alt_response(409, "CONFLICT")
@desk.doc(**TOKEN_NEEDED)
def publish(seen: dict[str, Any], code: str) -> dict[str, Any]:
    """Let the public read a case."""
    return publication_view(application().approve_publication(code, g.account.name, seen["version"]))


@desk.route("/<code>/withhold", methods=["POST"], parameters=[CODE])
@require(*EDITORS)
@desk.arguments(WithholdingSchema)
@desk.response(200, PublicationSchema)
@desk.alt_response(404, "NOT_FOUND")
@desk.alt_response(409, "CONFLICT")
@desk.alt_response(415, "UNSUPPORTED_MEDIA_TYPE")
@desk.doc(**TOKEN_NEEDED)
def withhold(given: dict[str, Any], code: str) -> dict[str, Any]:
    """Keep a case from the public, or take it back: then its address says when and why."""
    why, ground, version = given["reason"], given["ground"], given["version"]
    return publication_view(application().withhold_publication(code, g.account.name, why, ground, version))
