"""JSON Schema of the events: the CloudEvents envelope around the data that the marshmallow schemas describe."""

from __future__ import annotations

from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow.openapi import OpenAPIConverter

from services.kit.events import EventData

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Json = dict[str, Any]


def message_schema(cls: type[EventData]) -> Json:
    """Return the JSON Schema of a whole event of this type. It allows unknown fields: readers pass over them."""
    return {
        "title": f"{cls.TYPE}/{cls.VERSION}",
        "description": summary(cls),
        "type": "object",
        "required": ["specversion", "id", "source", "type", "subject", "time", "dataschema", "data"],
        "properties": {
            "specversion": {"const": "1.0"},
            "id": {"type": "string", "minLength": 1, "maxLength": 64, "description": "The same event has the same id."},
            "source": {"type": "string", "format": "uri-reference", "description": "Who says so: `/intake/web`."},
            "type": {"const": cls.TYPE},
            "subject": {"type": "string", "minLength": 1, "description": "The case code, or another natural key."},
            "time": {"type": "string", "format": "date-time", "description": "When it happened, UTC."},
            "datacontenttype": {"const": "application/json"},
            "dataschema": {"const": f"{cls.TYPE}/{cls.VERSION}"},
            "traceparent": {"type": "string", "description": "W3C Trace Context."},
            "data": data_schema(cls),
        },
    }


def data_schema(cls: type[EventData]) -> Json:
    """Return the JSON Schema of the data alone, nested parts in place."""
    converter = OpenAPIConverter("3.1.0", _in_place, APISpec(cls.TYPE, str(cls.VERSION), "3.1.0"))
    schema: Json = _as_json_schema(converter.schema2jsonschema(cls.SCHEMA))  # type: ignore[no-untyped-call]
    return schema


def summary(cls: type[EventData]) -> str:
    """Return the first sentence of the class's docstring."""
    return (cls.__doc__ or "").strip().splitlines()[0]


def _in_place(_: object) -> str:
    """No name: write a nested schema where it is used."""
    return ""


def _as_json_schema(found: Any) -> Any:
    """Turn OpenAPI's `example` into JSON Schema's `examples` and leave out rules that say nothing."""
    if isinstance(found, list):
        return [_as_json_schema(each) for each in found]
    if not isinstance(found, dict):
        return found
    kept = {name: _as_json_schema(value) for name, value in found.items() if (name, value) != ("minLength", 0)}
    if "example" in kept:
        kept["examples"] = [kept.pop("example")]
    return kept
