"""The field kinds event types are made of: a Python type, its rule on the wire and its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields, validate

#: Thirteen digits: date of receipt (yymmdd), six random digits, one check digit.
CODE_PATTERN = r"^\d{13}$"
#: Lower-case words without diacritics; dots make a tree of categories.
SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$"


def code(required: bool = True) -> fields.String:
    """A case code."""
    return fields.String(
        required=required,
        allow_none=not required,
        validate=validate.Regexp(CODE_PATTERN),
        metadata={"description": "Case code: 13 digits.", "example": "2611234829170"},
    )


def slug(meaning: str, *, optional: bool = False) -> fields.String:
    """A stable name for programs, such as an agency's or a category's."""
    return fields.String(
        required=not optional,
        allow_none=optional,
        validate=[validate.Length(1, 100), validate.Regexp(SLUG_PATTERN)],
        metadata={"description": meaning},
    )


def text(meaning: str, *, longest: int, optional: bool = False, shortest: int = 0) -> fields.String:
    """Words for people, at most `longest` characters."""
    return fields.String(
        required=not optional,
        allow_none=optional,
        validate=validate.Length(shortest, longest),
        metadata={"description": meaning},
    )


def moment(meaning: str, *, optional: bool = False) -> fields.AwareDateTime:
    """A point in time, RFC 3339, UTC."""
    return fields.AwareDateTime(
        required=not optional, allow_none=optional, format="iso", metadata={"description": meaning}
    )


def choice(meaning: str, values: Sequence[str], *, optional: bool = False) -> fields.String:
    """One of a closed list of words."""
    return fields.String(
        required=not optional,
        allow_none=optional,
        validate=validate.OneOf(values),
        metadata={"description": meaning},
    )


def count(meaning: str) -> fields.Integer:
    """A whole number from 0."""
    return fields.Integer(required=True, strict=True, validate=validate.Range(0), metadata={"description": meaning})


def natural(meaning: str) -> fields.Integer:
    """A whole number from 0 that may be left out."""
    return fields.Integer(strict=True, validate=validate.Range(0), metadata={"description": meaning})


def day(meaning: str) -> fields.Date:
    """A local day, ISO 8601; may be left out."""
    return fields.Date(allow_none=True, metadata={"description": meaning})


def flag(meaning: str, *, required: bool = True) -> fields.Boolean:
    """True or false."""
    return fields.Boolean(required=required, metadata={"description": meaning})


def words(meaning: str) -> fields.List[Any]:
    """A list of sentences."""
    return fields.List(fields.String(), metadata={"description": meaning})


def part(meaning: str, schema: Schema, *, optional: bool = False) -> fields.Nested:
    """A nested object."""
    return fields.Nested(schema, required=not optional, allow_none=optional, metadata={"description": meaning})


def parts(meaning: str, schema: Schema) -> fields.List[Any]:
    """A list of nested objects; may be left out."""
    return fields.List(fields.Nested(schema), metadata={"description": meaning})


def number(meaning: str, least: float, most: float) -> fields.Float:
    """A number between two bounds, both allowed."""
    return fields.Float(required=True, validate=validate.Range(least, most), metadata={"description": meaning})


def anything(meaning: str) -> fields.Dict:
    """An object whose shape is described elsewhere."""
    return fields.Dict(required=True, metadata={"description": meaning})
