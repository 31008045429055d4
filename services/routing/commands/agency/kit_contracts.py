"""Of the published contracts, what concerns one agency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

PULL = "/api/agency/"
_REF = re.compile(r"^#/components/([^/]+)/([^/]+)$")

#: OpenAPI has words for calls in the other direction.
WEBHOOK: Json = {
    "post": {
        "summary": "Một tin của tổng đài / One message of the hotline",
        "description": "Signed as Standard Webhooks says. Any 2xx answer within 20 s acknowledges it; 410 ends the "
        "calls; everything else is tried again for 35 hours, other messages meanwhile. The same message has the same "
        "webhook-id.",
        "parameters": [
            {"name": name, "in": "header", "required": True, "description": words, "schema": {"type": "string"}}
            for name, words in (
                ("webhook-id", "The event's id."),
                ("webhook-timestamp", "Seconds since 1970; refuse what is more than 5 minutes off."),
                (
                    "webhook-signature",
                    "`v1,` and Base64 HMAC-SHA256 of `id.timestamp.body`; several while keys change.",
                ),
            )
        ],
        "requestBody": {
            "required": True,
            "content": {"application/cloudevents+json": {"schema": {"type": "object"}}},
        },
        "responses": {"204": {"description": "Stored."}, "410": {"description": "Call no more."}},
    }
}


def asyncapi_excerpt(document: Json, agency: str) -> Json:
    """Return the AsyncAPI document with this agency's operations, under its own names, and nothing else."""
    channels = {_name(each["channel"]["$ref"]) for each in document["operations"].values()}
    kept = {name: _own(document["channels"][name], agency) for name in document["channels"] if name in channels}
    messages = {_name(each["$ref"]) for channel in kept.values() for each in channel["messages"].values()}
    components = document["components"]
    found = {name: components["messages"][name] for name in components["messages"] if name in messages}
    schemas = {_name(each["payload"]["$ref"]) for each in found.values()}
    return {
        **document,
        "channels": kept,
        "components": {
            **components,
            "messages": found,
            "schemas": {name: each for name, each in components["schemas"].items() if name in schemas},
        },
    }


def openapi_excerpt(document: Json) -> Json:
    """Return the OpenAPI document of the agencies' API alone, and the webhook as it will be called."""
    paths = {path: each for path, each in document["paths"].items() if path.startswith(PULL)}
    components: Json = {}
    open_ = list(_references(paths))
    while open_:
        kind, name = open_.pop()
        if name not in components.setdefault(kind, {}):
            components[kind][name] = document["components"][kind][name]
            open_ += _references(components[kind][name])
    components["securitySchemes"] = document["components"]["securitySchemes"]
    used = {tag for path in paths.values() for operation in path.values() for tag in _tags(operation)}
    tags = [each for each in document.get("tags", ()) if each["name"] in used]
    return {**document, "tags": tags, "paths": paths, "webhooks": {"message": WEBHOOK}, "components": components}


def _tags(operation: Any) -> list[str]:
    """A path has shared parameters beside its operations."""
    return list(operation.get("tags", ())) if isinstance(operation, dict) else []


def _own(channel: Json, agency: str) -> Json:
    """Write the agency's name where any agency's would stand."""
    kept = {name: value for name, value in channel.items() if name != "parameters"}
    named: Json = _named(kept, agency)
    return named


def _named(found: Any, agency: str) -> Any:
    if isinstance(found, dict):
        return {name: _named(value, agency) for name, value in found.items()}
    if isinstance(found, list):
        return [_named(each, agency) for each in found]
    return found.replace("{agency}", agency) if isinstance(found, str) else found


def _references(found: Any) -> Iterator[tuple[str, str]]:
    if isinstance(found, dict):
        for name, value in found.items():
            match = _REF.match(value) if name == "$ref" and isinstance(value, str) else None
            if match:
                yield match[1], match[2]
            else:
                yield from _references(value)
    elif isinstance(found, list):
        for each in found:
            yield from _references(each)


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]
