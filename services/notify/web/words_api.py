"""/api/words: what citizens are sent; the desk asks on behalf of who is signed in there."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, g

from services.kit.web import TOKEN_NEEDED, Operations, require
from services.notify.domain.words.occasions import OCCASIONS, PARTS
from services.notify.domain.words.unit import Place, Unit
from services.notify.web.words_schemas import (
    OWN,
    DraftRequestSchema,
    PlaceSchema,
    ReturnRequestSchema,
    TrialRequestSchema,
    TrialSchema,
    UnitSchema,
    VersionedSchema,
)
from services.notify.web.words_shown import place_shown, trial_shown, unit_shown
from services.notify.wiring.words import Words

#: Slug → HTTP status, beside those of the kit.
STATUSES = {
    "unknown-words": 404,
    "words-changed": 409,
    "words-broken": 422,
    "words-unchanged": 409,
    "no-draft": 409,
    "four-eyes": 403,
    "nothing-before": 409,
}
ADMINISTRATOR, SHIFT_LEAD = "administrator", "shift_lead"
READERS = (ADMINISTRATOR, SHIFT_LEAD)
KEY = "words"

words = Operations("words", __name__, url_prefix="/api/words", description="What citizens are sent")


@words.get("")
@require(*READERS)
@words.doc(**TOKEN_NEEDED)
@words.response(200, PlaceSchema(many=True))
def list_places() -> Response:
    """List every message on every kind of channel, changed or not."""
    known = {each.place: each for each in _words().wordings.all()}
    places = [Place(occasion, kind) for occasion in OCCASIONS for kind in PARTS]
    return _private([place_shown(known.get(place, Unit(place=place))) for place in places])


@words.get("/<occasion>/<kind>")
@require(*READERS)
@words.doc(**TOKEN_NEEDED)
@words.response(200, UnitSchema)
@words.alt_response(404, "NOT_FOUND")
def show_place(occasion: str, kind: str) -> Response:
    """Show the words in force, the draft, the variables, and everything that was done."""
    return _shown(_words().find.find(Place(occasion, kind)))


@words.post("/<occasion>/<kind>/trials")
@require(*READERS)
@words.doc(**TOKEN_NEEDED)
@words.arguments(TrialRequestSchema())
@words.response(200, TrialSchema)
@words.alt_response(404, "NOT_FOUND")
def try_words(body: dict[str, Any], occasion: str, kind: str) -> Response:
    """Try words on invented cases; nothing is kept."""
    place = _words().find.find(Place(occasion, kind)).place
    return _private(trial_shown(_words().try_words(place, body["texts"])))


@words.put("/<occasion>/<kind>/draft")
@require(ADMINISTRATOR)
@words.doc(**TOKEN_NEEDED)
@words.arguments(DraftRequestSchema())
@words.response(200, UnitSchema)
@words.alt_response(404, "NOT_FOUND")
@words.alt_response(409, "CONFLICT")
def write_draft(body: dict[str, Any], occasion: str, kind: str) -> Response:
    """Keep a draft with which every message can be made."""
    place, by = Place(occasion, kind), g.account.name
    return _shown(_words().edit(place, body["texts"], by, body["version"], body["note"]))


@words.post("/<occasion>/<kind>/withdrawals")
@require(*READERS)
@words.doc(**TOKEN_NEEDED)
@words.arguments(VersionedSchema())
@words.response(200, UnitSchema)
@words.alt_response(404, "NOT_FOUND")
@words.alt_response(409, "CONFLICT")
def withdraw(body: dict[str, Any], occasion: str, kind: str) -> Response:
    """Give the draft up."""
    return _shown(_words().withdraw(Place(occasion, kind), g.account.name, body["version"]))


@words.post("/<occasion>/<kind>/in-force")
@require(*READERS)
@words.doc(**TOKEN_NEEDED)
@words.arguments(VersionedSchema())
@words.response(200, UnitSchema)
@words.alt_response(404, "NOT_FOUND")
@words.alt_response(409, "CONFLICT")
def put_in_force(body: dict[str, Any], occasion: str, kind: str) -> Response:
    """Put the draft of somebody else in force: within seconds everywhere."""
    return _shown(_words().put_in_force(Place(occasion, kind), g.account.name, body["version"]))


@words.post("/<occasion>/<kind>/returns")
@require(*READERS)
@words.doc(**TOKEN_NEEDED)
@words.arguments(ReturnRequestSchema())
@words.response(200, UnitSchema)
@words.alt_response(404, "NOT_FOUND")
@words.alt_response(409, "CONFLICT")
def bring_back(body: dict[str, Any], occasion: str, kind: str) -> Response:
    """Go one step back, or to the program's own words."""
    place, to_own = Place(occasion, kind), body["to"] == OWN
    return _shown(_words().bring_back(place, g.account.name, body["version"], to_own=to_own))


def _words() -> Words:
    found: Words = current_app.extensions[KEY]
    return found


def _shown(unit: Unit) -> Response:
    return _private(unit_shown(unit, _words().writer))


def _private(body: Any) -> Response:
    response = Response(current_app.json.dumps(body), mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
