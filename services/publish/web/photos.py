"""/ca/<code>/anh/<drawing>: pictures of published cases, as editors let them out."""

from __future__ import annotations

from flask import Blueprint, Response

from services.kit.failures import Rejected
from services.kit.web import limit_rate
from services.publish.web.caching import cacheable
from services.publish.web.current import READING_RATE, application

photos = Blueprint("photos", __name__)


@photos.get("/ca/<code>/anh/<drawing>")
@limit_rate(READING_RATE)
def photo(code: str, drawing: str) -> Response:
    """Send a picture; only while its case is public and has it."""
    return _sent(code, drawing, small=False)


@photos.get("/ca/<code>/anh/<drawing>/nho")
@limit_rate(READING_RATE)
def small_photo(code: str, drawing: str) -> Response:
    """Send its small form."""
    return _sent(code, drawing, small=True)


def _sent(code: str, drawing: str, *, small: bool) -> Response:
    app = application()
    case = app.show_case(code)
    content = app.editing.drawings.read(drawing, small=small) if drawing in {each.id for each in case.photos} else None
    if content is None:
        raise Rejected("not-found", "Không có ảnh này.", "There is no such picture.")
    return cacheable(Response(content, mimetype="image/jpeg"))
