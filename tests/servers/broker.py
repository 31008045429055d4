"""A RabbitMQ server for the whole run, and a virtual host of its own for each test."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import requests


@dataclass(frozen=True, slots=True)
class RabbitMQ:
    """A server. `amqp_uri` and `api` (management, http://user:password@host:port) are an administrator's."""

    amqp_uri: str
    api: str

    @property
    def user(self) -> str:
        """Return the administrator's name, as it stands in the addresses."""
        return urlsplit(self.api).username or "guest"


@dataclass(frozen=True, slots=True)
class Broker:
    """One virtual host. `amqp_uri` leads to it; `api` is the whole server's management API."""

    amqp_uri: str
    api: str
    vhost: str

    def environment(self) -> dict[str, str]:
        """Return what a process needs to work on this virtual host."""
        return {"AMQP_URI": self.amqp_uri, "RABBITMQ_API": self.api}


@contextmanager
def fresh_vhost(server: RabbitMQ) -> Iterator[Broker]:
    """Make a virtual host with full rights for the administrator; it is deleted with all its queues afterwards."""
    vhost = f"test-{secrets.token_hex(6)}"
    _ask(server, "PUT", f"vhosts/{vhost}")
    _ask(server, "PUT", f"permissions/{vhost}/{quote(server.user)}", {"configure": ".*", "write": ".*", "read": ".*"})
    try:
        yield Broker(urlsplit(server.amqp_uri)._replace(path=f"/{vhost}").geturl(), server.api, vhost)
    finally:
        _ask(server, "DELETE", f"vhosts/{vhost}")


def _ask(server: RabbitMQ, method: str, path: str, body: dict[str, str] | None = None) -> None:
    requests.request(method, f"{server.api}/api/{path}", json=body or {}, timeout=30).raise_for_status()
