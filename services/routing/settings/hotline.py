"""Where the hotline service is."""

from __future__ import annotations

from dataclasses import dataclass

from environs import Env
from marshmallow.validate import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlineSettings:
    """`url` is the hotline service's inside address; `seconds` is how long one answer of it is waited for."""

    url: str = "http://127.0.0.1:8082"
    seconds: float = 5.0


def hotline(env: Env) -> HotlineSettings:
    """Read the settings. Raises environs' errors."""
    return HotlineSettings(
        url=env.str("INTAKE_HOTLINE_URL", "http://127.0.0.1:8082").rstrip("/"),
        seconds=env.float("HOTLINE_SECONDS", 5.0, validate=Range(min=0, min_inclusive=False)),
    )
