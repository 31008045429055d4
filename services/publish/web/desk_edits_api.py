"""/api/desk/publications/<code>/…: what editors change before the public reads a case."""

from __future__ import annotations

from typing import Any

from flask import Response, g

from services.kit.failures import Rejected
from services.kit.web import TOKEN_NEEDED, Operations, require
from services.publish.usecases.editing.cover_picture import Wish
from services.publish.usecases.editing.ports import Cover
from services.publish.web.current import application
from services.publish.web.desk_api import EDITORS, PATH
from services.publish.web.desk_schemas import (
    HidingSchema,
    LettingOutSchema,
    PublicationSchema,
    SeenSchema,
    ShowingSchema,
)
from services.publish.web.desk_view import publication_view
from services.publish.web.parameters import CODE

desk_edits = Operations("desk-edits", __name__, url_prefix=PATH, description="What editors change")

PICTURE: dict[str, Any] = {
    "name": "picture",
    "in": "path",
    "required": True,
    "description": "Name of the picture where it is kept.",
    "schema": {"type": "string", "pattern": "^[0-9A-Z]{26}$"},
}


@desk_edits.route("/<code>/hide", methods=["POST"], parameters=[CODE])
@require(*EDITORS)
@desk_edits.arguments(HidingSchema)
@desk_edits.response(200, PublicationSchema)
@desk_edits.alt_response(404, "NOT_FOUND")
@desk_edits.alt_response(409, "CONFLICT")
@desk_edits.doc(**TOKEN_NEEDED)
def hide(given: dict[str, Any], code: str) -> dict[str, Any]:
    """Hide words wherever they stand in a text."""
    changed = application().editing.hide(code, given["part"], given["words"], g.account.name, given["version"])
    return publication_view(changed)


@desk_edits.route("/<code>/show", methods=["POST"], parameters=[CODE])
@require(*EDITORS)
@desk_edits.arguments(ShowingSchema)
@desk_edits.response(200, PublicationSchema)
@desk_edits.alt_response(404, "NOT_FOUND")
@desk_edits.alt_response(409, "CONFLICT")
@desk_edits.doc(**TOKEN_NEEDED)
def show(given: dict[str, Any], code: str) -> dict[str, Any]:
    """Show again what was hidden for nothing."""
    place = (given["start"], given["end"])
    show_again = application().editing.show_again
    return publication_view(show_again(code, given["part"], place, given["reason"], g.account.name, given["version"]))


@desk_edits.route("/<code>/photos/<picture>", methods=["PUT"], parameters=[CODE, PICTURE])
@require(*EDITORS)
@desk_edits.arguments(LettingOutSchema)
@desk_edits.response(200, PublicationSchema)
@desk_edits.alt_response(404, "NOT_FOUND")
@desk_edits.alt_response(409, "CONFLICT")
@desk_edits.doc(**TOKEN_NEEDED)
def let_out(given: dict[str, Any], code: str, picture: str) -> dict[str, Any]:
    """Let a picture out, drawn anew, with its covered parts gone for good."""
    wish = Wish(picture, [Cover(**each) for each in given["covers"]], given["alt"])
    return publication_view(application().editing.let_out(code, wish, g.account.name, given["version"]))


@desk_edits.route("/<code>/photos/<picture>/removal", methods=["POST"], parameters=[CODE, PICTURE])
@require(*EDITORS)
@desk_edits.arguments(SeenSchema, location="query")
@desk_edits.response(200, PublicationSchema)
@desk_edits.alt_response(404, "NOT_FOUND")
@desk_edits.alt_response(409, "CONFLICT")
@desk_edits.doc(**TOKEN_NEEDED)
def take_out(seen: dict[str, Any], code: str, picture: str) -> dict[str, Any]:
    """Take a picture out."""
    return publication_view(application().editing.take_out(code, picture, g.account.name, seen["version"]))


@desk_edits.route("/drawings/<drawing>", methods=["GET"])
@require(*EDITORS)
@desk_edits.alt_response(404, "NOT_FOUND")
@desk_edits.doc(**TOKEN_NEEDED)
def drawing(drawing: str) -> Response:
    """Return a drawing as the public sees it, or would."""
    content = application().editing.drawings.read(drawing, small=False)
    if content is None:
        raise Rejected("not-found", "Không có ảnh này.", "There is no such picture.")
    answer = Response(content, mimetype="image/jpeg")
    answer.headers["Cache-Control"] = "no-store"
    return answer
