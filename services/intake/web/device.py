"""The device a form is sent from: a random name in a signed cookie, to tell neighbours behind one address apart.

It is used against floods and for nothing else, and it is linked to nothing a citizen says.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from services.intake.web.application import application

COOKIE = "intake-device"
COOKIE_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Device:
    """`name` is random; `age` is how many seconds ago the device was first seen."""

    name: str
    age: float


def device() -> Device | None:
    """Return the device of the current request, None where it sent no cookie of ours."""
    try:
        name, since = _signer().loads(request.cookies.get(COOKIE, ""))
    except (BadSignature, ValueError, TypeError):
        return None
    return Device(str(name), _now() - float(since))


def remember_device(response: Response) -> None:
    """Give the device a name, unless it has one."""
    if device() is None:
        value = _signer().dumps([secrets.token_urlsafe(12), int(_now())])
        response.set_cookie(
            COOKIE, value, max_age=COOKIE_SECONDS, secure=request.is_secure, httponly=True, samesite="Lax"
        )


def stamp() -> str:
    """Return the current moment, signed: a form carries it, and so tells how long it took to fill in."""
    return str(_signer("opened").dumps(int(_now())))


def seconds_since(stamped: str) -> float | None:
    """Return how long ago `stamp` was made; None for what it did not make."""
    try:
        return _now() - float(_signer("opened").loads(stamped))
    except (BadSignature, ValueError, TypeError):
        return None


def _now() -> float:
    return application().clock.now().timestamp()


def _signer(purpose: str = "device") -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt=purpose)
