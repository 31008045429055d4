"""Settings of the mobile channel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from environs import Env, EnvError
from marshmallow.validate import OneOf

from services.intake.settings import IntakeSettings
from services.intake.settings import load as load_common

_KEY = re.compile(r"([a-z0-9][a-z0-9-]{0,39})=([0-9a-f]{64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class MobileSettings(IntakeSettings):
    """`keys` are the api keys that may file, name by SHA-256 (hex); none: everybody may. `jurisdiction` is the one we
    serve, empty: the host of the province's site. `url` is where clients reach us, empty: where they asked. `stage` is
    what discovery calls us. `files_url` is the intake site's public address.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    jurisdiction: str = ""
    url: str = ""
    stage: str = "production"
    files_url: str = ""


def load(env: Env) -> MobileSettings:
    """Read the settings. Raises environs' errors for what is missing or wrong."""
    common = load_common(env)
    return MobileSettings(
        **{each.name: getattr(common, each.name) for each in fields(common)},
        keys=_keys(env.list("OPEN311_KEYS", [])),
        jurisdiction=env.str("OPEN311_JURISDICTION", ""),
        url=env.str("OPEN311_URL", "").rstrip("/"),
        stage=env.str("OPEN311_STAGE", "production", validate=OneOf(("production", "test"))),
        files_url=env.str("INTAKE_WEB_URL", "http://127.0.0.1:8081").rstrip("/"),
    )


def _keys(written: list[str]) -> dict[str, str]:
    return dict(_key(each) for each in written if each.strip())


def _key(written: str) -> tuple[str, str]:
    """Return hash and name of `name=sha256`, as one writes them."""
    found = _KEY.fullmatch(written.strip())
    if found is None:
        raise EnvError('Environment variable "OPEN311_KEYS" invalid')
    return found[2], found[1]
