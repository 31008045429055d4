"""What is asked and told about duplicates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from services.kit.events.wire import SLUG_PATTERN
from services.routing.domain.file import Place
from services.routing.domain.likeness import Report
from services.routing.web.current import application


class DraftReportSchema(Schema):
    """What somebody has told so far; everything may be missing. Half a place is none."""

    title = fields.String(load_default="", validate=validate.Length(max=200))
    text = fields.String(load_default="", validate=validate.Length(max=10_000))
    address = fields.String(load_default=None, validate=validate.Length(max=300))
    category = fields.String(load_default=None, validate=[validate.Length(max=100), validate.Regexp(SLUG_PATTERN)])
    area = fields.String(load_default=None, validate=validate.Length(max=20))
    latitude = fields.Float(load_default=None, validate=validate.Range(-90, 90))
    longitude = fields.Float(load_default=None, validate=validate.Range(-180, 180))


class ReasonSchema(Schema):
    """Why two reports look alike."""

    vi = fields.String(required=True)
    en = fields.String(required=True)


class DuplicateSchema(Schema):
    """A case that may be about the same matter."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    state = fields.String(required=True)
    agency = fields.String(required=True, metadata={"description": "Who has it."})
    category = fields.String(required=True, allow_none=True)
    area = fields.String(required=True, allow_none=True)
    received_at = fields.AwareDateTime(required=True)
    followers = fields.Integer(required=True, metadata={"description": "How many cases follow it already."})
    score = fields.Float(required=True, metadata={"description": "How alike, from 0 to 1."})
    why = fields.List(fields.Nested(ReasonSchema), required=True)


class DuplicatesSchema(Schema):
    """Most alike first, at most ten."""

    duplicates = fields.List(fields.Nested(DuplicateSchema), required=True)


def report_of_draft(values: Mapping[str, Any]) -> Report:
    """Return a report as if it came now."""
    located = values["latitude"] is not None and values["longitude"] is not None
    return Report(
        code="",
        title=values["title"],
        text=values["text"],
        address=values["address"],
        category=values["category"],
        area=values["area"],
        place=Place(latitude=values["latitude"], longitude=values["longitude"]) if located else None,
        at=application().clock.now(),
    )
