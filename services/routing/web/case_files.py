"""Files of answers: uploaded by agencies' systems over HTTP, fetched by signed links that end.

Whoever follows a link sees a picture we drew ourselves, or saves a file; nothing that was sent runs under our name.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, Response, g, request
from marshmallow import Schema, fields

from services.kit.files.keep import Upload
from services.kit.web import TOKEN_NEEDED, Operations, allow_body
from services.kit.web.downloads import sent
from services.kit.web.links import check
from services.routing.settings import RoutingSettings
from services.routing.web.agency_caller import agency_only
from services.routing.web.case_doing import MOST_BODY
from services.routing.web.current import application

FIELD = "files"

case_files = Blueprint("case_files", __name__)
uploads = Operations("agency-files", __name__, url_prefix="/api/agency/files", description="Files of answers")


class KeptFileSchema(Schema):
    """A file that was kept. Name its `id` in `files` of `reply.answered` within a day."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    media_type = fields.String(required=True)
    kind = fields.String(required=True)
    size = fields.Integer(required=True)
    caution = fields.String(required=True, allow_none=True)


class KeptFilesSchema(Schema):
    """The files of one upload, in the order they came."""

    files = fields.List(fields.Nested(KeptFileSchema), required=True)


@uploads.post("")
@agency_only
@allow_body(MOST_BODY)
@uploads.doc(
    **TOKEN_NEEDED,
    requestBody={
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {FIELD: {"type": "array", "items": {"type": "string", "format": "binary"}}},
                }
            }
        },
    },
)
@uploads.response(201, KeptFilesSchema)
def upload() -> dict[str, Any]:
    """Keep files for an answer of one's agency, all or none: looked at by content, pictures drawn anew."""
    owner: str = g.agency
    sent = [Upload(name=each.filename or "", content=each.read()) for each in request.files.getlist(FIELD)]
    return {"files": application().case_page.keep_files.keep(sent, owner)}


@case_files.get("/tep/<file_id>/xem")
def see(file_id: str) -> Response:
    """Send what others see of a file."""
    _check_link(f"/tep/{file_id}/xem")
    return sent(application().case_page.open_file.seen(file_id))


@case_files.get("/tep/<file_id>/nho")
def see_small(file_id: str) -> Response:
    """Send the small picture."""
    _check_link(f"/tep/{file_id}/nho")
    return sent(application().case_page.open_file.thumbnail(file_id))


def register(app: Flask, api: Any) -> None:
    """Add both."""
    app.register_blueprint(case_files)
    api.register_blueprint(uploads)


def _check_link(path: str) -> None:
    """Raise `Rejected`: `link-not-valid` or `link-ended`."""
    app, query = application(), request.args
    key = app.settings.files_key if isinstance(app.settings, RoutingSettings) else ""
    holder, ends, signature = (query.get(name, "") for name in ("cho", "den", "ky"))
    check(path, key, holder=holder, ends=ends, signature=signature, now=app.clock.now())
