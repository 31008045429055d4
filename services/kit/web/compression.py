"""Fewer bytes for slow networks: gzip for what anybody may read, and for nothing else.

Where a page holds a secret (a form's token) beside words of its own address, its compressed length gives the secret
away letter by letter (the attack is known as BREACH). So an answer is compressed only when it says itself that every
cache may keep it: such an answer holds no secret.
"""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

#: A shorter answer fits into one packet as it is.
LEAST_BYTES = 1_000
#: A longer one would hold up everybody else while it is compressed (about 10 ms here).
MOST_BYTES = 1_000_000
#: Higher levels take twice the time for one or two percent.
LEVEL = 5
TEXTUAL = frozenset(
    {
        "application/atom+xml",
        "application/geo+json",
        "application/json",
        "application/manifest+json",
        "application/xml",
        "image/svg+xml",
        "text/css",
        "text/csv",
        "text/html",
        "text/javascript",
        "text/plain",
    }
)


def register(app: Flask) -> None:
    """Compress the public answers of `app` for clients that take gzip."""
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    if response.mimetype not in TEXTUAL or not response.cache_control.public:
        return response
    response.vary.add("Accept-Encoding")
    if _is_worth_it(response) and request.accept_encodings["gzip"] > 0:
        response.direct_passthrough = False
        response.set_data(gzip.compress(response.get_data(), LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        _weaken_tag(response)
    return response


def _is_worth_it(response: Response) -> bool:
    """Return whether it is whole, at hand (no stream), not encoded yet, and of a size that pays."""
    if response.status_code != 200 or "Content-Encoding" in response.headers:
        return False
    at_hand = response.direct_passthrough or not response.is_streamed
    return at_hand and LEAST_BYTES <= (response.content_length or 0) <= MOST_BYTES


def _weaken_tag(response: Response) -> None:
    """The same content in other bytes: only a weak tag may stand for both."""
    tag, _ = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)
