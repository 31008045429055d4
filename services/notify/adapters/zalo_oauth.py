"""Zalo's token endpoint: one refresh token in, a new pair out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from services.kit.clock import Clock
from services.notify.adapters.provider_http import NoAnswer, NotSent, ProviderHttp
from services.notify.adapters.token_keeper import RefreshRefused
from services.notify.adapters.token_store import Pair


@dataclass(frozen=True, slots=True)
class ZaloApp:
    """The application that was authorised for the Official Account."""

    oauth_url: str
    app_id: str
    secret: str = field(repr=False)


class ZaloOAuth:
    """Implements `Refresher`."""

    def __init__(self, app: ZaloApp, http: ProviderHttp, clock: Clock) -> None:
        self._app, self._http, self._clock = app, http, clock

    def refresh(self, token: str) -> Pair:
        """Trade the token. Lifetimes come as text, in seconds.

        A gateway's 503 means that nobody was asked; any other answer without a pair or an error code may hide one.
        """
        now = self._clock.now()
        reply = self._http.post(
            f"{self._app.oauth_url}/v4/oa/access_token",
            form={"refresh_token": token, "app_id": self._app.app_id, "grant_type": "refresh_token"},
            headers={"secret_key": self._app.secret},
        )
        said = reply.json()
        if reply.status == 503:
            raise NotSent("HTTP 503")
        if said.get("access_token") and said.get("refresh_token"):
            ends = now + timedelta(seconds=_seconds(said.get("expires_in")))
            return Pair(str(said["access_token"]), str(said["refresh_token"]), now, ends)
        if said.get("error"):
            raise RefreshRefused(f"{said['error']}"[:40])
        raise NoAnswer(f"HTTP {reply.status}")


def _seconds(value: object) -> int:
    """Return a lifetime; where it cannot be read, an hour: far below the 25 that the documents promise."""
    text = str(value)
    return int(text) if text.isdigit() and int(text) > 0 else 3600
