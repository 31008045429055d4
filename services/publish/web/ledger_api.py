"""GET /api/ledger: what anybody needs to check that no answer was changed in silence."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from services.kit.events.wire import CODE_PATTERN
from services.kit.web import Operations, limit_rate
from services.publish.domain.ledger.chain import Entry
from services.publish.domain.ledger.marks import KINDS
from services.publish.usecases.ledger.read import PAGE_SIZE
from services.publish.web.current import READING_RATE, application

ledger_api = Operations(
    "ledger_api", __name__, url_prefix="/api/ledger", description="The ledger of publications, for whoever checks it"
)
_HASH = validate.Regexp(r"^[0-9a-f]{64}$")
_NUMBER: dict[str, Any] = {
    "name": "number",
    "in": "path",
    "required": True,
    "description": "Number of the entry.",
    "schema": {"type": "integer", "minimum": 0, "maximum": 2**53},
}


class LedgerQuestionSchema(Schema):
    """Where to go on."""

    after = fields.Integer(
        load_default=0, validate=validate.Range(0, 2**53), metadata={"description": "Entries beyond this number."}
    )


class RootsQuestionSchema(Schema):
    """Where to go on."""

    after = fields.Date(load_default=None, metadata={"description": "Roots of days after this one."})


class EntrySchema(Schema):
    """An entry. `hash` is the SHA-256 of the canonical JSON of number, time, kind, code, form, digest and previous."""

    number = fields.Integer(required=True, metadata={"description": "From 1, without gaps."})
    time = fields.AwareDateTime(required=True, format="iso", metadata={"description": "When it was entered."})
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    code = fields.String(required=True, validate=validate.Regexp(CODE_PATTERN), metadata={"description": "Case."})
    form = fields.Integer(required=True, metadata={"description": "Which fields the digest is made of."})
    digest = fields.String(
        required=True, validate=_HASH, metadata={"description": "SHA-256 of salt and canonical JSON of the content."}
    )
    previous = fields.String(required=True, validate=_HASH, metadata={"description": "Hash of the entry before."})
    hash = fields.String(required=True, validate=_HASH)
    salt = fields.String(
        required=True, allow_none=True, metadata={"description": "Null once the content had to be forgotten."}
    )


class WholeEntrySchema(EntrySchema):
    """An entry with the content it stands for, where that is still to be read."""

    content = fields.Dict(
        required=True,
        allow_none=True,
        metadata={"description": "Of a text that another took the place of. What is public now: /api/cases/<code>."},
    )


class EntriesSchema(Schema):
    """Some entries in order."""

    entries = fields.List(fields.Nested(EntrySchema), required=True)
    more = fields.Boolean(required=True, metadata={"description": "Whether to ask again, after the last number."})


class SignatureSchema(Schema):
    """A signature by Ed25519 of the canonical JSON of the root's day, number, hash and keys."""

    key = fields.String(required=True, metadata={"description": "Public key, hex."})
    signature = fields.String(required=True, metadata={"description": "Hex."})


class RootSchema(Schema):
    """How far the ledger went at the end of a day of the province."""

    day = fields.Date(required=True)
    number = fields.Integer(required=True, metadata={"description": "The last entry of the day."})
    hash = fields.String(required=True, validate=_HASH, metadata={"description": "Its hash."})
    keys = fields.List(fields.String(), required=True, metadata={"description": "Who signs in these days, hex."})
    signatures = fields.List(fields.Nested(SignatureSchema), required=True)


class RootsSchema(Schema):
    """Roots, day after day."""

    roots = fields.List(fields.Nested(RootSchema), required=True)
    more = fields.Boolean(required=True, metadata={"description": "Whether to ask again, after the last day."})


class KeysSchema(Schema):
    """The public keys in use, the one that stays first."""

    algorithm = fields.String(required=True, validate=validate.OneOf(("Ed25519",)))
    keys = fields.List(fields.String(), required=True, metadata={"description": "Hex; none: days are unsigned."})


@ledger_api.route("", methods=["GET"])
@ledger_api.arguments(LedgerQuestionSchema, location="query")
@ledger_api.response(200, EntriesSchema)
@ledger_api.alt_response(429, "TOO_MANY_REQUESTS")
@limit_rate(READING_RATE)
def list_ledger(question: dict[str, Any]) -> dict[str, Any]:
    """Return entries in order, at most a thousand at once."""
    found = application().ledger.read.after(question["after"])
    return {"entries": found, "more": len(found) == PAGE_SIZE}


@ledger_api.route("/<int:number>", methods=["GET"], parameters=[_NUMBER])
@ledger_api.response(200, WholeEntrySchema)
@ledger_api.alt_response(404, "NOT_FOUND")
@ledger_api.alt_response(429, "TOO_MANY_REQUESTS")
@limit_rate(READING_RATE)
def show_ledger_entry(number: int) -> Entry:
    """Return one entry with its content."""
    return application().ledger.read.entry(number)


@ledger_api.route("/roots", methods=["GET"])
@ledger_api.arguments(RootsQuestionSchema, location="query")
@ledger_api.response(200, RootsSchema)
@ledger_api.alt_response(429, "TOO_MANY_REQUESTS")
@limit_rate(READING_RATE)
def list_ledger_roots(question: dict[str, Any]) -> dict[str, Any]:
    """Return what was signed, in order of the days."""
    after = question["after"]
    found = application().ledger.read.roots(after.isoformat() if after else "")
    return {"roots": found, "more": len(found) == PAGE_SIZE}


@ledger_api.route("/key", methods=["GET"])
@ledger_api.response(200, KeysSchema)
@ledger_api.alt_response(429, "TOO_MANY_REQUESTS")
@limit_rate(READING_RATE)
def show_ledger_key() -> dict[str, Any]:
    """Return the public keys. Keep them: what a site says later is worth what was noted down before."""
    return {"algorithm": "Ed25519", "keys": application().ledger.read.keys}
