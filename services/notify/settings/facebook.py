"""Settings of the Facebook page."""

from __future__ import annotations

from dataclasses import dataclass

from environs import Env, validate

from services.notify.adapters.facebook_sender import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class FacebookSettings:
    """The page that speaks, and how long an answer of Facebook's may take."""

    page: Page
    timeout_seconds: float


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
    return FacebookSettings(page=Page(url.rstrip("/"), token), timeout_seconds=timeout)
