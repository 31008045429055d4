"""Browsers in which somebody has signed in before: strangers who guess elsewhere do not make them wait."""

from __future__ import annotations

import secrets

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

COOKIE = "desk-known"
#: Only the door reads it.
PATH = "/dang-nhap"
KNOWN_SECONDS = 180 * 24 * 3600


def mark(answer: Response, name: str) -> None:
    """Let the browser that gets `answer` be known for `name`, for half a year. It opens nothing by itself."""
    answer.set_cookie(
        COOKIE,
        str(_seal().dumps([name, secrets.token_urlsafe(16)])),
        max_age=KNOWN_SECONDS,
        httponly=True,
        secure=request.is_secure,
        samesite="Strict",
        path=PATH,
    )


def known_for(name: str) -> str:
    """Return by what the request's browser is known for `name`; nothing where it is not."""
    try:
        owner, own_mark = _seal().loads(request.cookies.get(COOKIE, ""), max_age=KNOWN_SECONDS)
    except (BadData, ValueError, TypeError):
        return ""
    return str(own_mark) if owner == name.strip().lower() else ""


def _seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=COOKIE)
