"""What the desk's operations take, one schema per act."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from services.kit.events.vocabulary import OUTCOMES
from services.kit.events.wire import CODE_PATTERN
from services.routing.web.schemas import Words, slug

LONGEST_ANSWER, LONGEST_REASON, LONGEST_QUESTION = 20_000, 2_000, 1_000
MOST_AGENCIES, MOST_FILES = 10, 20


def _reason(meaning: str, **more: object) -> Words:
    return Words(meaning, LONGEST_REASON, **(more or {"required": True}))


def _perhaps(meaning: str, longest: int = LONGEST_REASON) -> Words:
    return Words(meaning, longest, allow_none=True, load_default=None)


class DraftSchema(Schema):
    """An answer in the making."""

    answer = Words("The answer in words.", LONGEST_ANSWER, required=True)
    outcome = fields.String(load_default="explained", validate=validate.OneOf(OUTCOMES))
    scheduled_for = fields.Date(
        allow_none=True,
        load_default=None,
        metadata={"description": "By which day it will be done; needed for the outcome `scheduled`."},
    )
    proof = _perhaps("What shows that it was done: a document's number.", 500)
    files = fields.List(
        fields.String(validate=validate.Length(1, 64)),
        load_default=list,
        validate=validate.Length(max=MOST_FILES),
        metadata={"description": "Ids of files that one's agency uploaded before."},
    )


class AnswerSchema(DraftSchema):
    """An answer for the citizen."""

    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES))
    without_parts = _perhaps("Why not to wait for the parts that other agencies still owe.")


class SendBackSchema(Schema):
    """What must be changed."""

    remark = _reason("What must be changed.")


class ApproveSchema(Schema):
    """The leader agrees."""

    without_parts = _perhaps("Why not to wait for the parts that other agencies still owe.")


class ReturnSchema(Schema):
    """The case is not the agency's."""

    reason = _reason("Why not.")
    suggestion = slug("Who is competent.", allow_none=True, load_default=None)


class ReassignSchema(Schema):
    """The centre names the competent agency."""

    agency = slug("The agency.", required=True)
    note = _perhaps("Why this one; stays in the history.")


class CoordinateSchema(Schema):
    """What is asked of which agencies."""

    agencies = fields.List(slug("An agency."), required=True, validate=validate.Length(1, MOST_AGENCIES))
    task = _reason("What is asked of them.")


class ContributeSchema(Schema):
    """A part of the answer."""

    text = Words("The part in words, for the lead agency.", LONGEST_ANSWER, required=True)


class QuestionSchema(Schema):
    """What the citizen is asked."""

    question = Words("The question, in words for the citizen.", LONGEST_QUESTION, required=True)


class ExtensionSchema(Schema):
    """More time."""

    due_at = fields.AwareDateTime(required=True, metadata={"description": "Until when."})
    reason = _reason("Why, in words for the citizen.")


class GrantSchema(Schema):
    """Whose time is extended."""

    assignment = fields.Integer(
        strict=True,
        allow_none=True,
        load_default=None,
        validate=validate.Range(1, 10_000),
        metadata={"description": "The assignment's number, where several agencies asked."},
    )


class RefuseSchema(GrantSchema):
    """Whose time is not extended, and why."""

    reason = _reason("Why not.")


class ProgressSchema(Schema):
    """A known step of the work."""

    stage = slug("The step, as the category's catalogue names it.", required=True)
    note = _perhaps("More about it, for the citizen.")
    tracking = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(1, 40), metadata={"description": "Post's number."}
    )
    day = fields.Date(load_default=None, allow_none=True, metadata={"description": "When somebody comes (again)."})


class NoteSchema(Schema):
    """Words for colleagues."""

    text = _reason("The note.")


class UpholdSchema(Schema):
    """Why the answer stands."""

    text = Words("Why, in words for the citizen.", LONGEST_ANSWER, required=True)


class MergeSchema(Schema):
    """Which case this one follows."""

    into = fields.String(required=True, validate=validate.Regexp(CODE_PATTERN), metadata={"description": "Its code."})
