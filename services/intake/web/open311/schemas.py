"""What the operations take and give, for their OpenAPI document."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate


def _text(meaning: str, **more: Any) -> fields.String:
    return fields.String(metadata={"description": meaning}, **more)


class JurisdictionSchema(Schema):
    """There is one jurisdiction; naming another is refused."""

    class Meta:
        """Clients send parameters of their own."""

        unknown = EXCLUDE

    jurisdiction_id = _text("The host of the province's site.")


class ClaimSchema(JurisdictionSchema):
    """How somebody shows that a case is theirs."""

    pin = _text("The four digits of the receipt.")
    api_key = _text("Together with device_id: the program that filed it.")
    device_id = _text("The device that filed it.")


class QuerySchema(ClaimSchema):
    """Which requests."""

    service_request_id = _text("Ids, with commas; overrides all others.")
    service_code = _text("Services, with commas.")
    start_date = _text("From when, with a time zone.")
    end_date = _text("Until when, at most 90 days after start_date.")
    status = _text("open, closed, with commas.")


class DiscoverySchema(Schema):
    """The discovery file."""

    changeset = _text("Grows with every change of services.")
    contact = _text("Whom to ask.")
    key_service = _text("How to get an api_key.")
    endpoints = fields.List(fields.Dict())


class ServiceSchema(Schema):
    """One service."""

    service_code = _text("Slug of the category.")
    service_name = _text("Vietnamese.")
    description = _text("English.")
    metadata = fields.Boolean()
    type = fields.String(validate=validate.OneOf(["realtime"]))
    keywords = _text("With commas; without diacritics.")
    group = _text("The group of categories.")


class DefinitionSchema(Schema):
    """The attributes of one service."""

    service_code = fields.String()
    attributes = fields.List(fields.Dict())


class FiledSchema(Schema):
    """The receipt."""

    service_request_id = _text("The case's code, 13 digits.")
    service_notice = _text("The code, the four digits, and when it will be looked at.")
    account_id = fields.String(allow_none=True)


class TokenSchema(Schema):
    """A token and its request."""

    service_request_id = fields.String()
    token = fields.String()


class RequestSchema(Schema):
    """One request, as everybody or as its sender sees it."""

    service_request_id = fields.String()
    status = fields.String(validate=validate.OneOf(["open", "closed"]))
    status_notes = fields.String(allow_none=True)
    service_name = fields.String()
    service_code = fields.String()
    description = _text("For its sender only.", allow_none=True)
    agency_responsible = fields.String(allow_none=True)
    service_notice = fields.String(allow_none=True)
    requested_datetime = fields.String()
    updated_datetime = fields.String()
    expected_datetime = fields.String(allow_none=True)
    address = _text("For its sender only.", allow_none=True)
    address_id = fields.String(allow_none=True)
    zipcode = fields.String(allow_none=True)
    lat = fields.Float(allow_none=True, metadata={"description": "To about 110 m, except for its sender."})
    long = fields.Float(allow_none=True)
    media_url = _text("For its sender only; works for an hour.", allow_none=True)


class ErrorSchema(Schema):
    """One of the reasons why not."""

    code = fields.Integer()
    description = _text("Vietnamese / English.")


def _fields(*names: str) -> dict[str, Any]:
    return {name: {"type": "string"} for name in names}


_FORM = {
    "type": "object",
    "required": ["service_code"],
    "properties": {
        **_fields("api_key", "jurisdiction_id", "service_code", "lat", "long", "address_string", "address_id"),
        **_fields("email", "device_id", "account_id", "first_name", "last_name", "phone", "description", "media_url"),
        **_fields("attribute[area]", "attribute[urgency]", "attribute[share_contact]", "attribute[private]"),
        **_fields("language", "idempotency_key"),
    },
}
_FILES = {"type": "array", "items": {"type": "string", "format": "binary"}}
REQUEST_BODY = {
    "required": True,
    "content": {
        "application/x-www-form-urlencoded": {"schema": _FORM},
        "multipart/form-data": {
            "schema": {**_FORM, "properties": {**_FORM["properties"], "media": _FILES}},  # type: ignore[dict-item]
        },
    },
}
