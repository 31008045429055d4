"""/desk/settings/calendar: a year's days off and made up for, the hours of a week, and when something would be due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Response, request
from marshmallow import ValidationError, fields, validate
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web import require
from services.routing.adapters.catalog_snapshot import catalog_of
from services.routing.catalog.schema import DAYS
from services.routing.domain.calendar import WorkingCalendar
from services.routing.domain.roles import ADMINISTRATOR
from services.routing.domain.working_time import add_working_minutes
from services.routing.usecases.amending import Wish
from services.routing.web.case_schemas import FormSchema, LocalMoment
from services.routing.web.settings_calendar_form import LISTS, WEEKS, days_of, read_days, read_week, week_of, with_days
from services.routing.web.settings_calendar_view import months, warnings
from services.routing.web.settings_pages import READERS, settings, to_change
from services.routing.web.settings_view import View, amending, keep, page, today, view

FIRST, LAST, MOST_HOURS = 2020, 2040, 2000


class DueSchema(FormSchema):
    """How many working hours from when on."""

    hours = fields.Float(validate=validate.Range(0, MOST_HOURS, min_inclusive=False))
    start = LocalMoment()


@settings.get("/calendar")
@require(*READERS)
def calendar() -> Response:
    """Show a year, the hours, and when something would be due."""
    return _page(view(), _year())


@settings.post("/calendar/<int:year>")
@require(ADMINISTRATOR)
def save_days(year: int) -> AnyResponse:
    """Write a year's days into the draft."""
    seen = view()
    try:
        known = seen.catalog["calendar"]
        found = {name: read_days(request.form.get(name, ""), year, name) for name in LISTS}
        return _keep({name: with_days(known, name, year, days) for name, days in found.items()}, seen)
    except ValidationError as wrong:
        return _page(seen, year, wrong.messages_dict, typed=request.form)
    except Rejected as why:
        return _page(seen, year, refused=why, typed=request.form)


@settings.post("/calendar/hours")
@require(ADMINISTRATOR)
def save_hours() -> AnyResponse:
    """Write the hours of the week into the draft."""
    seen = view()
    try:
        return _keep({name: read_week(request.form, name) for name in WEEKS}, seen)
    except ValidationError as wrong:
        return _page(seen, _year(), wrong.messages_dict, typed=request.form)
    except Rejected as why:
        return _page(seen, _year(), refused=why, typed=request.form)


def _keep(values: Mapping[str, Any], seen: View) -> AnyResponse:
    known = seen.catalog["calendar"]
    changed = [Wish(part="calendar", key=key, after=each) for key, each in values.items() if each != known.get(key)]
    return to_change(keep(*changed))


def _year() -> int:
    asked = request.values.get("year", type=int) or today().year
    return min(max(asked, FIRST), LAST)


def _page(
    seen: View,
    year: int,
    wrong: Mapping[str, Any] | None = None,
    refused: Rejected | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    own, working = seen.catalog["calendar"], catalog_of(0, seen.catalog).agency_hours
    values = {name: days_of(own, name, year) for name in LISTS}
    values |= {f"{name}.{day}": hours for name in WEEKS for day, hours in week_of(own, name).items()}
    return page(
        "calendar",
        422 if wrong else 200,
        refused,
        year=year,
        months=months(year, working, own),
        value={**values, **(typed or {})},
        wrong=wrong or {},
        view=seen,
        weeks=WEEKS,
        days=DAYS,
        warnings=warnings(seen.catalog, today()),
        first=FIRST,
        last=LAST,
        due=_due(working),
        amendments=[one for one in amending().amendments.all() if any(each.part == "calendar" for each in one.edits)],
    )


def _due(working: WorkingCalendar) -> datetime | None:
    """Return when so many working hours from a moment on are over; None where that is not asked, or not understood."""
    try:
        asked = DueSchema().load(request.args)
    except ValidationError:
        return None
    if not asked.get("hours") or not asked.get("start"):
        return None
    return add_working_minutes(working, asked["start"], round(asked["hours"] * 60))
