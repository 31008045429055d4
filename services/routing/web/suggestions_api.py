"""/api/desk: what a text is probably about, while somebody types; and saying what a case is about."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from services.kit.events.vocabulary import KINDS, URGENCIES
from services.kit.events.wire import SLUG_PATTERN
from services.kit.web import TOKEN_NEEDED, Operations, require
from services.routing.domain.roles import OPERATOR, SHIFT_LEAD
from services.routing.domain.suggestion import Guesses
from services.routing.usecases.requests import Classify
from services.routing.web.current import actor, application
from services.routing.web.desk_api import CODE
from services.routing.web.schemas import CaseSchema, IdempotencySchema, Words
from services.routing.web.views import whole

suggesting = Operations("suggestions", __name__, url_prefix="/api/desk", description="Suggestions, and classifying")


class AskSchema(Schema):
    """What is known so far."""

    text = fields.String(load_default="", validate=validate.Length(max=20_000))
    address = fields.String(load_default=None, validate=validate.Length(max=500))


class CategoryGuessSchema(Schema):
    """A category, and how sure."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    confidence = fields.Float(required=True, metadata={"description": "0 to 1."})


class AreaGuessSchema(Schema):
    """A commune or ward in force, and what in the text names it."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    confidence = fields.Float(required=True)
    written = fields.String(required=True)
    said = fields.String(required=True, metadata={"description": "The unit that was named; it may be an old one."})


class GuessesSchema(Schema):
    """Best first, at most three each. Without a model in force there are no categories."""

    categories = fields.List(fields.Nested(CategoryGuessSchema), required=True)
    areas = fields.List(fields.Nested(AreaGuessSchema), required=True)
    caution = fields.Boolean(required=True, metadata={"description": "The text may be a complaint or a secret."})


class ClassifySchema(Schema):
    """What a case is about."""

    category = fields.String(
        required=True, allow_none=True, validate=[validate.Length(1, 100), validate.Regexp(SLUG_PATTERN)]
    )
    area = fields.String(required=True, allow_none=True, validate=validate.Length(1, 20))
    urgency = fields.String(required=True, validate=validate.OneOf(URGENCIES))
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    note = Words("Why; stays in the history.", 2000, allow_none=True, load_default=None)
    keep_at_centre = fields.Boolean(
        load_default=False, metadata={"description": "Do not send it where the rules say: the centre deals with it."}
    )


@suggesting.route("/suggestions", methods=["GET"])
@require(OPERATOR, SHIFT_LEAD)
@suggesting.doc(**TOKEN_NEEDED)
@suggesting.arguments(AskSchema, location="query")
@suggesting.response(200, GuessesSchema)
def suggest(query: dict[str, Any]) -> dict[str, Any]:
    """Suggest categories and areas for a text. Nothing is kept."""
    found = application().suggesting
    guesses = found.suggest(query["text"], query["address"]) if found else Guesses()
    return _named(guesses)


@suggesting.route("/cases/<code>/classify", methods=["POST"], parameters=[CODE])
@require(OPERATOR, SHIFT_LEAD)
@suggesting.doc(**TOKEN_NEEDED)
@suggesting.arguments(ClassifySchema)
@suggesting.arguments(IdempotencySchema, location="headers")
@suggesting.response(200, CaseSchema)
@suggesting.alt_response(404, "NOT_FOUND")
@suggesting.alt_response(409, "CONFLICT")
def classify(body: dict[str, Any], headers: dict[str, Any], code: str) -> dict[str, Any]:
    """Say what a case is about. A case in triage goes at once to the agency that the rules name."""
    app, who = application(), actor()
    keep = body.pop("keep_at_centre")
    case = app.act_on_case(code, Classify(**body, keep=keep), who, headers["key"])
    return whole(case, who, app.links, app.clock.now())


def _named(guesses: Guesses) -> dict[str, Any]:
    catalog = application().catalogs.assigner().catalog
    return {
        "categories": [
            {"slug": each.value, "name": catalog.categories[each.value].name, "confidence": each.confidence}
            for each in guesses.categories
        ],
        "areas": [
            {
                "code": each.code,
                "name": catalog.areas[each.code].name,
                "confidence": each.confidence,
                "written": each.written,
                "said": each.name,
            }
            for each in guesses.areas
        ],
        "caution": bool(guesses.cautions),
    }
