"""/desk/looks: who looked at citizens' contacts, for shift leads and administrators."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request
from marshmallow import ValidationError, fields, validate

from services.kit.events.vocabulary import ROLES
from services.kit.events.wire import CODE_PATTERN
from services.kit.web import require
from services.kit.web.formats import VIETNAM
from services.routing.domain.roles import ADMINISTRATOR, SHIFT_LEAD
from services.routing.usecases.looking import LookSearch
from services.routing.usecases.looking.find_looks import MOST_ON_A_PAGE
from services.routing.web.case_names import Names
from services.routing.web.case_schemas import FormSchema
from services.routing.web.current import actor, application

case_looks = Blueprint("case_looks", __name__, url_prefix="/desk/looks")
MOST_PAGES = 1_000


class LooksSchema(FormSchema):
    """Filters. Days are the province's, both included."""

    account = fields.String(validate=validate.Length(1, 64), load_default=None)
    role = fields.String(validate=validate.OneOf(ROLES), load_default=None)
    code = fields.String(validate=validate.Regexp(CODE_PATTERN), load_default=None)
    since = fields.Date(load_default=None)
    until = fields.Date(load_default=None)
    page = fields.Integer(validate=validate.Range(1, MOST_PAGES), load_default=1)


@case_looks.get("")
@require(SHIFT_LEAD, ADMINISTRATOR)
def looks() -> Response:
    """List looks, latest first. A filter that cannot be read is said so, and counts for nothing."""
    values, wrong = _read()
    found = application().case_page.find_looks(_search(values), actor())
    page, more = values["page"], len(found) > MOST_ON_A_PAGE
    shown = render_template(
        "desk/case/looks.html",
        looks=found[:MOST_ON_A_PAGE],
        typed=request.args,
        wrong=wrong,
        roles=ROLES,
        names=Names(application().catalogs.assigner().catalog),
        later=_address(page - 1) if page > 1 else None,
        before=_address(page + 1) if more else None,
    )
    response = make_response(shown)
    response.headers["Cache-Control"] = "no-store"
    return response


def _read() -> tuple[dict[str, Any], frozenset[str]]:
    schema, sent = LooksSchema(), dict(request.args)
    try:
        return schema.load(sent), frozenset()
    except ValidationError as error:
        wrong = frozenset(error.messages_dict)
        return schema.load({name: value for name, value in sent.items() if name not in wrong}), wrong


def _search(values: dict[str, Any]) -> LookSearch:
    until = values["until"]
    return LookSearch(
        account=values["account"],
        role=values["role"],
        code=values["code"],
        since=_begin(values["since"]),
        until=_begin(until + timedelta(days=1)) if until else None,
        offset=(values["page"] - 1) * MOST_ON_A_PAGE,
        limit=MOST_ON_A_PAGE + 1,
    )


def _begin(day: Any) -> datetime | None:
    return datetime.combine(day, time.min, VIETNAM) if day else None


def _address(page: int) -> str:
    return "?" + urlencode({**request.args.to_dict(), "page": page})
