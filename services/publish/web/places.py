"""/ban-do: where the answered cases happened, as a picture and as a table."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from services.kit.web import limit_rate
from services.publish.domain.province_map import WIDTH
from services.publish.web.caching import cacheable
from services.publish.web.current import READING_RATE, application

places = Blueprint("places", __name__)


@places.get("/ban-do")
@limit_rate(READING_RATE)
def page() -> Response:
    """Show how many answered cases each commune has. Drawn here: nothing is fetched, and nothing needs a script."""
    return cacheable(render_template("publish/places.html", places=application().count_places(), width=WIDTH))
