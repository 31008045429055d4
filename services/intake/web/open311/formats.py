"""One document, two formats: JSON follows from XML by the Spark convention, as the specification wants it.

A list is an array in JSON and an element with one child per member in XML; nothing is `null`, or an empty element.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from flask import Response, current_app

#: What a member of each list is called.
MEMBERS = {
    "services": "service",
    "service_requests": "request",
    "attributes": "attribute",
    "values": "value",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
}
JSON, XML = "json", "xml"
#: XML 1.0 has no way of writing these.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rendered(root: str, content: Any, wanted: str, status: int = 200) -> Response:
    """Return `content` as the format that was asked for. `root` is the XML document's element."""
    if wanted == JSON:
        body, kind = current_app.json.dumps(_plain(content)).encode(), "application/json; charset=utf-8"
    else:
        body, kind = to_xml(root, content), "text/xml; charset=utf-8"
    return Response(body, status, content_type=kind)


def to_xml(root: str, content: Any) -> bytes:
    """Return an XML document with its declaration, UTF-8."""
    document: bytes = ElementTree.tostring(_element(root, content), encoding="utf-8", xml_declaration=True)
    return document


def written(moment: datetime) -> str:
    """Return a moment as W3C's note has it, in whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _element(tag: str, content: Any) -> ElementTree.Element:
    element = ElementTree.Element(tag)
    if isinstance(content, dict):
        element.extend(_element(name, each) for name, each in content.items())
    elif isinstance(content, list):
        element.extend(_element(MEMBERS[tag], each) for each in content)
    elif content is not None:
        element.text = _text(content)
    return element


def _text(content: Any) -> str:
    if isinstance(content, bool):
        return "true" if content else "false"
    return written(content) if isinstance(content, datetime) else _UNWRITABLE.sub("", str(content))


def _plain(content: Any) -> Any:
    if isinstance(content, dict):
        return {name: _plain(each) for name, each in content.items()}
    if isinstance(content, list):
        return [_plain(each) for each in content]
    return written(content) if isinstance(content, datetime) else content
