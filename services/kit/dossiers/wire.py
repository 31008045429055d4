"""The one-stop system's JSON (`contracts/dossiers`), read strictly: what is not as agreed is not shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load
from marshmallow.validate import Length, OneOf, Range, Regexp

from services.kit.dossiers.dossier import Dossier, State, Step

_SHORT, _LONG, _MOST_STEPS = Length(1, 200), Length(max=2000), Length(max=100)


class _Known(Schema):
    """Fields that are new there are passed over."""

    class Meta:
        unknown = EXCLUDE


class StepSchema(_Known):
    """A step of the work."""

    name = fields.String(required=True, validate=_SHORT)
    agency = fields.String(load_default="", validate=Length(max=200))
    done_at = fields.AwareDateTime(load_default=None, allow_none=True)

    @post_load
    def _made(self, data: Mapping[str, Any], **_: Any) -> Step:
        return Step(**data)


class DossierSchema(_Known):
    """A dossier. Days are ISO 8601; moments carry their offset."""

    code = fields.String(required=True, validate=_SHORT)
    state = fields.String(required=True, validate=OneOf([each.value for each in State]))
    procedure = fields.String(required=True, validate=_SHORT)
    agency = fields.String(required=True, validate=_SHORT)
    received_on = fields.Date(required=True)
    appointed_on = fields.Date(load_default=None, allow_none=True)
    finished_on = fields.Date(load_default=None, allow_none=True)
    fee = fields.Integer(load_default=None, allow_none=True, strict=True, validate=Range(min=0))
    steps = fields.List(fields.Nested(StepSchema), load_default=list, validate=_MOST_STEPS)
    applicant = fields.String(load_default="", validate=Length(max=200))
    remark = fields.String(load_default="", validate=_LONG)
    phone_digits = fields.String(load_default="", validate=Regexp(r"(?:\d{4})?\Z"))

    @post_load
    def _made(self, data: dict[str, Any], **_: Any) -> Dossier:
        return Dossier(**{**data, "state": State(data["state"]), "steps": tuple(data["steps"])})


def read_dossier(said: Any) -> Dossier:
    """Return the dossier. Raises marshmallow's ValidationError."""
    found: Dossier = DossierSchema().load(said)
    return found
