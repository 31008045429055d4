"""Another of our services over HTTP: asked with a minute's token in the name of who is signed in at the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import requests

from services.kit.failures import Rejected, Retryable
from services.kit.logs import log
from services.kit.web.delegation import delegated

CONNECT_SECONDS = 2.0
SERVER_ERROR = 500


class DelegatedCalls:
    """Asks the service `audience` at `url`; `seconds` is how long one answer is waited for.

    While it does not answer, `away` is raised. What is asked there twice must be done there once.
    """

    def __init__(self, url: str, key: str, seconds: float, *, audience: str, away: type[Retryable]) -> None:
        self._url, self._key, self._seconds = url, key, seconds
        self._audience, self._away = audience, away
        self._session = requests.Session()
        self._session.trust_env = False

    def asked(self, method: str, path: str, account: str | None = None, **more: Any) -> requests.Response:
        """Return what the service says on behalf of an account. Raises `away`, and `Rejected` as it refused."""
        headers = {"Authorization": f"Bearer {delegated(account, self._audience, self._key)}"} if account else {}
        if account and not self._key:
            raise self._away("DESK_KEY is not set")
        ask = partial(self._sent, method, f"{self._url}/api{path}", headers, **more)
        try:
            return self._accepted(ask())
        except requests.ConnectionError:
            # A connection that lay idle was closed by the other side. What is asked twice there is done once.
            return self._accepted(self._again(ask))
        except requests.RequestException as error:
            raise self._gone(error) from error

    def _again(self, ask: Callable[[], requests.Response]) -> requests.Response:
        try:
            return ask()
        except requests.RequestException as error:
            raise self._gone(error) from error

    def _sent(self, method: str, url: str, headers: dict[str, str], **more: Any) -> requests.Response:
        seconds = (CONNECT_SECONDS, self._seconds)
        return self._session.request(method, url, headers=headers, timeout=seconds, allow_redirects=False, **more)

    def _gone(self, error: Exception) -> Retryable:
        return self._said_away(type(error).__name__)

    def _accepted(self, answer: requests.Response) -> requests.Response:
        """Return it, or raise what its problem says. What is no problem of ours comes from something in between."""
        if answer.ok:
            return answer
        if answer.status_code >= SERVER_ERROR or "problem+json" not in answer.headers.get("Content-Type", ""):
            raise self._said_away(f"http-{answer.status_code}")
        said = answer.json()
        if said["slug"] == "unauthenticated":
            # An account travels there by event, and the two keys may differ: the person did nothing wrong.
            raise self._away("unauthenticated")
        raise Rejected(said["slug"], said["detail"], said["detail_en"], errors=said.get("errors", []))

    def _said_away(self, reason: str) -> Retryable:
        log.warning("service away", service=self._audience, reason=reason)
        return self._away(reason)
