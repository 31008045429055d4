"""GeoReport v2's JSON, as schemas: what the specification's tables say of each field."""

from typing import Any

WORDS = {"type": "string", "minLength": 1}
MAYBE = {"type": ["string", "null"]}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def _list(of: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": of, **more}


ENDPOINT = _object(
    specification={"const": "http://wiki.open311.org/GeoReport_v2"},
    url=WORDS,
    changeset=WORDS,
    type={"enum": ["production", "test"]},
    formats=_list({"enum": ["text/xml", "application/json"]}, minItems=1),
)
DISCOVERY = _object(changeset=WORDS, contact=WORDS, key_service=WORDS, endpoints=_list(ENDPOINT, minItems=1))
SERVICES = _list(
    _object(
        service_code=WORDS,
        service_name=WORDS,
        description={"type": "string"},
        metadata={"type": "boolean"},
        type={"enum": ["realtime", "batch", "blackbox"]},
        keywords={"type": "string"},
        group={"type": "string"},
    )
)
ATTRIBUTE = _object(
    variable={"type": "boolean"},
    code=WORDS,
    datatype={"enum": ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]},
    required={"type": "boolean"},
    datatype_description=MAYBE,
    order={"type": "integer", "minimum": 1},
    description=WORDS,
    values=_list(_object(key=WORDS, name=WORDS)),
)
DEFINITION = _object(service_code=WORDS, attributes=_list(ATTRIBUTE))
FILED = _list(_object(service_request_id=WORDS, service_notice=MAYBE, account_id=MAYBE), minItems=1, maxItems=1)
TOKEN = _list(_object(service_request_id=WORDS, token=WORDS), minItems=1, maxItems=1)
REQUESTS = _list(
    _object(
        service_request_id=WORDS,
        status={"enum": ["open", "closed"]},
        status_notes=MAYBE,
        service_name=WORDS,
        service_code=WORDS,
        description=MAYBE,
        agency_responsible=MAYBE,
        service_notice=MAYBE,
        requested_datetime=MOMENT,
        updated_datetime=MOMENT,
        expected_datetime={"anyOf": [MOMENT, {"type": "null"}]},
        address=MAYBE,
        address_id=MAYBE,
        zipcode=MAYBE,
        lat={"type": ["number", "null"]},
        long={"type": ["number", "null"]},
        media_url=MAYBE,
    )
)
ERRORS = _list(_object(code={"type": "integer"}, description=WORDS), minItems=1)
