"""/thong-tin: procedures, questions, investment, tourism and events, for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.kit.web import limit_rate
from services.publish.domain.knowledge import LEVELS
from services.publish.usecases.knowledge import Wanted
from services.publish.web.caching import cacheable
from services.publish.web.current import READING_RATE, application

#: What each kind is called in addresses.
SLUGS = {
    "procedure": "thu-tuc",
    "faq": "hoi-dap",
    "investment": "dau-tu",
    "tourism": "du-lich",
    "event": "su-kien",
}
KIND_OF = {slug: kind for kind, slug in SLUGS.items()}
LONGEST = 200
NAMES = ("q", "level", "field", "agency")

knowledge = Blueprint("knowledge", __name__, url_prefix="/thong-tin")
Asked = Mapping[str, str]


@knowledge.get("")
@limit_rate(READING_RATE)
def everything() -> Response:
    """Search across all kinds; without a question, show what there is."""
    return _page(None)


@knowledge.get("/<slug>")
@limit_rate(READING_RATE)
def of_kind(slug: str) -> Response:
    """Browse one kind: by title, events by day; narrowed as the address says."""
    return _page(KIND_OF.get(slug) or abort(404))


@knowledge.get("/<slug>/<code>")
@limit_rate(READING_RATE)
def show(slug: str, code: str) -> AnyResponse:
    """Show one entry; under the address of another kind, lead to its own."""
    entry = application().knowledge.browse.one(code)
    if SLUGS.get(entry.kind) != slug:
        return redirect(path_of(entry.kind, code), 301)
    over = application().knowledge.browse.is_over(entry)
    reference = application().reference()
    return cacheable(render_template("publish/knowledge/entry.html", entry=entry, slug=slug, over=over, ref=reference))


def path_of(kind: str, code: str) -> str:
    """Return the address of an entry."""
    return url_for("knowledge.show", slug=SLUGS[kind], code=code)


def _page(kind: str | None) -> Response:
    asked = {name: request.args.get(name, "")[:LONGEST].replace("\0", "").strip() for name in NAMES}
    browse, reference = application().knowledge.browse, application().reference()
    page = browse(_wanted(asked, kind))
    facets = browse.facets()
    return cacheable(
        render_template(
            "publish/knowledge/list.html",
            page=page,
            kind=kind,
            asked=asked,
            searched=any(asked.values()),
            slugs=SLUGS,
            facets=facets,
            levels=[each for each in LEVELS if each in facets.levels],
            agencies=reference.agency_names(facets.agencies),
            page_url=lambda number: f"{request.path}?{_query(asked, number)}",
            path_of=path_of,
        )
    )


def _wanted(asked: Asked, kind: str | None) -> Wanted:
    return Wanted(
        query=asked["q"],
        kind=kind,
        level=asked["level"] or None,
        field=asked["field"] or None,
        agency=asked["agency"] or None,
        page=_number(),
    )


def _number() -> int:
    typed = request.args.get("page", "1")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


def _query(asked: Asked, number: int) -> str:
    kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
    return urlencode({**kept, "page": number})
