"""What the desk's operations take and give."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from services.kit.events.vocabulary import ASSIGNMENT_ROLES, OUTCOMES, RATINGS
from services.kit.events.wire import SLUG_PATTERN
from services.routing.domain.case import Did, State
from services.routing.domain.wording import clean

STATES = [state.value for state in State]
MOST_PAGES = 100
MOST_PER_PAGE = 100


#: Somewhere a Latin letter or a digit: there is something to read.
READABLE = r"^[\s\S]*[0-9A-Za-zÀ-ɏẠ-ỹ]"


class Words(fields.String):
    """Words for people: cleaned first, then measured, so that invisible characters count for nothing."""

    def __init__(self, meaning: str, longest: int, **more: Any) -> None:
        rules = [validate.Length(1, longest), validate.Regexp(READABLE)]
        super().__init__(validate=rules, metadata={"description": meaning}, **more)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return clean(super()._deserialize(value, attr, data, **kwargs))


def slug(meaning: str, **more: Any) -> fields.String:
    """Return a field for a short name."""
    rules = [validate.Length(1, 100), validate.Regexp(SLUG_PATTERN)]
    return fields.String(validate=rules, metadata={"description": meaning}, **more)


class SearchSchema(Schema):
    """Which cases to list."""

    state = fields.String(validate=validate.OneOf(STATES))
    agency = slug("Only what this agency leads or has a part in. Officers see their own agency's in any case.")
    page = fields.Integer(load_default=1, validate=validate.Range(1, MOST_PAGES))
    page_size = fields.Integer(load_default=50, validate=validate.Range(1, MOST_PER_PAGE))


class IdempotencySchema(Schema):
    """Headers of a request that changes something."""

    key = fields.String(
        data_key="Idempotency-Key",
        load_default=None,
        validate=validate.Length(1, 200),
        metadata={"description": "A random text per request. The same request with the same key is done once."},
    )


class CaseSummarySchema(Schema):
    """A case in a list."""

    code = fields.String(required=True, metadata={"description": "13 digits.", "example": "2611234829170"})
    state = fields.String(required=True, metadata={"enum": STATES})
    title = fields.String(required=True)
    category = fields.String(required=True, allow_none=True)
    area = fields.String(required=True, allow_none=True)
    urgency = fields.String(required=True)
    kind = fields.String(required=True)
    channel = fields.String(required=True)
    received_at = fields.AwareDateTime(required=True)
    agency = fields.String(required=True, metadata={"description": "Who is responsible now."})
    agency_name = fields.String(required=True)
    assignment = fields.Integer(required=True, metadata={"description": "1 for the first agency."})
    due_at = fields.AwareDateTime(required=True)
    original_due_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "The first due time, where it was moved."}
    )
    level = fields.Integer(
        required=True,
        metadata={"description": "0, or the last step told: 1 due soon, 2 overdue, 3 twice, 4 three times."},
    )
    triage = fields.Boolean(required=True, metadata={"description": "The centre must decide who is competent."})
    forward_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "While held: when it goes to its agency."}
    )


class CasePageSchema(Schema):
    """Some cases, newest first."""

    cases = fields.List(fields.Nested(CaseSummarySchema), required=True)
    total = fields.Integer(required=True, metadata={"description": "How many there are; 10,000 means: or more."})
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)


class ContactSchema(Schema):
    """How to reach the citizen."""

    name = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    email = fields.String(allow_none=True)


class LookSchema(Schema):
    """Asking to see a contact."""

    why = Words("Why; stays in the log of looks.", 300, allow_none=True, load_default=None)


class GivenAnswerSchema(Schema):
    """An answer that was given."""

    answer = fields.String(required=True)
    outcome = fields.String(required=True, metadata={"enum": list(OUTCOMES)})
    answered_at = fields.AwareDateTime(required=True)
    on_time = fields.Boolean(required=True)
    in_first_time = fields.Boolean(required=True, metadata={"description": "By the first due time."})
    by = fields.String(required=True)
    approved_by = fields.String(required=True, allow_none=True)
    scheduled_for = fields.Date(required=True, allow_none=True)
    proof = fields.String(required=True, allow_none=True)
    files = fields.List(fields.Nested(lambda: FileSchema()), required=True)


class DraftViewSchema(Schema):
    """An answer in the making."""

    answer = fields.String(required=True)
    outcome = fields.String(required=True, metadata={"enum": list(OUTCOMES)})
    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    scheduled_for = fields.Date(required=True, allow_none=True)
    proof = fields.String(required=True, allow_none=True)
    files = fields.List(fields.Nested(lambda: FileSchema()), required=True)
    submitted_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "Since when it lies with the leader."}
    )
    remark = fields.String(required=True, allow_none=True, metadata={"description": "Why the leader sent it back."})


class WaitingSchema(Schema):
    """What the citizen was asked; the clock stands still."""

    question = fields.String(required=True)
    asked_at = fields.AwareDateTime(required=True)
    answer_by = fields.AwareDateTime(required=True)
    by = fields.String(required=True)


class WantedExtensionSchema(Schema):
    """More time that was asked for and is not decided yet."""

    due_at = fields.AwareDateTime(required=True)
    reason = fields.String(required=True)
    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class HolderSchema(Schema):
    """An agency that works on the case now, with its own clock."""

    assignment = fields.Integer(required=True)
    role = fields.String(required=True, metadata={"enum": list(ASSIGNMENT_ROLES)})
    agency = fields.String(required=True)
    agency_name = fields.String(required=True)
    task = fields.String(
        required=True, allow_none=True, metadata={"description": "What a coordinating agency shall do."}
    )
    due_at = fields.AwareDateTime(required=True)
    original_due_at = fields.AwareDateTime(required=True, allow_none=True)
    accepted_at = fields.AwareDateTime(required=True, allow_none=True)
    paused_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "Since when its clock stands still."}
    )
    contribution = fields.String(required=True, allow_none=True)
    extension = fields.Nested(WantedExtensionSchema, required=True, allow_none=True)


class EntrySchema(Schema):
    """One thing somebody did."""

    did = fields.String(required=True, metadata={"enum": [did.value for did in Did]})
    by = fields.String(
        required=True, metadata={"description": "`rule`, `clock`, `citizen`, `agency:<slug>` or `desk:<account>`."}
    )
    at = fields.AwareDateTime(required=True)
    assignment = fields.Integer(required=True)
    agency = fields.String(required=True)
    note = fields.String(required=True, allow_none=True)
    suggestion = fields.String(required=True, allow_none=True)
    fact = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The rating, the step of the ladder or of the work, or why the waiting ended."},
    )


class PlaceSchema(Schema):
    """Coordinates, WGS 84."""

    latitude = fields.Float(required=True)
    longitude = fields.Float(required=True)


class FileSchema(Schema):
    """A file that came with the case; the link ends."""

    name = fields.String(required=True)
    media_type = fields.String(required=True)
    kind = fields.String(required=True)
    size = fields.Integer(required=True)
    url = fields.String(required=True)
    ends_at = fields.AwareDateTime(required=True)


class AdditionSchema(Schema):
    """Something the citizen added."""

    number = fields.Integer(required=True)
    channel = fields.String(required=True)
    added_at = fields.AwareDateTime(required=True)
    text = fields.String(required=True)
    files = fields.List(fields.Nested(FileSchema), required=True)


class CaseSchema(CaseSummarySchema):
    """A case with everything the reader may see of it."""

    text = fields.String(required=True)
    address = fields.String(required=True, allow_none=True)
    private = fields.Boolean(required=True, metadata={"description": "The citizen asked not to publish it."})
    place = fields.Nested(PlaceSchema, required=True, allow_none=True)
    files = fields.List(fields.Nested(FileSchema), required=True)
    additions = fields.List(fields.Nested(AdditionSchema), required=True)
    contact = fields.Nested(
        ContactSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Masked; ask for it by POST to `contact`."},
    )
    due_reason_vi = fields.String(required=True)
    due_reason_en = fields.String(required=True)
    rule = fields.String(required=True)
    trace = fields.List(fields.String(), required=True)
    answer = fields.Nested(GivenAnswerSchema, required=True, allow_none=True)
    earlier = fields.List(
        fields.Nested(GivenAnswerSchema),
        required=True,
        metadata={"description": "Answers that a reopening made void, oldest first."},
    )
    draft = fields.Nested(DraftViewSchema, required=True, allow_none=True)
    waiting = fields.Nested(WaitingSchema, required=True, allow_none=True)
    holders = fields.List(fields.Nested(HolderSchema), required=True)
    stage = fields.String(required=True, allow_none=True, metadata={"description": "The last known step of the work."})
    reopened = fields.Integer(required=True, metadata={"description": "How often the citizen has objected."})
    rating = fields.String(required=True, allow_none=True, metadata={"enum": [*RATINGS, None]})
    history = fields.List(fields.Nested(EntrySchema), required=True)
