"""What the editors' API takes and gives. Times are RFC 3339, UTC."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from services.kit.events.vocabulary import WITHHELD_REASONS
from services.kit.events.wire import SLUG_PATTERN
from services.publish.domain.editing import PARTS
from services.publish.domain.grounds import GROUNDS, OTHER
from services.publish.domain.marks import MARKS
from services.publish.domain.photo import LONGEST_ALT
from services.publish.domain.policy import PUBLISHED, WAITING, WITHHELD
from services.publish.domain.position import LONGEST

STATES = (WAITING, PUBLISHED, WITHHELD)
LONGEST_REASON = 1000
LEAST_COVER = 0.1
#: Not blanks alone.
_WORDS = validate.Regexp(r"[\s\S]*\S")


def _said(meaning: str, **more: Any) -> fields.String:
    return fields.String(metadata={"description": meaning}, **more)


def _at(meaning: str, **more: Any) -> fields.AwareDateTime:
    return fields.AwareDateTime(format="iso", metadata={"description": meaning}, **more)


def _version() -> fields.String:
    meaning = "What the editor had before them; left out, nobody is told that somebody else was there."
    return fields.String(load_default=None, validate=validate.Length(max=64), metadata={"description": meaning})


class SpanSchema(Schema):
    """Something that was hidden, by its place in the original."""

    start = fields.Integer(metadata={"description": "First character."})
    end = fields.Integer(metadata={"description": "After the last character."})
    kind = fields.String(validate=validate.OneOf(tuple(MARKS)), metadata={"description": "What it is."})
    may_show = fields.Boolean(metadata={"description": "Whether an editor may show it again."})


class TextSchema(Schema):
    """A text as the public would read it, beside the citizen's own words while the case waits for a decision."""

    public = _said("Redacted.")
    original = _said("As written; null once decided.", allow_none=True)
    spans = fields.List(fields.Nested(SpanSchema))


class DrawnPhotoSchema(Schema):
    """A picture that was let out."""

    id = _said("Name of the drawing.")
    alt = _said("What it shows, in words.")
    width = fields.Integer()
    height = fields.Integer()
    covers = fields.Integer(metadata={"description": "How many parts are covered."})


class PictureSchema(Schema):
    """A picture of the question or of the answer."""

    id = _said("Name of the picture where it is kept.")
    part = _said("question or answer.")
    caution = _said("Why it is never public.", allow_none=True)
    photo = fields.Nested(DrawnPhotoSchema, allow_none=True)


class ActSchema(Schema):
    """Something an editor did."""

    at = _at("When.")
    by = _said("Account.")
    did = _said("published, withheld, hid, showed, let-out, took-out.")
    part = _said("To which text or picture.", allow_none=True)
    kind = _said("Kind of data, or ground.", allow_none=True)
    why = _said("In words.", allow_none=True)


class SummarySchema(Schema):
    """A case in the editors' queue, without anybody's original words."""

    code = _said("Case code.")
    version = _said("What deciding about it says it saw.")
    state = fields.String(validate=validate.OneOf(STATES))
    reason = fields.String(allow_none=True, validate=validate.OneOf(WITHHELD_REASONS))
    ground = fields.String(allow_none=True, validate=validate.OneOf(tuple(GROUNDS)))
    category = _said("Category slug.", allow_none=True)
    agency = _said("Who answered, slug.")
    agency_name = _said("Who answered.")
    answered_at = _at("When.")
    decided_at = _at("When it was decided last.", allow_none=True)
    decided_by = _said("Account of the editor who decided last.", allow_none=True)
    public_title = _said("As the public would read it.")
    hidden = fields.Integer(metadata={"description": "How many parts are hidden."})
    pictures_count = fields.Integer(metadata={"description": "How many pictures there are."})


class PublicationSchema(SummarySchema):
    """A case on the editors' desk, with the original words where they are still kept."""

    title = fields.Nested(TextSchema, allow_none=True)
    text = fields.Nested(TextSchema, allow_none=True)
    address = fields.Nested(TextSchema, allow_none=True)
    answer = fields.Nested(TextSchema, allow_none=True)
    pictures = fields.List(fields.Nested(PictureSchema))
    acts = fields.List(fields.Nested(ActSchema))
    taken_back_at = _at("When an editor took it from the public.", allow_none=True)


class QueueQuestionSchema(Schema):
    """Which cases an editor wants to see."""

    state = fields.String(load_default=WAITING, validate=validate.OneOf(STATES))
    category = fields.String(load_default=None, validate=validate.Regexp(SLUG_PATTERN))
    agency = fields.String(load_default=None, validate=validate.Regexp(SLUG_PATTERN))
    after = fields.String(
        load_default="", validate=validate.Length(max=LONGEST), metadata={"description": "From an earlier page."}
    )


class CountsSchema(Schema):
    """How many there are, up to `most_counted`."""

    waiting = fields.Integer()
    published = fields.Integer()
    withheld = fields.Integer()


class GroundSchema(Schema):
    """Why a case may be withheld."""

    slug = _said("What is stored.")
    vi = _said("A clause, Vietnamese.")
    en = _said("A clause, English.")


class QueueSchema(Schema):
    """A page of the editors' desk: what waits the longest first, what is public the latest first."""

    publications = fields.List(fields.Nested(SummarySchema))
    counts = fields.Nested(CountsSchema)
    most_counted = fields.Integer()
    after = _said("What to ask with for the next page.", allow_none=True)
    grounds = fields.List(fields.Nested(GroundSchema))


class SeenSchema(Schema):
    """What the editor had before them."""

    version = _version()


class WithholdingSchema(SeenSchema):
    """Why a case is withheld."""

    ground = fields.String(load_default=OTHER, validate=validate.OneOf(tuple(GROUNDS)))
    reason = fields.String(
        required=True,
        validate=[validate.Length(1, LONGEST_REASON), _WORDS],
        metadata={"description": "For the record, not published."},
    )


class HidingSchema(SeenSchema):
    """What more is hidden: every place where the words stand in one text."""

    part = fields.String(required=True, validate=validate.OneOf(PARTS))
    words = fields.String(required=True, validate=[validate.Length(1, 1000), _WORDS])


class ShowingSchema(SeenSchema):
    """What was hidden for nothing, by its place in the original."""

    part = fields.String(required=True, validate=validate.OneOf(PARTS))
    start = fields.Integer(required=True, validate=validate.Range(min=0))
    end = fields.Integer(required=True, validate=validate.Range(min=1))
    reason = fields.String(required=True, validate=[validate.Length(1, LONGEST_REASON), _WORDS])


class CoverSchema(Schema):
    """A covered part, in percent of the picture's sides, from its upper left."""

    left = fields.Float(required=True, validate=validate.Range(0, 100))
    top = fields.Float(required=True, validate=validate.Range(0, 100))
    width = fields.Float(required=True, validate=validate.Range(LEAST_COVER, 100))
    height = fields.Float(required=True, validate=validate.Range(LEAST_COVER, 100))


class LettingOutSchema(SeenSchema):
    """How a picture goes out."""

    alt = fields.String(required=True, validate=validate.Length(1, LONGEST_ALT))
    covers = fields.List(fields.Nested(CoverSchema), load_default=list)
