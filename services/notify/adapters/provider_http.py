"""HTTP to providers, told apart by the one thing that matters: may the provider have got the request?"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter

CONNECT_SECONDS = 5.0
#: Longer answers are no answers of these APIs.
MOST_BYTES = 64 * 1024
#: A list of messages is longer.
MOST_LISTED = 512 * 1024
#: Only a handshake ends in these, so that nothing was said yet.
_HANDSHAKE = (
    "CERTIFICATE_VERIFY_FAILED",
    "WRONG_VERSION_NUMBER",
    "HANDSHAKE_FAILURE",
    "PROTOCOL_VERSION",
    "UNSUPPORTED_PROTOCOL",
    "UNRECOGNIZED_NAME",
)
_BEFORE = ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError", "ProxyError")


class NotSent(Exception):  # noqa: N818 - named by what is known
    """The provider cannot have got the request."""


class NoAnswer(Exception):  # noqa: N818
    """The request went out, and no answer that can be read came back."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of whatever status."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        """Return the JSON object of the answer, empty when it is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


class ProviderHttp:
    """Keeps connections open and follows no redirects: a provider's API has none, and a secret goes to nobody else."""

    def __init__(self, timeout: float, connections: int = 4) -> None:
        """`timeout` is for a whole answer, in seconds."""
        self.timeout = timeout
        self._session = requests.Session()
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=connections, max_retries=0))

    def post(
        self,
        url: str,
        *,
        body: Mapping[str, Any] | None = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send JSON or a form. Raises `NotSent` or `NoAnswer`."""
        return self._spoken("POST", url, MOST_BYTES, json=body, data=form, headers=dict(headers or {}))

    def get(self, url: str, *, params: Mapping[str, str], headers: Mapping[str, str]) -> Reply:
        """Ask for a list. Raises `NotSent` or `NoAnswer`."""
        return self._spoken("GET", url, MOST_LISTED, params=dict(params), headers=dict(headers))

    def _spoken(self, method: str, url: str, most: int, **request: Any) -> Reply:
        until = time.monotonic() + self.timeout
        patience = (min(self.timeout, CONNECT_SECONDS), self.timeout)
        try:
            with self._session.request(
                method, url, timeout=patience, allow_redirects=False, stream=True, **request
            ) as response:
                return Reply(response.status_code, response.headers, _read(response, until, most))
        except requests.RequestException as error:
            raise _said_nothing(error) from None


def _read(response: requests.Response, until: float, most: int) -> bytes:
    """Return the body. One that is whole is never thrown away for coming late: it may hold what is told but once."""
    read, announced = b"", response.headers.get("Content-Length", "")
    for chunk in response.iter_content(8192):
        read += chunk
        whole = len(read) == int(announced) if announced.isdigit() else False
        if len(read) > most or (time.monotonic() > until and not whole):
            raise NoAnswer("an answer without end")
    return read


def _said_nothing(error: requests.RequestException) -> Exception:
    """Return what is known. When in doubt, the provider may have got it. Never the words: they quote addresses."""
    cause = getattr(error.args[0], "reason", None) if error.args else None
    name = type(cause or error).__name__
    if isinstance(error, requests.exceptions.SSLError):
        return NotSent(name) if any(each in str(error) for each in _HANDSHAKE) else NoAnswer(name)
    if isinstance(error, (requests.ConnectTimeout, requests.exceptions.InvalidURL)) or name in _BEFORE:
        return NotSent(name)
    return NoAnswer(name)
