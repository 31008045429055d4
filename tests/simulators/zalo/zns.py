"""POST /business/message/template: a message to a telephone number, after a template that was approved before."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, request

from tests.simulators.zalo.errors import ZaloError
from tests.simulators.zalo.openapi import Gate

PHONE = re.compile(r"84\d{9,10}")


@dataclass(frozen=True, slots=True)
class Template:
    """An approved text. `params`: name → most characters; `at_night`: may be sent from 22:00 to 06:00."""

    id: str
    params: dict[str, int] = field(default_factory=dict)
    text: str = ""
    at_night: bool = True
    approved: bool = True

    def check(self, data: Any) -> dict[str, str]:
        """Return the values. Raises ZaloError when one is missing, strange, too long or no text."""
        if not self.approved:
            raise ZaloError(-131, zns=True)
        if not isinstance(data, dict) or (self.params and not data):
            raise ZaloError(-111, zns=True)
        if missing := sorted(self.params.keys() ^ data.keys()):
            raise ZaloError(-112, f"missing or unknown: {', '.join(missing)}", zns=True)
        for name, value in data.items():
            if not isinstance(value, str) or not 0 < len(value) <= self.params[name]:
                raise ZaloError(-112, f"{name} must be text of 1 to {self.params[name]} characters", zns=True)
        return data

    def shown(self, data: dict[str, str]) -> str:
        """Return what the phone shows: the template's text with its `<name>` filled in, or the values in a list."""
        if not self.text:
            return "\n".join(f"{name}: {value}" for name, value in data.items())
        return re.sub(r"<(\w+)>", lambda found: data.get(found[1], found[0]), self.text)


class Templates:
    """The templates of the account, and the numbers nobody uses Zalo with."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, Template] = {}
        self.without_zalo: set[str] = set()

    def register(self, template: Template) -> None:
        """Add a template, or put a newer one in its place."""
        with self._lock:
            self._known[template.id] = template

    def find(self, template_id: Any) -> Template:
        """Return a template. Raises ZaloError when there is none."""
        with self._lock:
            template = self._known.get(template_id) if isinstance(template_id, str) else None
        if template is None:
            raise ZaloError(-109, zns=True)
        return template


def business(gate: Gate, send: Callable[[dict[str, Any]], dict[str, Any]]) -> Blueprint:
    """Return the endpoint; `send` takes a request body and returns `data`."""
    blueprint = Blueprint("business", __name__, url_prefix="/business")
    blueprint.register_error_handler(ZaloError, gate.refused)
    blueprint.before_request(gate.check)

    @blueprint.post("/message/template")
    def send_by_template() -> dict[str, Any]:
        body = request.get_json(silent=True)
        if not isinstance(body, dict):
            raise ZaloError(-111, zns=True)
        if not isinstance(body.get("phone"), str) or not PHONE.fullmatch(body["phone"]):
            raise ZaloError(-108, zns=True)
        return {"data": send(body), "error": 0, "message": "Success"}

    return blueprint
