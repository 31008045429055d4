"""/api/desk/incidents: bursts of cases, and what was decided about them."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from services.kit.web import TOKEN_NEEDED, Operations, require
from services.routing.domain.outbreak import Incident, Standing
from services.routing.domain.roles import OPERATOR, SHIFT_LEAD
from services.routing.usecases.incidents import DecideIncident
from services.routing.web.current import actor, application
from services.routing.web.schemas import Words

SHOWN = 100
ID = {
    "name": "id_",
    "in": "path",
    "required": True,
    "description": "The incident.",
    "schema": {"type": "string", "maxLength": 200},
}

incidents_api = Operations("incidents-api", __name__, url_prefix="/api/desk/incidents", description="Incidents")


class IncidentSchema(Schema):
    """Many cases about one matter."""

    id = fields.String(required=True)
    watch = fields.String(required=True, metadata={"description": "What noticed it: an entry of the catalogue."})
    title = fields.String(required=True)
    standing = fields.String(required=True, validate=validate.OneOf([each.value for each in Standing]))
    category = fields.String(required=True, allow_none=True)
    area = fields.String(required=True, allow_none=True)
    head = fields.String(required=True, metadata={"description": "The case whose answer all get."})
    count = fields.Integer(required=True)
    usual = fields.Integer(required=True, metadata={"description": "How many come at this hour on a busy day."})
    since = fields.AwareDateTime(required=True)
    noticed_at = fields.AwareDateTime(required=True)
    decided_by = fields.String(required=True, allow_none=True)
    decided_at = fields.AwareDateTime(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class IncidentsSchema(Schema):
    """The newest first."""

    incidents = fields.List(fields.Nested(IncidentSchema), required=True)


class ConfirmSchema(Schema):
    """It is one."""

    title = Words("What people call it; the proposed name unless said.", 200, allow_none=True, load_default=None)


class DismissSchema(Schema):
    """It is none."""

    reason = Words("Why it is none.", 200, required=True)


class CloseSchema(Schema):
    """It is over."""

    reason = Words("Why it is over.", 200, allow_none=True, load_default=None)


@incidents_api.route("", methods=["GET"])
@require(OPERATOR, SHIFT_LEAD)
@incidents_api.doc(**TOKEN_NEEDED)
@incidents_api.response(200, IncidentsSchema)
def list_incidents() -> dict[str, Any]:
    """List incidents, the newest first, at most a hundred."""
    return {"incidents": _deciding().newest(SHOWN)}


@incidents_api.route("/<id_>/confirm", methods=["POST"], parameters=[ID])
@require(SHIFT_LEAD)
@incidents_api.doc(**TOKEN_NEEDED)
@incidents_api.arguments(ConfirmSchema)
@incidents_api.response(200, IncidentSchema)
@incidents_api.alt_response(404, "NOT_FOUND")
@incidents_api.alt_response(409, "CONFLICT")
def confirm(body: dict[str, Any], id_: str) -> Incident:
    """Make it an incident: its oldest case stands for it, all others of it, and those still to come, follow."""
    return _deciding().confirm(id_, body["title"] or "", actor())


@incidents_api.route("/<id_>/dismiss", methods=["POST"], parameters=[ID])
@require(SHIFT_LEAD)
@incidents_api.doc(**TOKEN_NEEDED)
@incidents_api.arguments(DismissSchema)
@incidents_api.response(200, IncidentSchema)
@incidents_api.alt_response(404, "NOT_FOUND")
@incidents_api.alt_response(409, "CONFLICT")
def dismiss(body: dict[str, Any], id_: str) -> Incident:
    """Say that it is none, and why."""
    return _deciding().dismiss(id_, body["reason"], actor())


@incidents_api.route("/<id_>/close", methods=["POST"], parameters=[ID])
@require(SHIFT_LEAD)
@incidents_api.doc(**TOKEN_NEEDED)
@incidents_api.arguments(CloseSchema)
@incidents_api.response(200, IncidentSchema)
@incidents_api.alt_response(404, "NOT_FOUND")
@incidents_api.alt_response(409, "CONFLICT")
def close(body: dict[str, Any], id_: str) -> Incident:
    """End it: what comes later no longer joins. Answering its case ends it too."""
    return _deciding().close(id_, body["reason"] or "", actor())


def _deciding() -> DecideIncident:
    merging = application().merging
    if merging is None:
        raise TypeError("there are no incidents here")
    return merging.decide_incident
