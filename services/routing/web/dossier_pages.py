"""/desk/dossiers: how far a dossier is, while the caller is on the line; and the same for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from marshmallow import Schema, fields, validate
from ulid import ULID

from services.kit.dossiers import Found, sentences, state_of
from services.kit.dossiers.code import EXAMPLE, LONGEST
from services.kit.failures import Rejected
from services.kit.web import TOKEN_NEEDED, Operations, language, require
from services.kit.web.formats import VIETNAM
from services.kit.web.problems import of_rejected
from services.routing.domain.roles import OPERATOR, SHIFT_LEAD
from services.routing.usecases.dossiers import LookUpDossier
from services.routing.web.current import actor, application

STATUSES = {
    "malformed-dossier-code": 404,
    "unknown-dossier": 404,
    "dossier-system-down": 503,
    "dossiers-not-connected": 503,
}
#: Under which category a case about a dossier is filed.
CATEGORY = "thu-tuc-hanh-chinh.tra-cuu-ho-so"

dossier_desk = Blueprint("dossier_desk", __name__, url_prefix="/desk/dossiers")
dossier_api = Operations(
    "dossiers", __name__, url_prefix="/api/desk/dossiers", description="Dossiers of the one-stop desks"
)


class StepSchema(Schema):
    """A step of the work."""

    name = fields.String(required=True)
    agency = fields.String(required=True)
    done_at = fields.AwareDateTime(allow_none=True)


class DossierSchema(Schema):
    """A dossier. Applicant, remark and steps are there only when they were asked for (`POST …/whole`)."""

    code = fields.String(required=True)
    state = fields.String(required=True)
    procedure = fields.String(required=True)
    agency = fields.String(required=True)
    received_on = fields.Date(required=True)
    appointed_on = fields.Date(allow_none=True)
    finished_on = fields.Date(allow_none=True)
    fee = fields.Integer(allow_none=True)
    applicant = fields.String()
    remark = fields.String()
    steps = fields.List(fields.Nested(StepSchema))
    late = fields.Boolean(required=True)
    said = fields.String(required=True, metadata={"description": "Sentences to be read out."})
    seen_at = fields.AwareDateTime(required=True, metadata={"description": "When it was read from its system."})
    stale = fields.Boolean(required=True, metadata={"description": "The system is away: this is a copy."})


class WhySchema(Schema):
    """Why the applicant is looked at; may be left out."""

    why = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=200))


@dossier_desk.get("")
@require(OPERATOR, SHIFT_LEAD)
def page() -> Response:
    """Show the dossier of `?code=`, or only the field for it."""
    typed = request.args.get("code", "").strip()[: LONGEST + 1]
    if not typed:
        return _page({})
    return _answered(typed, lambda look_up: look_up(typed))


@dossier_desk.post("")
@require(OPERATOR, SHIFT_LEAD)
def whole() -> Response:
    """Show all of it: written down first."""
    typed = request.form.get("code", "").strip()[: LONGEST + 1]
    why = request.form.get("why", "").strip()[:200]
    return _answered(typed, lambda look_up: look_up.whole(typed, actor(), why), whole=True)


@dossier_api.route("/<code>", methods=["GET"])
@require(OPERATOR, SHIFT_LEAD)
@dossier_api.doc(**TOKEN_NEEDED)
@dossier_api.response(200, DossierSchema)
@dossier_api.alt_response(404, "NOT_FOUND")
def show_dossier(code: str) -> dict[str, Any]:
    """Show how far a dossier is, without its applicant. The code may be spelt in any way that can be read."""
    return _facts(_dossiers()(code))


@dossier_api.route("/<code>/whole", methods=["POST"])
@require(OPERATOR, SHIFT_LEAD)
@dossier_api.doc(**TOKEN_NEEDED)
@dossier_api.arguments(WhySchema)
@dossier_api.response(200, DossierSchema)
@dossier_api.alt_response(404, "NOT_FOUND")
def show_whole_dossier(body: dict[str, Any], code: str) -> dict[str, Any]:
    """Show a dossier with its applicant. The look is written down under the account's name first."""
    return _facts(_dossiers().whole(code, actor(), body["why"]), whole=True)


def _answered(typed: str, look: Any, **more: Any) -> Response:
    try:
        found: Found = look(_dossiers())
    except Rejected as why:
        refused = why.vi if language() == "vi" else why.en
        return _page({"typed": typed, "refused": refused}, STATUSES.get(why.slug, of_rejected(why).status))
    dossier = found.dossier
    shown = {
        "found": found,
        "dossier": dossier,
        "state": state_of(dossier, language()),
        "late": dossier.late_on(_today()),
        "said": sentences(dossier, _today()),
        "call": f"desk-{ULID()}",
        "category": _category(),
    }
    return _page({"typed": dossier.code, **shown, **more})


def _page(facts: dict[str, Any], status: int = 200) -> Response:
    around = {"typed": "", "refused": "", "found": None, "whole": False}
    page = render_template(
        "desk/dossiers/page.html", connected=_dossiers().connected, example=EXAMPLE, **{**around, **facts}
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _facts(found: Found, *, whole: bool = False) -> dict[str, Any]:
    dossier = found.dossier
    names = ["code", "state", "procedure", "agency", "received_on", "appointed_on", "finished_on", "fee"]
    names += ["applicant", "remark", "steps"] if whole else []
    known = {name: getattr(dossier, name) for name in names}
    today = _today()
    more = {"late": dossier.late_on(today), "said": sentences(dossier, today)}
    return {**known, **more, "seen_at": found.seen_at, "stale": found.stale}


def _dossiers() -> LookUpDossier:
    return application().dossiers


def _today() -> date:
    return application().clock.now().astimezone(VIETNAM).date()


def _category() -> str:
    """Return the category's name as the filing form knows it; empty where the catalogue has none."""
    known = application().catalogs.known() or {}
    found = next((each for each in known.get("categories", ()) if each["slug"] == CATEGORY), None)
    return str(found["name_vi" if language() == "vi" else "name_en"]) if found else ""
