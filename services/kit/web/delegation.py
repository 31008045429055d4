"""Acting on behalf of somebody who has signed in elsewhere: short-lived tokens between our own services.

The desk calls the hotline's API for the person in front of it. Both know DESK_KEY; a token names the account and the
audience, is good for a minute, and works only while the account is active where it is shown.
"""

from __future__ import annotations

from itsdangerous import BadData, URLSafeTimedSerializer

MOST_SECONDS = 60
PREFIX = "desk."


def delegated(name: str, audience: str, key: str) -> str:
    """Return a token for the account `name`, good at `audience` for a minute."""
    return PREFIX + _serializer(key, audience).dumps(name)


def name_in(token: str, audience: str, key: str) -> str | None:
    """Return the account a token was made for; None for a token that is old, forged, or meant for somebody else."""
    try:
        name = _serializer(key, audience).loads(token.removeprefix(PREFIX), max_age=MOST_SECONDS)
    except BadData:
        return None
    return name if isinstance(name, str) else None


def _serializer(key: str, audience: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt=f"delegation/{audience}")
