"""RabbitMQ's management API, as much of it as the commands need."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote, urlsplit

import requests
from environs import Env

from services.kit.settings import read

TIMEOUT_SECONDS = 10
NOT_FOUND = 404


class BrokerApi:
    """Calls the management API within one virtual host.

    Every method raises `requests.RequestException` when the server is away or refuses.
    """

    def __init__(self, url: str, vhost: str) -> None:
        parts = urlsplit(url)
        self.vhost = vhost
        self._base = f"{parts.scheme}://{parts.hostname}:{parts.port or 15672}{parts.path.rstrip('/')}/api"
        self._session = requests.Session()
        self._session.auth = (unquote(parts.username or ""), unquote(parts.password or ""))

    def get(self, *path: str) -> Any:
        """Return what is there, or None when nothing is."""
        response = self._call("GET", path)
        return None if response.status_code == NOT_FOUND else response.json()

    def put(self, *path: str, body: dict[str, Any]) -> None:
        """Create or replace."""
        self._call("PUT", path, body).raise_for_status()

    def post(self, *path: str, body: dict[str, Any]) -> None:
        """Add."""
        self._call("POST", path, body).raise_for_status()

    def delete(self, *path: str) -> bool:
        """Remove; return whether there was something to remove."""
        return self._call("DELETE", path).status_code != NOT_FOUND

    def _call(self, method: str, path: tuple[str, ...], body: dict[str, Any] | None = None) -> requests.Response:
        url = "/".join([self._base, *(quote(part, safe="") for part in path)])
        response = self._session.request(method, url, json=body, timeout=TIMEOUT_SECONDS)
        if response.status_code != NOT_FOUND:
            response.raise_for_status()
        return response


def from_env() -> BrokerApi:
    """Connect as `RABBITMQ_API` says, to the virtual host of `AMQP_URI`. Raises `BadSettings`."""
    return read(_build)


def _build(env: Env) -> BrokerApi:
    return BrokerApi(env.str("RABBITMQ_API"), vhost_of(env.str("AMQP_URI")))


def vhost_of(amqp_uri: str) -> str:
    """Return the virtual host an AMQP URI names; `/` where it names none."""
    return unquote(urlsplit(amqp_uri).path[1:]) or "/"
