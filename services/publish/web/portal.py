"""Pages for everybody: the answered cases and each of them."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from services.kit.events.wire import SLUG_PATTERN
from services.kit.web import limit_rate
from services.publish.usecases.list_public import LAST_PAGE
from services.publish.web.caching import cacheable
from services.publish.web.current import READING_RATE, application

portal = Blueprint("portal", __name__)

LONGEST_QUERY = 200
_SLUG = re.compile(SLUG_PATTERN)
_AREA = re.compile(r"[0-9-]{1,20}")


@portal.get("/")
@limit_rate(READING_RATE)
def overview() -> Response:
    """List answered cases, the latest first, searched and narrowed as the address says."""
    app, asked = application(), narrowing()
    query = request.args.get("q", "")[:LONGEST_QUERY]
    page = app.list_public(query, page=_page_number(), **asked)
    return cacheable(
        render_template(
            "publish/overview.html",
            page=page,
            query=query,
            asked=asked,
            searched=bool(query.strip() or any(asked.values())),
            reference=app.reference(),
            agencies=app.reference().agency_names(app.published.agencies()),
            areas=app.reference().area_names(app.published.areas()),
            page_url=_page_url,
        )
    )


@portal.get("/ca/<code>")
@limit_rate(READING_RATE)
def case_page(code: str) -> Response:
    """Show one case: what was asked, who answered when, and what."""
    app = application()
    return cacheable(render_template("publish/case.html", case=app.show_case(code), reference=app.reference()))


@portal.get("/robots.txt")
def robots() -> Response:
    """Tell search engines that answers are for everybody, and tracking is not for them."""
    return Response("User-agent: *\nDisallow: /tra-cuu\nDisallow: /api/\n", mimetype="text/plain")


def narrowing() -> dict[str, str | None]:
    """Return what the list is narrowed to; values that cannot be a slug or code count as not given."""
    return {
        "category": _given("category", _SLUG),
        "agency": _given("agency", _SLUG),
        "area": _given("area", _AREA),
    }


def _given(name: str, shape: re.Pattern[str]) -> str | None:
    value = request.args.get(name, "")[:100]
    return value if shape.fullmatch(value) else None


def _page_number() -> int:
    asked = request.args.get("page", "1")
    return min(int(asked), LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


def _page_url(number: int) -> str:
    names = ("q", "category", "agency", "area")
    kept: dict[str, Any] = {name: value for name in names if (value := request.args.get(name))}
    return url_for("portal.overview", **kept, page=number)
