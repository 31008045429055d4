"""Public pages may be kept by browsers and proxies for a short while, and are not sent again when nothing changed."""

from __future__ import annotations

from flask import Response, make_response, request

FRESH_SECONDS = 30


def cacheable(page: str | Response) -> Response:
    """Return the answer with `ETag` and `Cache-Control`; 304 without a body when the client has it already."""
    response = make_response(page)
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}, stale-while-revalidate=60"
    response.add_etag()
    response.make_conditional(request)
    return response


def personal(page: str, status: int = 200) -> Response:
    """Return an answer that nobody may keep."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
