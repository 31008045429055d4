"""What routing needs to know from its environment."""

from __future__ import annotations

from dataclasses import dataclass

from environs import Env
from marshmallow.validate import Length, Range

from services.kit.settings import CommonSettings, common


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingSettings(CommonSettings):
    """`secret_key` signs the cookie that guards forms. `proxies` counts the trusted reverse proxies in front."""

    secret_key: str
    proxies: int


def load(env: Env) -> RoutingSettings:
    """Read the settings. Raises environs' errors, which the runner turns into one sentence."""
    return RoutingSettings(
        **common(env, "routing"),  # type: ignore[arg-type]
        secret_key=env.str("SECRET_KEY", validate=Length(min=16)),
        proxies=env.int("TRUSTED_PROXIES", 0, validate=Range(min=0)),
    )
