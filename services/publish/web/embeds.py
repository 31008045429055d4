"""/nhung: what other sites can put on their pages: figures, a sign, a picture. The only pages that may be framed."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from services.kit.web import language, limit_rate
from services.kit.web.formats import thousands
from services.kit.web.security import may_be_framed
from services.publish.web.addresses import absolute
from services.publish.web.caching import cacheable
from services.publish.web.current import READING_RATE, application

embeds = Blueprint("embeds", __name__, url_prefix="/nhung")

#: Width of a letter of the picture, and what is left free at both ends of a field, in its own units.
_LETTER, _MARGIN = 7, 10


@embeds.get("")
@limit_rate(READING_RATE)
def page() -> Response:
    """Tell what to copy."""
    return cacheable(render_template("publish/embeds/page.html", absolute=absolute))


@embeds.get("/o-dem")
@limit_rate(READING_RATE)
@may_be_framed
def counter() -> Response:
    """Show the hotline's figures in a small frame."""
    figures = application().figures()
    return cacheable(render_template("publish/embeds/counter.html", figures=figures, absolute=absolute))


@embeds.get("/bang-hieu")
@limit_rate(READING_RATE)
@may_be_framed
def banner() -> Response:
    """Show how the hotline is reached, in a small frame."""
    return cacheable(render_template("publish/embeds/banner.html", absolute=absolute))


@embeds.get("/huy-hieu.svg")
@limit_rate(READING_RATE)
def badge() -> Response:
    """Return a picture with the number of answers, for pages that may hold no frames."""
    answered = thousands(application().figures().answered, language())
    picture = render_template("publish/embeds/badge.svg", answered=answered, letter=_LETTER, margin=_MARGIN)
    return cacheable(Response(picture, mimetype="image/svg+xml"))
