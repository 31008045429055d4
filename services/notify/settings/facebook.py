"""Settings of the Facebook page."""

from __future__ import annotations

from dataclasses import dataclass

from environs import Env, validate
from marshmallow import ValidationError

from services.notify.adapters.facebook_sender import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class FacebookSettings:
    """The page that speaks, and how long an answer of Facebook's may take.

    `conversations_path` is where it lists what was said; empty: it is never asked.
    """

    page: Page
    timeout_seconds: float
    conversations_path: str = ""


def load(env: Env) -> FacebookSettings | None:
    """Read and check; None without `FACEBOOK_PAGE_TOKEN`. Which version of the API is current is unverified."""
    token = env.str("FACEBOOK_PAGE_TOKEN", "")
    if not token:
        return None
    url = env.str(
        "FACEBOOK_GRAPH_URL",
        "https://graph.facebook.com/v23.0",
        validate=validate.URL(schemes={"http", "https"}, require_tld=False),
    )
    timeout = env.float("FACEBOOK_TIMEOUT_SECONDS", 8.0, validate=validate.Range(0.1, 60))
    # Unverified, as is which permissions the page needs for it.
    path = env.str("FACEBOOK_CONVERSATIONS_PATH", "/me/conversations", validate=_path)
    return FacebookSettings(
        page=Page(url.rstrip("/"), token), timeout_seconds=timeout, conversations_path=path.rstrip("/")
    )


def _path(value: str) -> None:
    if value and not value.startswith("/"):
        raise ValidationError("not a path that begins with /")
