"""/desk/…/duplicates: what may be about the same matter, as a part of other pages or as a page of its own."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from marshmallow import EXCLUDE, ValidationError

from services.kit.web import language, require
from services.routing.domain.case import Did
from services.routing.domain.policies import Allow, verdict
from services.routing.domain.roles import OPERATOR, SHIFT_LEAD
from services.routing.usecases.merging import FindDuplicates
from services.routing.web.case_names import Names
from services.routing.web.current import actor, application
from services.routing.web.duplicates_schemas import DraftReportSchema, report_of_draft

duplicates_pages = Blueprint("duplicates", __name__, url_prefix="/desk")


@duplicates_pages.get("/cases/<code>/duplicates")
@require(OPERATOR, SHIFT_LEAD)
def of_case(code: str) -> Response:
    """Show cases that may be about the same matter, each with a button that joins this one to it."""
    case = application().find_cases.one(code, actor())
    may_join = isinstance(verdict(Did.MERGED, case, actor()), Allow)
    return _shown(found=_find().of(case), case=case, may_join=may_join)


@duplicates_pages.post("/duplicates")
@require(OPERATOR, SHIFT_LEAD)
def of_draft() -> Response:
    """Show cases that may be about what is just being typed; what cannot be read yet is left out. Nothing is kept."""
    return _shown(found=_find().like(report_of_draft(_typed())), case=None, may_join=False)


def _typed() -> dict[str, Any]:
    schema, sent = DraftReportSchema(unknown=EXCLUDE), {key: value for key, value in request.form.items() if value}
    try:
        values: dict[str, Any] = schema.load(sent)
    except ValidationError as wrong:
        readable = {key: value for key, value in sent.items() if key not in wrong.messages_dict}
        values = schema.load(readable)
    return values


def _shown(**facts: Any) -> Response:
    part = "list" if request.headers.get("HX-Request") else "page"
    names = Names(application().catalogs.assigner().catalog, language())
    page = render_template(f"desk/duplicates/{part}.html", names=names, english=language() == "en", **facts)
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _find() -> FindDuplicates:
    merging = application().merging
    if merging is None:
        raise TypeError("nothing is compared here")
    return merging.find_duplicates
