"""/api/blocks: who may not write to us for a while; the desk asks on behalf of who is signed in there."""

from __future__ import annotations

from typing import Any

from flask import Response, g
from marshmallow import Schema, fields, validate

from services.intake.domain.abuse.blocks import DEFAULT_DAYS, MOST_DAYS, MOST_REASON, Block
from services.intake.domain.abuse.senders import KINDS
from services.intake.web.application import hotline
from services.intake.web.calls_api import private
from services.kit.web import TOKEN_NEEDED, Operations, require

#: Slug → HTTP status, beside those of the kit.
STATUSES = {"not-blocked": 404, "block-without-reason": 422, "block-too-long": 422, "sender-not-valid": 422}
ADMINISTRATOR, SHIFT_LEAD = "administrator", "shift_lead"
LONGEST_VALUE = 200

blocks = Operations("blocks", __name__, url_prefix="/api/blocks", description="The block list")


class SenderSchema(Schema):
    """A sender as people write it."""

    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    value = fields.String(required=True, validate=validate.Length(1, LONGEST_VALUE))


class NewBlockSchema(SenderSchema):
    """Whom, why, and for how many days."""

    reason = fields.String(required=True, validate=validate.Length(max=MOST_REASON))
    days = fields.Integer(load_default=DEFAULT_DAYS, validate=validate.Range(1, MOST_DAYS))


class BlockSchema(Schema):
    """An entry of the list."""

    kind = fields.String(required=True)
    value = fields.String(required=True, allow_none=True, metadata={"description": "Null for who may not know it."})
    reason = fields.String(required=True)
    by = fields.String(required=True)
    since = fields.AwareDateTime(required=True)
    until = fields.AwareDateTime(required=True)


@blocks.get("")
@require(ADMINISTRATOR, SHIFT_LEAD)
@blocks.doc(**TOKEN_NEEDED)
@blocks.response(200, BlockSchema(many=True))
def list_blocks() -> Response:
    """List who is blocked now, those that end first first."""
    return private([_shown(each) for each in hotline().blocking.blocks.all(hotline().clock.now())])


@blocks.post("")
@require(ADMINISTRATOR)
@blocks.doc(**TOKEN_NEEDED)
@blocks.arguments(NewBlockSchema())
@blocks.response(200, BlockSchema)
def block(body: dict[str, Any]) -> Response:
    """Block a sender; blocked again, the new end counts. In force within seconds."""
    reason, days = body["reason"], body["days"]
    entry = hotline().blocking.block(body["kind"], body["value"], reason=reason, by=g.account.name, days=days)
    return private(_shown(entry))


@blocks.post("/removals")
@require(ADMINISTRATOR)
@blocks.doc(**TOKEN_NEEDED)
@blocks.arguments(SenderSchema())
@blocks.response(204)
@blocks.alt_response(404, "NOT_FOUND")
def unblock(body: dict[str, Any]) -> None:
    """Unblock a sender, within seconds."""
    hotline().blocking.unblock(body["kind"], body["value"], by=g.account.name)


def _shown(entry: Block) -> dict[str, Any]:
    fields_ = {name: getattr(entry, name) for name in Block.__slots__}
    return fields_ if g.account.role == ADMINISTRATOR else {**fields_, "value": None}
