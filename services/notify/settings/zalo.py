"""Settings of Zalo: the Official Account's messages, and ZNS where templates are given."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from environs import Env, EnvError, validate
from marshmallow import ValidationError

from services.notify.adapters.zalo_oauth import ZaloApp
from services.notify.adapters.zns_templates import Template
from services.notify.adapters.zns_templates import load as read_templates

BUTTONS = ("oa.query.show", "oa.query.hide")
_URL = validate.URL(schemes={"http", "https"}, require_tld=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZaloSettings:
    """`refresh_token` is only for the very first start; `templates` are empty where ZNS is off.

    `conversation_path` is where Zalo lists what was said; empty: it is never asked.
    """

    app: ZaloApp
    api_url: str
    zns_url: str
    refresh_token: str | None = field(repr=False)
    timeout_seconds: float
    button: str
    templates: dict[str, Template]
    zns_mode: str | None
    conversation_path: str = ""


def load(env: Env) -> ZaloSettings | None:
    """Read and check; None without `ZALO_APP_ID`. Raises EnvError naming the variable that is wrong."""
    app_id = env.str("ZALO_APP_ID", "")
    if not app_id:
        return None
    oauth_url = env.str("ZALO_OAUTH_URL", "https://oauth.zaloapp.com", validate=_URL)
    return ZaloSettings(
        app=ZaloApp(oauth_url.rstrip("/"), app_id, env.str("ZALO_APP_SECRET", validate=validate.Length(1))),
        api_url=env.str("ZALO_API_URL", "https://openapi.zalo.me", validate=_URL).rstrip("/"),
        zns_url=env.str("ZNS_URL", "https://business.openapi.zalo.me", validate=_URL).rstrip("/"),
        refresh_token=env.str("ZALO_REFRESH_TOKEN", "") or None,
        timeout_seconds=env.float("ZALO_TIMEOUT_SECONDS", 8.0, validate=validate.Range(0.1, 60)),
        button=env.str("ZALO_BUTTON", "oa.query.show", validate=validate.OneOf(BUTTONS)),
        templates=_templates(env.str("ZNS_TEMPLATES", "")),
        zns_mode=env.str("ZNS_MODE", "") or None,
        # Unverified; version 3 may have another.
        conversation_path=env.str("ZALO_CONVERSATION_PATH", "/v2.0/oa/conversation", validate=_path),
    )


def _path(value: str) -> None:
    if value and not value.startswith("/"):
        raise ValidationError("not a path that begins with /")


def _templates(file: str) -> dict[str, Template]:
    if not file:
        return {}
    try:
        return read_templates(Path(file))
    except (OSError, ValueError, TypeError) as error:
        raise EnvError(f'Environment variable "ZNS_TEMPLATES" names no file of templates: {error}') from error
