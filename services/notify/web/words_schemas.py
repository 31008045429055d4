"""The words as JSON."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from services.notify.domain.words.occasions import LANGUAGES, PARTS

ALL_PARTS = tuple(part for parts in PARTS.values() for part in parts)
LONGEST_TYPED, LONGEST_NOTE = 10_000, 300
OWN, BEFORE = "default", "before"


class PartsSchema(Schema):
    """The words of one language, by part; those of the kind of channel count, what is not there is empty."""

    subject = fields.String(validate=validate.Length(max=LONGEST_TYPED))
    letter = fields.String(validate=validate.Length(max=LONGEST_TYPED))
    chat = fields.String(validate=validate.Length(max=LONGEST_TYPED))
    sms = fields.String(validate=validate.Length(max=LONGEST_TYPED))


class TextsSchema(Schema):
    """The words by language."""

    vi = fields.Nested(PartsSchema, required=True)
    en = fields.Nested(PartsSchema, required=True)


class TrialRequestSchema(Schema):
    """Words to try."""

    texts = fields.Nested(TextsSchema, required=True)


class VersionedSchema(Schema):
    """What the person had before their eyes."""

    version = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))


class DraftRequestSchema(VersionedSchema):
    """Words to keep, and why."""

    texts = fields.Nested(TextsSchema, required=True)
    note = fields.String(validate=validate.Length(max=LONGEST_NOTE), load_default="")


class ReturnRequestSchema(VersionedSchema):
    """Where to: one step back, or the program's own words."""

    to = fields.String(required=True, validate=validate.OneOf((BEFORE, OWN)))


class PlaceSchema(Schema):
    """A message on a kind of channel, in the list."""

    occasion = fields.String(required=True, metadata={"example": "case.answered"})
    kind = fields.String(required=True, validate=validate.OneOf(tuple(PARTS)))
    name_vi = fields.String(required=True)
    name_en = fields.String(required=True)
    version = fields.Integer(required=True)
    number = fields.Integer(required=True, allow_none=True, metadata={"description": "Null: the program's own words."})
    since = fields.AwareDateTime(required=True, allow_none=True)
    draft_by = fields.String(required=True, allow_none=True)


class VariableSchema(Schema):
    """What may stand in braces."""

    name = fields.String(required=True)
    vi = fields.String(required=True)
    en = fields.String(required=True)
    often_missing = fields.Boolean(required=True)
    needed = fields.Boolean(required=True)
    examples = fields.Dict(
        keys=fields.String(validate=validate.OneOf(LANGUAGES)), values=fields.String(), required=True
    )


class PartSchema(Schema):
    """A part to be written."""

    part = fields.String(required=True, validate=validate.OneOf(ALL_PARTS))
    longest = fields.Integer(required=True)
    variables = fields.List(fields.Nested(VariableSchema), required=True)


class DraftSchema(Schema):
    """Words that wait for a second person: none of `hands`."""

    texts = fields.Nested(TextsSchema, required=True)
    hands = fields.List(fields.String(), required=True)
    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    note = fields.String(required=True)


class VersionSchema(Schema):
    """Words that were put in force."""

    number = fields.Integer(required=True)
    texts = fields.Nested(TextsSchema, required=True)
    made_by = fields.String(required=True)
    approved_by = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    before = fields.Integer(required=True, allow_none=True)


class StepSchema(Schema):
    """Something that was done."""

    did = fields.String(required=True)
    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    note = fields.String(required=True)
    number = fields.Integer(required=True, allow_none=True)


class UnitSchema(PlaceSchema):
    """All that is known of a place."""

    own = fields.Nested(TextsSchema, required=True, metadata={"description": "The program's own words."})
    present = fields.Nested(TextsSchema, required=True, metadata={"description": "The words in force."})
    draft = fields.Nested(DraftSchema, required=True, allow_none=True)
    parts = fields.List(fields.Nested(PartSchema), required=True)
    versions = fields.List(fields.Nested(VersionSchema), required=True)
    history = fields.List(fields.Nested(StepSchema), required=True)


class ProblemOfWordsSchema(Schema):
    """What is wrong, and where."""

    pointer = fields.String(required=True)
    slug = fields.String(required=True)
    detail = fields.String(required=True)
    detail_en = fields.String(required=True)


class SmsSchema(Schema):
    """A text message as the network gets it."""

    text = fields.String(required=True)
    unicode = fields.Boolean(required=True)
    units = fields.Integer(required=True)
    parts = fields.Integer(required=True)
    most_parts = fields.Integer(required=True, metadata={"description": "0: no limit."})


class ShownSchema(Schema):
    """What a citizen would read about a sample."""

    size = fields.String(required=True, metadata={"example": "ordinary"})
    language = fields.String(required=True, validate=validate.OneOf(LANGUAGES))
    subject = fields.String(required=True)
    text = fields.String(required=True)
    html = fields.String(required=True)
    sms = fields.Nested(SmsSchema, required=True, allow_none=True)


class TrialSchema(Schema):
    """The words as they would be kept, what is wrong, what citizens would read."""

    texts = fields.Nested(TextsSchema, required=True)
    problems = fields.List(fields.Nested(ProblemOfWordsSchema), required=True)
    shown = fields.List(fields.Nested(ShownSchema), required=True)
