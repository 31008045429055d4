"""Counts and durations of HTTP requests, by route and status; never by address or code."""

from __future__ import annotations

import time

from flask import Flask, Response, g, request
from prometheus_client import Histogram

SECONDS = Histogram(
    "hotline_http_request_seconds",
    "Time from request to answer, seconds",
    ("route", "status"),
    buckets=(0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
_KNOWN: dict[tuple[str, int], Histogram] = {}


def register(app: Flask) -> None:
    """Measure every request of `app`."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    # A request that was refused before routing has no start.
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    key = (request.endpoint or "none", response.status_code)
    if key not in _KNOWN:
        _KNOWN[key] = SECONDS.labels(key[0], str(key[1]))
    _KNOWN[key].observe(seconds)
    return response
