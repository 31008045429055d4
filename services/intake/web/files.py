"""GET /tep/…: files by signed links, for agencies; GET /api/files/…/original: what was sent, for operators.

Whoever follows a link sees a picture we drew ourselves, or saves a file; nothing that was sent runs under our name.
"""

from __future__ import annotations

from flask import Blueprint, Response, g, request

from services.intake.web.application import application
from services.kit.web import TOKEN_NEEDED, Operations, require
from services.kit.web.downloads import sent
from services.kit.web.links import check

files = Blueprint("files", __name__)
originals = Operations("originals", __name__, url_prefix="/api/files", description="Files as they were sent")


@files.get("/tep/<file_id>/xem")
def see(file_id: str) -> Response:
    """Send what others see of a file."""
    _check_link(f"/tep/{file_id}/xem")
    return sent(application().open_attachment.seen(file_id))


@files.get("/tep/<file_id>/nho")
def see_small(file_id: str) -> Response:
    """Send the small picture."""
    _check_link(f"/tep/{file_id}/nho")
    return sent(application().open_attachment.thumbnail(file_id))


@originals.get("/<file_id>/original")
@require("operator", "shift_lead", "administrator")
@originals.doc(**TOKEN_NEEDED)
@originals.response(200, {"type": "string", "format": "binary"}, content_type="*/*", description="The file.")
@originals.alt_response(404, "NOT_FOUND")
def open_original(file_id: str) -> Response:
    """Return a file as it was sent.

    With all that the camera wrote, such as where the picture was taken. Every look is logged with the account's name.
    """
    return sent(application().open_attachment.original(file_id, g.account.name))


def _check_link(path: str) -> None:
    """Raise `Rejected`: `link-not-valid` or `link-ended`."""
    app, query = application(), request.args
    check(
        path,
        app.settings.files.key,
        holder=query.get("cho", ""),
        ends=query.get("den", ""),
        signature=query.get("ky", ""),
        now=app.clock.now(),
    )
