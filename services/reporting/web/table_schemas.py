"""What may be asked of a table, and what a table is, for the contract and for callers' eyes."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_dump, validate

from services.kit.events.vocabulary import CHANNELS, KINDS
from services.kit.events.wire import SLUG_PATTERN
from services.reporting.domain.asking import Level
from services.reporting.domain.labels import LANGUAGES
from services.reporting.domain.table import Kind
from services.reporting.web.schemas import AsOfSchema

SLUG = [validate.Length(1, 100), validate.Regexp(SLUG_PATTERN)]
#: As `domain.span` reads it; which days there are in a month, it knows better.
SPAN_PATTERN = r"^2[01][0-9]{2}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$"


class TableQuestionSchema(AsOfSchema):
    """Which span, narrowed to what."""

    period = fields.String(
        validate=validate.Regexp(SPAN_PATTERN),
        metadata={
            "description": "Month, quarter, half or year; the running month by default.",
            "example": "2026-Q4",
        },
    )
    from_ = fields.Date(
        data_key="from", metadata={"description": "First local day; alone, that day. Days go before a period."}
    )
    to = fields.Date(metadata={"description": "Last local day, included; alone, that day."})
    agency = fields.String(validate=SLUG, metadata={"description": "Only this agency's cases."})
    category = fields.String(validate=SLUG, metadata={"description": "Only this field, with all below it."})
    channel = fields.String(validate=validate.OneOf(CHANNELS), metadata={"description": "Only this channel."})
    area = fields.String(
        validate=validate.Regexp(r"^[0-9-]{1,20}$"), metadata={"description": "Only this commune or ward."}
    )
    kind = fields.String(validate=validate.OneOf(KINDS), metadata={"description": "Only this kind of case."})
    level = fields.Enum(
        Level, by_value=True, load_default=Level.LEAF, metadata={"description": "Fields one by one, or per group."}
    )
    lang = fields.String(
        load_default="vi", validate=validate.OneOf(LANGUAGES), metadata={"description": "Language of names and CSV."}
    )


class WordsSchema(Schema):
    """The same in two languages."""

    vi = fields.String(required=True)
    en = fields.String(required=True)


class ColumnSchema(Schema):
    """One column."""

    key = fields.String(required=True)
    words = fields.Nested(WordsSchema, required=True)
    group = fields.Nested(WordsSchema, required=True, allow_none=True, metadata={"description": "Heading above."})
    kind = fields.Enum(Kind, by_value=True, required=True, metadata={"description": "What its cells are."})
    meaning = fields.Nested(WordsSchema, required=True, allow_none=True, metadata={"description": "Definition."})


class TableRowSchema(Schema):
    """One line; cells in the order of the columns: numbers, moments (UTC) or words, null where there is no value."""

    key = fields.String(required=True, allow_none=True)
    name = fields.String(required=True)
    group = fields.String(required=True, allow_none=True)
    cells = fields.List(fields.Raw(allow_none=True), required=True)

    @post_dump
    def write_cells(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Decimals as numbers."""
        return {**data, "cells": [_plain(cell) for cell in data["cells"]]}


class TableSchema(Schema):
    """A table of figures. Those of spans that are over do not change when something happens later."""

    name = fields.String(required=True)
    title = fields.Nested(WordsSchema, required=True)
    first = fields.Nested(WordsSchema, required=True, metadata={"description": "Heading of the rows' names."})
    period = fields.String(required=True, attribute="span.text")
    start = fields.AwareDateTime(required=True, attribute="span.period.start")
    end = fields.AwareDateTime(required=True, attribute="span.period.end")
    seen_at = fields.AwareDateTime(
        required=True, metadata={"description": "Nothing that happened at or after this is in the figures."}
    )
    filters = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    columns = fields.List(fields.Nested(ColumnSchema), required=True)
    rows = fields.List(fields.Nested(TableRowSchema), required=True)
    total = fields.Nested(TableRowSchema, required=True, allow_none=True)
    faults = fields.List(fields.String(), required=True, metadata={"description": "Sums that do not hold."})
    notes = fields.List(fields.Nested(WordsSchema), required=True)


def _plain(cell: Any) -> Any:
    if cell is None or isinstance(cell, (int, str)):
        return cell
    return cell.isoformat() if hasattr(cell, "isoformat") else float(cell)
