"""Where the portal is, for editors at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from environs import Env
from marshmallow.validate import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishSettings:
    """`url` is the portal's inside address; `seconds` is how long one answer of it is waited for."""

    url: str = "http://127.0.0.1:8080"
    seconds: float = 15.0


def publish(env: Env) -> PublishSettings:
    """Read the settings. Raises environs' errors."""
    return PublishSettings(
        url=env.str("PUBLISH_URL", "http://127.0.0.1:8080").rstrip("/"),
        seconds=env.float("PUBLISH_SECONDS", 15.0, validate=Range(min=0, min_inclusive=False)),
    )
