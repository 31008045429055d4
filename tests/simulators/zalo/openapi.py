"""/openapi: messages to users, uploads, profiles. Errors come with HTTP 200, as Zalo's do."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify, request

from tests.simulators.base.faults import Faults
from tests.simulators.zalo.errors import ZaloError
from tests.simulators.zalo.people import Person
from tests.simulators.zalo.tokens import Tokens

MOST_IMAGE, MOST_FILE = 1024 * 1024, 5 * 1024 * 1024
IMAGES, FILES = ("image/jpeg", "image/png"), (".pdf", ".doc", ".docx", ".csv")


class Gate:
    """What every call passes before it is looked at: token, rate limit, planned errors."""

    def __init__(self, tokens: Tokens, faults: Faults, zns: bool = False) -> None:
        self._tokens, self._faults, self._zns = tokens, faults, zns

    def check(self) -> None:
        """Raise ZaloError when the call may not go on."""
        state = self._tokens.state(request.headers.get("access_token", ""))
        if state != "valid":
            raise ZaloError(-124 if self._zns else -220 if state == "expired" else -216, zns=self._zns)
        if self._faults.over_limit():
            raise ZaloError(-32)
        if (code := self._faults.take("fail", request.path)) is not None:
            raise ZaloError(int(code), zns=self._zns)

    def refused(self, error: ZaloError) -> Response:
        """Return the answer for an error, with what is left of the rate limit."""
        answer = jsonify(error.as_json())
        allowed, left = self._faults.quota()
        if allowed is not None:
            answer.headers["X-RateLimit-Limit"] = str(allowed)
            answer.headers["X-RateLimit-Remaining"] = str(left)
            answer.headers["X-RateLimit-Reset"] = str(int(time.time()) + 60)
        return answer


def openapi(gate: Gate, send: Callable[[Any], dict[str, Any]], find: Callable[[str], Person | None]) -> Blueprint:
    """Return the endpoints; `send` takes a request body and returns `data`, `find` knows the users."""
    blueprint = Blueprint("openapi", __name__, url_prefix="/openapi")
    blueprint.register_error_handler(ZaloError, gate.refused)
    blueprint.before_request(gate.check)

    @blueprint.post("/v3.0/oa/message/cs")
    def send_message() -> dict[str, Any]:
        return _success(send(request.get_json(silent=True)))

    @blueprint.post("/v2.0/oa/message")
    @blueprint.post("/v2.0/oa/message/cs")
    def send_in_the_old_way() -> dict[str, Any]:
        raise ZaloError(-240)

    @blueprint.get("/v3.0/oa/user/detail")
    def show_user() -> dict[str, Any]:
        person = find(_asked_user())
        if person is None:
            raise ZaloError(-201, "user_id is invalid")
        return _success(_detail(person))

    return blueprint


def uploads(gate: Gate, keep: Callable[[str, str, bytes], str]) -> Blueprint:
    """Return the upload endpoints; `keep` takes kind, name and content and returns an id."""
    blueprint = Blueprint("uploads", __name__, url_prefix="/openapi/v2.0/oa/upload")
    blueprint.register_error_handler(ZaloError, gate.refused)
    blueprint.before_request(gate.check)

    @blueprint.post("/image")
    def upload_image() -> dict[str, Any]:
        name, kind, content = _uploaded(MOST_IMAGE)
        if kind not in IMAGES:
            raise ZaloError(-201, "file must be a jpg or png")
        return _success({"attachment_id": keep("image", name, content)})

    @blueprint.post("/file")
    def upload_file() -> dict[str, Any]:
        name, _, content = _uploaded(MOST_FILE)
        if not name.lower().endswith(FILES):
            raise ZaloError(-201, "file must be a pdf, doc, docx or csv")
        return _success({"token": keep("file", name, content)})

    return blueprint


def _success(data: dict[str, Any]) -> dict[str, Any]:
    return {"data": data, "error": 0, "message": "Success"}


def _asked_user() -> str:
    try:
        asked = json.loads(request.args.get("data", ""))
        return str(asked["user_id"])
    except (ValueError, KeyError, TypeError) as wrong:
        raise ZaloError(-201, "data must be JSON with user_id") from wrong


def _detail(person: Person) -> dict[str, Any]:
    last = person.last_interaction
    shared = {"name": person.name, "phone": person.phone, "address": ""} if person.phone else {}
    return {
        "user_id": person.id,
        "user_id_by_app": person.id[::-1],
        "display_name": person.name,
        "user_alias": "",
        "is_sensitive": False,
        "user_last_interaction_date": last.strftime("%d/%m/%Y") if last else "",
        "user_is_follower": person.follower,
        "avatar": "",
        "shared_info": shared,
    }


def _uploaded(most: int) -> tuple[str, str, bytes]:
    file = request.files.get("file")
    if file is None:
        raise ZaloError(-201, "file is required, as multipart/form-data")
    content = file.read()
    if len(content) > most:
        raise ZaloError(-210)
    return file.filename or "", file.mimetype, content
