"""What the JSON API takes and gives. Times are RFC 3339, UTC."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from services.kit.events.vocabulary import CHANNELS, OUTCOMES
from services.kit.events.wire import CODE_PATTERN, SLUG_PATTERN
from services.publish.domain.policy import PUBLISHED, WAITING, WITHHELD
from services.publish.domain.position import LONGEST as LONGEST_PLACE
from services.publish.domain.rating import MOST_COMMENT, RATINGS
from services.publish.domain.territory import LONGEST_NAME
from services.publish.usecases.list_public import LAST_PAGE

STATES = (WAITING, PUBLISHED, WITHHELD)


def _text(meaning: str, **more: Any) -> fields.String:
    return fields.String(metadata={"description": meaning}, **more)


def _moment(meaning: str, **more: Any) -> fields.AwareDateTime:
    return fields.AwareDateTime(format="iso", metadata={"description": meaning}, **more)


def _slug(meaning: str) -> fields.String:
    rules = [validate.Length(1, 100), validate.Regexp(SLUG_PATTERN)]
    return fields.String(validate=rules, metadata={"description": meaning})


def _page() -> fields.Integer:
    return fields.Integer(
        load_default=1, validate=validate.Range(1, LAST_PAGE), metadata={"description": "Page, from 1."}
    )


def _place(meaning: str) -> fields.String:
    return fields.String(validate=validate.Length(1, LONGEST_PLACE), metadata={"description": meaning})


class QuestionSchema(Schema):
    """What is looked for."""

    q = fields.String(
        load_default="",
        validate=validate.Length(max=200),
        metadata={"description": "Words that must all occur; with or without diacritics.", "example": "den duong"},
    )
    category = _slug("Category, with all below it.")
    agency = _slug("Who answered.")
    area = fields.String(
        validate=validate.Length(1, LONGEST_NAME),
        metadata={"description": "Code or name of a commune, ward or district, of today's map or the one before."},
    )
    month = fields.String(
        validate=validate.Regexp(r"^20[0-9]{2}-(0[1-9]|1[0-2])$"),
        metadata={"description": "Month of the answer, in the province's time.", "example": "2026-10"},
    )
    page = _page()
    after = _place("Go on behind a page: its `older`.")
    before = _place("Go back before a page: its `newer`.")
    exact = fields.Boolean(
        load_default=False, metadata={"description": "Look for the words as they are, also where nobody wrote them."}
    )


class StepSchema(Schema):
    """An agency became responsible. As the ledger covers it, and nothing more: who checks digests what stands here."""

    agency = _text("Slug.")
    agency_name = _text("Name.")
    at = _moment("When.")


class PublicPhotoSchema(Schema):
    """A picture that an editor let out."""

    id = _text("Name of the drawing, new with each.")
    part = _text("question or answer.")
    alt = _text("What is to be seen.")


class PublicCaseSchema(Schema):
    """A published case. Personal data is replaced by marks such as "[số điện thoại đã ẩn]"."""

    code = _text("Case code.")
    title = _text("What it is about.")
    text = _text("What the citizen said.")
    address = _text("The place, without house number.", allow_none=True)
    category = _text("Category slug.", allow_none=True)
    area = _text("Code of the commune or ward.", allow_none=True)
    channel = fields.String(validate=validate.OneOf(CHANNELS), metadata={"description": "How it came."})
    received_at = _moment("When the case was accepted.")
    steps = fields.List(fields.Nested(StepSchema), metadata={"description": "Who became responsible when."})
    agency = _text("Who answered, slug.")
    agency_name = _text("Who answered.")
    answered_at = _moment("When it was answered.")
    due_at = _moment("By when it had to be answered.")
    due_reason_vi = _text("Why then, Vietnamese.")
    due_reason_en = _text("Why then, English.")
    on_time = fields.Boolean(metadata={"description": "Answered on time."})
    outcome = fields.String(validate=validate.OneOf(OUTCOMES), metadata={"description": "What came of it."})
    answer = _text("The answer.")
    proof = _text("What shows that it was done: a document's number.", allow_none=True)
    scheduled_for = _text("By which day it is to be done (ISO 8601), for `scheduled`.", allow_none=True)
    published_at = _moment("When the public could first read this answer.", allow_none=True)
    reopened_at = _moment("Set while another answer is to come: the sender was not content.", allow_none=True)
    photos = fields.List(fields.Nested(PublicPhotoSchema), metadata={"description": "Pictures that were let out."})


class PageSchema(Schema):
    """Some published cases, the latest answer first."""

    cases = fields.List(fields.Nested(PublicCaseSchema))
    number = fields.Integer(
        allow_none=True, metadata={"description": "Number of this page; null where it was reached by a place."}
    )
    more = fields.Boolean(metadata={"description": "Whether there is a next page."})
    older = _text("The next page's place, for `after`.", allow_none=True)
    newer = _text("The page before's place, for `before`.", allow_none=True)
    searched_for = _text("What was looked for where nobody wrote what was asked.", allow_none=True)


class ProofSchema(Schema):
    """What a citizen shows to see their own case."""

    code = fields.String(
        required=True, validate=validate.Regexp(CODE_PATTERN), metadata={"description": "Case code, 13 digits."}
    )
    pin = fields.String(
        required=True,
        validate=validate.Regexp(r"^[0-9]{4}$"),
        metadata={"description": "Last four digits of the telephone number, or the digits given with the code."},
    )


class DueSchema(Schema):
    """By when, and why then."""

    at = _moment("Due time.")
    reason_vi = _text("Why, Vietnamese.")
    reason_en = _text("Why, English.")


class GivenAnswerSchema(Schema):
    """The answer, personal data hidden."""

    agency = _text("Slug.")
    agency_name = _text("Name.")
    answered_at = _moment("When.")
    on_time = fields.Boolean(metadata={"description": "Answered on time."})
    outcome = fields.String(validate=validate.OneOf(OUTCOMES), metadata={"description": "What came of it."})
    text = _text("The answer; null where it may not be shown here.", allow_none=True)


class RatingSchema(Schema):
    """How content the citizen is with the answer."""

    rating = fields.String(validate=validate.OneOf(RATINGS), metadata={"description": "How content."})
    comment = fields.String(load_default="", validate=validate.Length(max=MOST_COMMENT))
    not_fixed = fields.Boolean(
        load_default=False,
        metadata={"description": "Not settled: with `unsatisfied`, the shift lead looks at it again."},
    )


class ProgressSchema(Schema):
    """How far a case is."""

    code = _text("Case code.")
    state = fields.String(
        validate=validate.OneOf(("received", "routed", "answered", "reopened", "withdrawn", *STATES)),
        metadata={"description": "answered: not yet decided whether the public may read it."},
    )
    received_at = _moment("When it was accepted; null for a moment after filing.", allow_none=True)
    agency = _text("Who is responsible now, slug.", allow_none=True)
    agency_name = _text("Who is responsible now.", allow_none=True)
    due = fields.Nested(DueSchema, allow_none=True)
    answer = fields.Nested(GivenAnswerSchema, allow_none=True)
    path = _text("Path of the public page, if there is one.", allow_none=True)
    rating = fields.Nested(RatingSchema, allow_none=True)


class GivenRatingSchema(ProofSchema):
    """A rating with what proves whose case it is."""

    rating = fields.String(required=True, validate=validate.OneOf(RATINGS))
    comment = fields.String(load_default="", validate=validate.Length(max=MOST_COMMENT))
    not_fixed = fields.Boolean(load_default=False)
