"""Where the service is that sends messages to citizens."""

from __future__ import annotations

from dataclasses import dataclass

from environs import Env
from marshmallow.validate import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifySettings:
    """`url` is the service's inside address; `seconds` is how long one answer of it is waited for."""

    url: str = "http://127.0.0.1:8085"
    seconds: float = 5.0


def notify(env: Env) -> NotifySettings:
    """Read the settings. Raises environs' errors."""
    return NotifySettings(
        url=env.str("NOTIFY_URL", "http://127.0.0.1:8085").rstrip("/"),
        seconds=env.float("NOTIFY_SECONDS", 5.0, validate=Range(min=0, min_inclusive=False)),
    )
