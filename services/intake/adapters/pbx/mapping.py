"""Vendor mappings: YAML files that say how a vendor signs, names its events and its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate

from services.intake.adapters.delivery_signature import BODY, TIMESTAMP_AND_BODY, SignatureRecipe, TimestampRecipe
from services.intake.domain.calls.signal import DISPOSITIONS, KINDS, MOST_VENDOR

SHIPPED = Path(__file__).parent
#: What a mapping can say about a call: fields of `Signal`, and the numbers of both ends.
FIELDS = (
    "call",
    "at",
    "caller",
    "called",
    "did",
    "branch",
    "extension",
    "direction",
    "queued_at",
    "answered_at",
    "ended_at",
    "disposition",
    "recording",
    "voicemail",
    "voicemail_seconds",
)


class BadMapping(Exception):  # noqa: N818
    """A mapping file cannot be used. The message names the file and the fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorMapping:
    """One vendor. Paths are dotted; an event's name is the values of `event_fields`, joined by a blank.

    `verified` is False while nobody has compared the mapping with the vendor's own document or system.
    """

    vendor: str
    verified: bool
    note: str
    signature: SignatureRecipe
    timestamp: TimestampRecipe | None
    delivery_header: str | None
    event_fields: tuple[str, ...]
    events: Mapping[str, str]
    paths: Mapping[str, tuple[str, ...]]
    times: str = "iso"
    outbound: frozenset[str] = frozenset()
    dispositions: Mapping[str, str] = field(default_factory=dict)


class _Part(Schema):
    class Meta:
        """Unknown names are slips."""

        unknown = RAISE


class _SignatureSchema(_Part):
    header = fields.String(required=True)
    prefix = fields.String(load_default="")
    over = fields.String(load_default=TIMESTAMP_AND_BODY, validate=validate.OneOf((BODY, TIMESTAMP_AND_BODY)))

    @post_load
    def _made(self, data: dict[str, Any], **_: Any) -> SignatureRecipe:
        return SignatureRecipe(**data)


class _TimestampSchema(_Part):
    header = fields.String(required=True)
    unit = fields.String(load_default="seconds", validate=validate.OneOf(("seconds", "milliseconds")))
    tolerance_seconds = fields.Integer(load_default=300, validate=validate.Range(1, 3600))

    @post_load
    def _made(self, data: dict[str, Any], **_: Any) -> TimestampRecipe:
        return TimestampRecipe(**data)


class _Paths(fields.Field[Any]):
    """A dotted path, or several of which the first that is there counts."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[str, ...]:
        found = (value,) if isinstance(value, str) else tuple(value or ())
        if not found or not all(isinstance(each, str) and each for each in found):
            raise ValidationError("a path or a list of paths is needed")
        return found


class _VendorSchema(_Part):
    vendor = fields.String(required=True, validate=validate.Regexp(rf"[a-z0-9][a-z0-9-]{{0,{MOST_VENDOR - 1}}}\Z"))
    verified = fields.Boolean(required=True)
    note = fields.String(load_default="")
    signature = fields.Nested(_SignatureSchema, required=True)
    timestamp = fields.Nested(_TimestampSchema, load_default=None, allow_none=True)
    delivery_header = fields.String(load_default=None, allow_none=True)
    event_fields = _Paths(required=True)
    events = fields.Dict(fields.String(), fields.String(validate=validate.OneOf(KINDS)), required=True)
    paths = fields.Dict(fields.String(validate=validate.OneOf(FIELDS)), _Paths(), required=True)
    times = fields.String(load_default="iso")
    outbound = fields.List(fields.String(), load_default=list)
    dispositions = fields.Dict(fields.String(), fields.String(validate=validate.OneOf(DISPOSITIONS)), load_default=dict)

    @post_load
    def _made(self, data: dict[str, Any], **_: Any) -> VendorMapping:
        if "call" not in data["paths"]:
            raise ValidationError("the call's id is needed", "paths")
        if data["signature"].over == TIMESTAMP_AND_BODY and data["timestamp"] is None:
            raise ValidationError("a signature over a timestamp needs one", "timestamp")
        return VendorMapping(**{**data, "outbound": frozenset(each.lower() for each in data["outbound"])})


def load_mappings(*folders: Path) -> dict[str, VendorMapping]:
    """Return every mapping by vendor; a later folder's files replace an earlier one's. Raises `BadMapping`."""
    files = [file for folder in folders for file in sorted(folder.glob("*.yaml"))]
    return {each.vendor: each for each in map(_loaded, files)}


def _loaded(file: Path) -> VendorMapping:
    try:
        mapping: VendorMapping = _VendorSchema().load(yaml.safe_load(file.read_text("utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise BadMapping(f"{file.name}: {error}") from None
    return mapping
