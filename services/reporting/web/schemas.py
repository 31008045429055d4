"""What the API reads and writes, for the contract and for callers' eyes."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from services.reporting.domain.labels import FIGURES, LANGUAGES
from services.reporting.domain.report import Dimension

#: The years 2000 to 2199, as `domain.period.Month` takes them.
MONTH_PATTERN = r"^2[01][0-9]{2}-(0[1-9]|1[0-2])$"
#: As `domain.instant` reads it; which days there are in a month, it knows better.
INSTANT_PATTERN = (
    r"^2[01][0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?)?$"
)
LEVELS = ("leaf", "group")


class QuestionSchema(Schema):
    """Which report is wanted."""

    month = fields.String(
        validate=validate.Regexp(MONTH_PATTERN),
        metadata={"description": "Reporting month; the running one by default.", "example": "2026-11"},
    )
    lang = fields.String(
        load_default="vi", validate=validate.OneOf(LANGUAGES), metadata={"description": "Language of the names."}
    )


class AsOfSchema(Schema):
    """At which instant everything must have been recorded."""

    as_of = fields.String(
        validate=validate.Regexp(INSTANT_PATTERN),
        metadata={
            "description": "As it was known at the end of this day, or before this time; now by default.",
            "example": "2026-06-30",
        },
    )


class LevelledQuestionSchema(QuestionSchema, AsOfSchema):
    """Which report is wanted, and how fine."""

    level = fields.String(
        load_default="leaf",
        validate=validate.OneOf(LEVELS),
        metadata={"description": "Categories one by one, or added up per group. Other dimensions have one level."},
    )


def _figures() -> type[Schema]:
    counts = {
        name: fields.Float(allow_none=True, required=True, metadata={"description": f"{words['vi']} / {words['en']}"})
        if name.endswith("_percent")
        else fields.Integer(required=True, metadata={"description": f"{words['vi']} / {words['en']}"})
        for name, words in FIGURES.items()
    }
    return Schema.from_dict(dict(counts), name="FiguresSchema")


FiguresSchema = _figures()


class RowSchema(Schema):
    """One line of a report."""

    key = fields.String(required=True, allow_none=True, metadata={"description": "Slug; null where a case has none."})
    name = fields.String(required=True, metadata={"description": "What people call it."})
    group = fields.String(required=True, allow_none=True, metadata={"description": "Group of a category, else null."})
    figures = fields.Nested(FiguresSchema, required=True, attribute="tally")


class ReportSchema(Schema):
    """A report. Figures of past months do not change when something happens later."""

    dimension = fields.Enum(Dimension, by_value=True, required=True)
    month = fields.String(required=True, metadata={"example": "2026-11"})
    start = fields.AwareDateTime(required=True, attribute="period.start", metadata={"description": "From, UTC."})
    end = fields.AwareDateTime(required=True, attribute="period.end", metadata={"description": "Up to, UTC."})
    seen_at = fields.AwareDateTime(
        required=True, metadata={"description": "Nothing that happened at or after this is in the figures."}
    )
    rows = fields.List(fields.Nested(RowSchema), required=True)
    total = fields.Nested(FiguresSchema, required=True)
    faults = fields.List(
        fields.String(), required=True, metadata={"description": "Sums that do not hold. Normally empty."}
    )
