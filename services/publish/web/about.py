"""The page that says what 1022 is and how it is reached."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, render_template

from services.kit.web import limit_rate
from services.publish.web.caching import cacheable
from services.publish.web.current import READING_RATE, application

about = Blueprint("about", __name__)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Hours = tuple[str, str, list[list[str]]]


@about.get("/gioi-thieu")
@limit_rate(READING_RATE)
def page() -> Response:
    """Tell what 1022 does, when, and over which channels."""
    snapshot = application().catalog.current() or {}
    reference = application().reference()
    hours = opening_hours(snapshot.get("calendar", {}).get("hours", {}))
    return cacheable(render_template("publish/about.html", hours=hours, reference=reference))


def opening_hours(by_day: Mapping[str, Any]) -> list[Hours]:
    """Return (first day, last day, intervals) of the days that have the same hours one after the other."""
    found = []
    for spans, days in groupby(DAYS, key=lambda day: by_day.get(day) or []):
        if spans:
            run = list(days)
            found.append((run[0], run[-1], spans))
    return found
