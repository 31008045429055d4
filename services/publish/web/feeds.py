"""/feed.atom and /sitemap.xml: what is new for readers' programs, and every page for search engines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from flask import Blueprint, Response, request

from services.kit.events.wire import SLUG_PATTERN
from services.kit.web import limit_rate
from services.publish.domain.ledger.content import plain
from services.publish.web.addresses import absolute, page_of
from services.publish.web.atom import MEDIA_TYPE, Feed, atom
from services.publish.web.caching import cacheable
from services.publish.web.current import READING_RATE, application
from services.publish.web.streaming import streamed

feeds = Blueprint("feeds", __name__)

_SLUG = re.compile(SLUG_PATTERN)
_SHAPES = {"agency": _SLUG, "category": _SLUG, "area": re.compile(r"[0-9-]{1,20}")}
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
#: Pages that do not belong to a case.
_PAGES = ("/", "/phan-anh", "/ban-do", "/thong-tin", "/gioi-thieu", "/du-lieu", "/ledger", "/nhung")


@feeds.get("/feed.atom")
@limit_rate(READING_RATE)
def feed() -> Response:
    """Tell what was answered lately: of an agency, a category with all below it, a place; or of all."""
    app = application()
    asked = {name: value for name in _SHAPES if (value := _given(name))}
    page = app.list_public(category=asked.get("category"), agency=asked.get("agency"), area=asked.get("area"))
    return cacheable(Response(atom(_feed(asked), page.cases, app.reference()), mimetype=MEDIA_TYPE))


@feeds.get("/sitemap.xml")
@limit_rate(READING_RATE)
def site_map() -> Response:
    """List the parts of the site's map."""
    parts = application().open_data.map_site()
    cases = (_place("sitemap", absolute(f"/sitemap/{each.name}.xml"), each.changed_at) for each in parts)
    entries = [_place("sitemap", absolute("/sitemap/trang.xml")), *cases]
    return cacheable(Response(_HEAD + _enclosed("sitemapindex", entries), mimetype="application/xml"))


@feeds.get("/sitemap/trang.xml")
@limit_rate(READING_RATE)
def lasting_pages() -> Response:
    """List the pages that belong to no case."""
    entries = [_place("url", absolute(path)) for path in _PAGES]
    return cacheable(Response(_HEAD + _enclosed("urlset", entries), mimetype="application/xml"))


@feeds.get("/sitemap/<part>.xml")
@limit_rate(READING_RATE)
def part_of_map(part: str) -> Response:
    """List the pages of the cases answered in a month or on a day, as they are read."""
    found = application().open_data.map_site.part(part)
    begin = page_of("")
    response = streamed(_urls(found, begin), "application/xml")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _feed(asked: dict[str, str]) -> Feed:
    settings, province = application().settings, application().catalog.province()
    query = f"?{urlencode(asked)}" if asked else ""
    return Feed(
        address=absolute(f"/feed.atom{query}"),
        site=absolute(f"/{query}"),
        title=": ".join((f"1022 {province.get('name', '')}".strip(), ", ".join(_names(asked)) or "câu trả lời mới")),
        author=f"1022 {province.get('name', '')}".strip(),
        rights=f"{settings.licence} {settings.licence_url}",
    )


def _names(asked: dict[str, str]) -> Iterator[str]:
    """Yield what the feed is narrowed to, in words."""
    reference = application().reference()
    if slug := asked.get("agency"):
        yield str(reference.agencies.get(slug, {}).get("name", slug))
    if slug := asked.get("category"):
        yield reference.category_name(slug, "vi")
    if code := asked.get("area"):
        yield reference.area_name(code) or code


def _given(name: str) -> str:
    value = request.args.get(name, "")[:100]
    return value if _SHAPES[name].fullmatch(value) else ""


def _urls(found: Iterable[tuple[str, datetime]], begin: str) -> Iterator[bytes]:
    yield f'{_HEAD}<urlset xmlns="{_NAMESPACE}">'.encode()
    for code, at in found:
        yield _place("url", begin + code, at).encode()
    yield b"</urlset>\n"


def _place(name: str, address: str, changed_at: datetime | None = None) -> str:
    changed = f"<lastmod>{plain(changed_at)}</lastmod>" if changed_at else ""
    return f"\n<{name}><loc>{escape(address)}</loc>{changed}</{name}>"


def _enclosed(name: str, entries: Iterable[str]) -> str:
    return f'<{name} xmlns="{_NAMESPACE}">{"".join(entries)}\n</{name}>\n'
