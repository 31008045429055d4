"""What the channels' JSON operations take and give.

Types are checked here; lengths, choices of the catalogue and contact rules are checked by the use case, which has a
slug and a sentence for each. The limits appear here too, as documentation.
"""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from services.intake.domain import contact, wording
from services.intake.domain.questions import MOST_WORDS
from services.kit.events.vocabulary import KINDS, LANGUAGES, URGENCIES

#: A citizen says how urgent it is; whether it is complex is for the centre to say.
CITIZENS_URGENCIES = ("normal", "urgent")


def _words(meaning: str, longest: int, **more: Any) -> fields.String:
    required = more.pop("required", False)
    metadata = {"description": meaning, "maxLength": longest, **more}
    return fields.String(required=required, allow_none=not required, metadata=metadata)


class Tick(fields.Boolean):
    """True or false and nothing like it: a consent is never guessed from a 1 or a "yes"."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> bool:
        if value is not True and value is not False:
            raise self.make_error("invalid", input=value)
        return value


def _flag(meaning: str) -> Tick:
    return Tick(load_default=False, metadata={"description": meaning})


class ContactSchema(Schema):
    """How to reach the citizen. All parts are optional unless the category's policy says otherwise."""

    name = _words("Full name.", contact.MOST_NAME)
    phone = _words("Telephone number; Vietnamese unless it begins with +.", contact.MOST_PHONE_AS_TYPED)
    email = _words("E-mail address.", contact.MOST_EMAIL)


class PlaceSchema(Schema):
    """Where it is, WGS 84 degrees, as the citizen's device says."""

    latitude = fields.Float(required=True, validate=validate.Range(-90, 90))
    longitude = fields.Float(required=True, validate=validate.Range(-180, 180))


class CaseSchema(Schema):
    """A case as a citizen files it."""

    text = _words("What happened, and where.", wording.MOST_TEXT, required=True, minLength=wording.LEAST_TEXT)
    title = _words("What it is about, in a line. Taken from the text when missing.", wording.MOST_TITLE)
    category = _words("Slug of a category (GET /api/categories). None: the centre decides.", 100)
    area = _words("Code of a commune or ward (GET /api/areas).", 20)
    address = _words("The place in words.", wording.MOST_ADDRESS)
    place = fields.Nested(PlaceSchema, allow_none=True, load_default=None)
    urgency = fields.String(load_default="normal", validate=validate.OneOf(CITIZENS_URGENCIES))
    kind = fields.String(allow_none=True, load_default=None, validate=validate.OneOf(KINDS))
    language = fields.String(load_default="vi", validate=validate.OneOf(LANGUAGES))
    contact = fields.Nested(ContactSchema, allow_none=True, load_default=None)
    share_contact = _flag("The citizen agrees that the agency sees the contact. Never assumed.")
    private = _flag("The citizen asks not to publish the case.")
    answers = fields.Dict(
        keys=fields.String(validate=validate.Length(1, 100)),
        values=fields.String(validate=validate.Length(0, MOST_WORDS)),
        allow_none=True,
        load_default=None,
        validate=validate.Length(max=50),
        metadata={
            "description": "Answers to the category's questions, by question: a choice's slug, a day as 2026-12-31, "
            "a number or words. Without it nothing is asked: say {} where the citizen was asked and said nothing."
        },
    )


class CallCaseSchema(CaseSchema):
    """A case as an operator files it for a caller. What it says of a person is the caller's."""

    call_id = fields.String(
        required=True,
        validate=validate.Length(1, 100),
        metadata={"description": "The telephone system's id of the call."},
    )
    matter = fields.Integer(
        strict=True,
        load_default=1,
        validate=validate.Range(1, 99),
        metadata={"description": "Which matter of the call: one call may bring several."},
    )
    keep = _flag("The operator answers it: it stays at the centre, whatever the rules say of its category.")
    caller = _words("The number the network showed; used when contact.phone is missing.", contact.MOST_PHONE_AS_TYPED)
    urgency = fields.String(load_default="normal", validate=validate.OneOf(URGENCIES))


class IdempotencySchema(Schema):
    """Headers of a filing request."""

    key = fields.String(
        data_key="Idempotency-Key",
        metadata={
            "description": "A random text per case. The same key again returns the same case.",
            "minLength": 1,
            "maxLength": 200,
        },
    )
    solution = fields.String(
        data_key="Altcha",
        metadata={
            "description": "After 428: the solution of its `challenge` (ALTCHA), or `none` where none can be made: "
            "a person at the centre looks at the case first.",
            "maxLength": 2000,
        },
    )


class ReceiptSchema(Schema):
    """The proof that a case is stored. `code` and `pin` together open its tracking page."""

    code = fields.String(required=True, metadata={"description": "13 digits.", "example": "2611234829170"})
    code_spoken = fields.String(required=True, metadata={"example": "261123 482917 0"})
    pin = fields.String(required=True, metadata={"description": "4 digits: the telephone number's last, or random."})
    received_at = fields.AwareDateTime(required=True)
    looked_at_from = fields.AwareDateTime(
        required=True, metadata={"description": "When the centre looks at it: at once, or when it next opens."}
    )
    open_now = fields.Boolean(required=True)
    message = fields.String(required=True, metadata={"description": "What to tell the citizen, Vietnamese."})
    message_en = fields.String(required=True, metadata={"description": "The same in English."})
    tracking_url = fields.Url(required=True, require_tld=False)


class AdviceChoiceSchema(Schema):
    """An answer to choose. With `stop_vi`, the matter is not filed: the sentence names the right way."""

    slug = fields.String(required=True)
    vi = fields.String(required=True)
    en = fields.String(required=True)
    stop_vi = fields.String(required=True, allow_none=True)
    stop_en = fields.String(required=True, allow_none=True)


class QuestionSchema(Schema):
    """A question of a category; `only_if` is an earlier question and the answers after which this one is asked."""

    slug = fields.String(required=True)
    vi = fields.String(required=True)
    en = fields.String(required=True)
    hint_vi = fields.String(required=True)
    hint_en = fields.String(required=True)
    type = fields.String(required=True, metadata={"enum": ["choice", "text", "number", "day"]})
    required = fields.Boolean(required=True)
    public = fields.Boolean(required=True, metadata={"description": "The answer may be published."})
    choices = fields.List(fields.Nested(AdviceChoiceSchema), required=True)
    only_if = fields.Raw(required=True, allow_none=True)


class CategorySchema(Schema):
    """A category one may choose."""

    slug = fields.String(required=True)
    name_vi = fields.String(required=True)
    name_en = fields.String(required=True)
    group_vi = fields.String(required=True)
    group_en = fields.String(required=True)
    identity = fields.String(required=True, metadata={"enum": ["none", "phone", "name_phone"]})
    kind = fields.String(required=True)
    share_contact = fields.Boolean(required=True, metadata={"description": "The agency gets the contact anyway."})
    questions = fields.List(fields.Nested(QuestionSchema), required=True)


class AreaSchema(Schema):
    """A commune, ward or other smallest unit."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    within = fields.String(required=True, metadata={"description": "Name of the unit above; empty when none."})
