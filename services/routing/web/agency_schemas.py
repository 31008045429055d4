"""What agencies' systems send and get over HTTP."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

LONGEST_ID = 64
MOST_IDS = 500


class FetchSchema(Schema):
    """How to leaf through what waits."""

    after = fields.String(
        load_default="",
        validate=validate.Length(max=64),
        metadata={"description": "The `cursor` of the last answer, to go on. Without it: from the oldest message on."},
    )
    limit = fields.Integer(
        load_default=50, validate=validate.Range(1, 200), metadata={"description": "At most so many."}
    )
    wait = fields.Float(
        load_default=0,
        validate=validate.Range(0, 30),
        metadata={"description": "Where nothing waits, hold the answer up to so many seconds until something comes."},
    )


class MessagesSchema(Schema):
    """What waits, oldest first."""

    messages = fields.List(
        fields.Dict(),
        required=True,
        metadata={"description": "CloudEvents, as they come over AMQP (see the AsyncAPI document)."},
    )
    cursor = fields.String(required=True, metadata={"description": "Position of the last message, for `after`."})


class AcknowledgementsSchema(Schema):
    """What the agency's system has stored."""

    ids = fields.List(
        fields.String(validate=validate.Length(1, LONGEST_ID)),
        required=True,
        validate=validate.Length(1, MOST_IDS),
        metadata={"description": "Ids of messages. Acknowledging again does no harm; unknown ids are passed over."},
    )


class AcknowledgedSchema(Schema):
    """What came of it."""

    acknowledged = fields.Integer(required=True, metadata={"description": "How many were waiting until now."})


class TakenReplySchema(Schema):
    """A reply that was taken, now or before."""

    id = fields.String(required=True, metadata={"description": "The reply's own id."})
