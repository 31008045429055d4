"""/openapi/v2.0/oa/conversation: what was said between the OA and one user, the newest first.

The form is that of version 2 as its clients use it; whether version 3 has another is unverified.
"""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, request

from tests.simulators.zalo.errors import ZaloError
from tests.simulators.zalo.openapi import Gate
from tests.simulators.zalo.people import Directory, Heard, Sent

MOST_AT_ONCE = 10
OURS, THEIRS = 0, 1


def conversation(gate: Gate, directory: Directory, oa_id: str) -> Blueprint:
    """Return the endpoint: `data` is {user_id, offset, count}."""
    blueprint = Blueprint("conversation", __name__, url_prefix="/openapi/v2.0/oa/conversation")
    blueprint.register_error_handler(ZaloError, gate.refused)
    blueprint.before_request(gate.check)

    @blueprint.get("")
    def list_messages() -> dict[str, Any]:
        user, offset, count = _asked()
        if directory.find(user) is None:
            raise ZaloError(-201, "user_id is invalid")
        said = sorted([*directory.sent(user), *directory.heard(user)], key=lambda each: each.at, reverse=True)
        listed = [_line(each, oa_id) for each in said[offset : offset + count]]
        return {"data": listed, "error": 0, "message": "Success"}

    return blueprint


def _asked() -> tuple[str, int, int]:
    try:
        asked = json.loads(request.args.get("data", ""))
        user, offset, count = str(asked["user_id"]), _number(asked["offset"]), _number(asked["count"])
    except (ValueError, KeyError, TypeError) as wrong:
        raise ZaloError(-201, "data must be JSON with user_id, offset and count") from wrong
    if offset < 0 or not 0 < count <= MOST_AT_ONCE:
        raise ZaloError(-201, f"count must be 1 to {MOST_AT_ONCE}")
    return user, offset, count


def _number(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise TypeError
    return given


def _line(said: Sent | Heard, oa_id: str) -> dict[str, Any]:
    ours = isinstance(said, Sent)
    user = said.to if isinstance(said, Sent) else said.user
    line: dict[str, Any] = {
        "src": OURS if ours else THEIRS,
        "time": int(said.at.timestamp() * 1000),
        "type": "text" if said.text else "nosupport",
        "message_id": said.message_id,
        "from_id": oa_id if ours else user,
        "to_id": user if ours else oa_id,
    }
    return line | ({"message": said.text} if said.text else {})
