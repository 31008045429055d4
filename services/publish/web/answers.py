"""/phan-anh: the answered cases, searched and narrowed as the address says. Every list has an address to pass on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from services.kit.events.wire import SLUG_PATTERN
from services.kit.web import limit_rate
from services.publish.domain.days import month_of
from services.publish.domain.knowledge import KnowledgeEntry
from services.publish.usecases.knowledge import Wanted
from services.publish.usecases.list_public import LAST_PAGE, Page
from services.publish.web.caching import cacheable
from services.publish.web.current import READING_RATE, application
from services.publish.web.knowledge import path_of

answers = Blueprint("answers", __name__)

PATH = "/phan-anh"
#: What a list is narrowed to, and how its part is chosen.
NARROWING = ("category", "agency", "area", "thang")
#: By what new answers can be followed.
FOLLOWED = ("category", "agency", "area")
NAMES = ("q", *NARROWING, "page", "sau", "truoc")
LONGEST_QUERY = 200
LONGEST_PLACE = 100
MOST_ENTRIES = 3
MONTHS_OFFERED = 24
_SLUG = re.compile(SLUG_PATTERN)
#: A code or a name, of today's map or of the one before.
_AREA = re.compile(r"[\w .'’-]{1,100}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_SHAPES = {"category": _SLUG, "agency": _SLUG, "area": _AREA, "thang": _MONTH}

Asked = Mapping[str, str | None]


@answers.get(PATH)
@limit_rate(READING_RATE)
def listing() -> Response:
    """List answered cases, the latest first."""
    return answers_page()


def answers_page() -> Response:
    """Return the list that the address asks for. What cannot be a slug, code, month or page counts as not given."""
    query, asked = request.args.get("q", "")[:LONGEST_QUERY].replace("\0", ""), narrowing()
    page = _found(query, asked)
    kept = {"q": query, **asked}
    return cacheable(
        render_template(
            "publish/answers.html",
            page=page,
            query=query.strip(),
            asked=asked,
            narrowed=any(asked.values()),
            searched=bool(query.strip() or any(asked.values())),
            entries=[] if page.cases else _known(query),
            older=address(kept, sau=page.older) if page.older else None,
            newer=address(kept, truoc=page.newer) if page.newer else None,
            exactly=address(kept, dung="1"),
            lasting=address(asked),
            feed=address({name: asked[name] for name in FOLLOWED}, path="/feed.atom"),
            path_of=path_of,
            **_choices(asked["thang"]),
        )
    )


def narrowing() -> dict[str, str | None]:
    """Return what the list is narrowed to."""
    return {name: _given(name) for name in NARROWING}


def address(kept: Mapping[str, str | None], path: str = PATH, **more: str | None) -> str:
    """Return the address of a list; what is empty is left out."""
    said = {name: value for name, value in {**kept, **more}.items() if value}
    return f"{path}?{urlencode(said)}" if said else path


def _found(query: str, asked: Asked) -> Page:
    return application().list_public(
        query,
        category=asked["category"],
        agency=asked["agency"],
        area=asked["area"],
        month=month_of(asked["thang"] or ""),
        page=_page_number(),
        after=request.args.get("sau", "")[:LONGEST_PLACE],
        before=request.args.get("truoc", "")[:LONGEST_PLACE],
        exact=request.args.get("dung") == "1",
    )


def _known(query: str) -> Sequence[KnowledgeEntry]:
    """Return what the knowledge base says about words that no case was found for."""
    return application().knowledge.browse(Wanted(query=query)).entries[:MOST_ENTRIES] if query.strip() else []


def _choices(month: str | None) -> dict[str, Any]:
    app = application()
    reference = app.reference()
    return {
        "reference": reference,
        "agencies": reference.agency_names(app.published.agencies()),
        "areas": reference.area_names(app.published.areas()),
        "months": months_offered(app.figures().this_month.first_day, month),
    }


def months_offered(latest: date, asked: str | None) -> list[tuple[str, str]]:
    """Return (2026-10, 10/2026) of the last months, the latest first; with the one asked for, however long ago."""
    count = latest.year * 12 + latest.month - 1
    months = [divmod(count - back, 12) for back in range(MONTHS_OFFERED)]
    offered = {f"{year}-{month + 1:02}": f"{month + 1:02}/{year}" for year, month in months}
    if asked and month_of(asked):
        offered.setdefault(asked, f"{asked[5:]}/{asked[:4]}")
    return list(offered.items())


def _given(name: str) -> str | None:
    value = request.args.get(name, "")[:100]
    return value if _SHAPES[name].fullmatch(value) else None


def _page_number() -> int:
    asked = request.args.get("page", "1")
    return min(int(asked), LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
