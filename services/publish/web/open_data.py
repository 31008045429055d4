"""/du-lieu: the published cases as files, by month, with their dictionary, schema and licence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request

from services.kit.failures import Rejected
from services.kit.web import limit_rate
from services.publish.domain.days import month_of
from services.publish.domain.ledger.content import plain
from services.publish.domain.open_data.fields import FIELDS, PARTS, json_schema
from services.publish.domain.open_data.records import record_of
from services.publish.usecases.open_data import MonthFile, MonthOfData
from services.publish.web.addresses import absolute, page_of
from services.publish.web.caching import cacheable
from services.publish.web.current import READING_RATE, application
from services.publish.web.data_forms import FORMS
from services.publish.web.streaming import gzipped, streamed

open_data = Blueprint("open_data", __name__)

#: Whole months cost more than a page.
WHOLE_MONTHS_RATE = "60 per minute"
#: How long a copy may be kept: of a month that goes on, and of one that is over. Taken back is taken back.
FRESH_SECONDS, FRESH_SECONDS_WHEN_OVER = 60, 3600


@open_data.get("/du-lieu")
@limit_rate(READING_RATE)
def page() -> Response:
    """Tell what there is, what the fields mean, and under which licence."""
    months = application().open_data.months()
    settings = application().settings
    return cacheable(
        render_template("publish/open_data/page.html", months=months, fields=FIELDS, parts=PARTS, settings=settings)
    )


@open_data.get("/du-lieu.json")
@limit_rate(READING_RATE)
def index() -> Response:
    """Tell programs which files there are."""
    months = [_listed(each) for each in application().open_data.months()]
    return cacheable(_json({**about(), "months": months}))


@open_data.get("/du-lieu/schema.json")
@limit_rate(READING_RATE)
def schema() -> Response:
    """Return the JSON Schema of a record."""
    response = cacheable(_json(json_schema(absolute("/du-lieu/schema.json"))))
    response.mimetype = "application/schema+json"
    return response


@open_data.get("/du-lieu/<file>")
@limit_rate(WHOLE_MONTHS_RATE)
def month_file(file: str) -> Response:
    """Send a month whole, as it is read: /du-lieu/2026-10.json, .csv, .geojson; with .gz a compressed file."""
    month, _, form = file.partition(".")
    name, _, packed = form.partition(".")
    first_day = month_of(month)
    if first_day is None or name not in FORMS or packed not in ("", "gz"):
        raise Rejected("unknown-file", "Không có tệp dữ liệu này.", "There is no such file of data.")
    tag = f"{month}-{application().open_data.export.version(first_day)}.{form}"
    if request.if_none_match.contains_weak(tag):
        return _tagged(Response(status=304), tag)
    return _tagged(_month_file(first_day, name, packed=bool(packed)), tag)


def about() -> dict[str, Any]:
    """Return what every file says of itself: whose it is, what may be done with it, what its fields mean."""
    settings, province = application().settings, application().catalog.province()
    return {
        "title": "Phản ánh, kiến nghị đã được trả lời công khai / Answered cases, as published",
        "publisher": f"1022 {province.get('name', '')}".strip(),
        "licence": {"name": settings.licence, "url": settings.licence_url},
        "schema": absolute("/du-lieu/schema.json"),
        "documentation": absolute("/du-lieu"),
    }


def _month_file(first_day: date, name: str, *, packed: bool) -> Response:
    found = application().open_data.export(first_day)
    form = FORMS[name]
    pieces = form.write({**about(), "month": f"{first_day:%Y-%m}"}, _records(found), _withdrawn(found))
    if packed:
        response = Response(gzipped(pieces), mimetype="application/gzip")
    else:
        response = streamed(pieces, form.media_type)
    seconds = FRESH_SECONDS_WHEN_OVER if found.is_over else FRESH_SECONDS
    response.headers["Cache-Control"] = f"public, max-age={seconds}, must-revalidate"
    response.headers["Access-Control-Allow-Origin"] = "*"
    file_name = f"1022-{first_day:%Y-%m}.{name}" + (".gz" if packed else "")
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def _records(found: MonthFile) -> Iterator[dict[str, Any]]:
    """The address of a page is found once: the stream goes on when the request is over."""
    reference, begin = application().reference(), page_of("")
    return (record_of(case, reference, lambda code: begin + code) for case in found.cases)


def _withdrawn(found: MonthFile) -> list[dict[str, Any]]:
    return [{"code": each.code, "at": plain(each.time)} for each in found.withdrawn]


def _listed(month: MonthOfData) -> dict[str, Any]:
    name = f"{month.first_day:%Y-%m}"
    files = {form: absolute(f"/du-lieu/{name}.{form}") for form in FORMS}
    return {"month": name, "cases": month.cases, "changed_at": plain(month.changed_at), "files": files}


def _tagged(response: Response, tag: str) -> Response:
    response.set_etag(tag, weak=True)
    return response


def _json(value: Any) -> Response:
    response = Response(current_app.json.dumps(value), mimetype="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
