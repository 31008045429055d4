"""The front page, and what search engines are told."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from services.kit.web import limit_rate
from services.publish.web.addresses import absolute
from services.publish.web.answers import NAMES, answers_page
from services.publish.web.caching import cacheable
from services.publish.web.current import READING_RATE, application

portal = Blueprint("portal", __name__)

LATEST = 5
#: Search engines read what anybody may read; a citizen's own case is nobody's, and programs have their own contract.
ROBOTS = "User-agent: *\nDisallow: /tra-cuu\nDisallow: /api/\nDisallow: /ngoai-tuyen\nSitemap: {}\n"


@portal.get("/")
@limit_rate(READING_RATE)
def home() -> Response:
    """Say what 1022 is, and lead to finding, filing and tracking.

    Where something is asked for, as addresses of old did, list the answered cases.
    """
    if any(request.args.get(name) for name in NAMES):
        return answers_page()
    app = application()
    cases = app.list_public().cases[:LATEST]
    page = render_template("publish/home.html", cases=cases, figures=app.figures(), reference=app.reference())
    return cacheable(page)


@portal.get("/robots.txt")
def robots() -> Response:
    """Tell search engines what is for them."""
    return Response(ROBOTS.format(absolute("/sitemap.xml")), mimetype="text/plain")
