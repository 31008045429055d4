"""What the commands about agencies have in common: the gateway, the broker, names, credentials on stdout."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import quote, urlsplit

import click
from environs import Env

from services.kit.commands import broker_api
from services.kit.commands.console import Exit, Failure
from services.kit.commands.parking import depths
from services.kit.events.wire import SLUG_PATTERN
from services.kit.messaging.topology import agency_queue, parked
from services.kit.settings import read
from services.routing.adapters.broker_admin import BrokerAdmin
from services.routing.adapters.broker_admin_rights import user_name
from services.routing.commands.wired import application
from services.routing.domain.gateway.connection import AMQP
from services.routing.settings.gateway import gateway as gateway_settings
from services.routing.usecases.gateway.connect_agency import ConnectAgency, Shown
from services.routing.wiring import Application
from services.routing.wiring.gateway import Gateway

DELIVERIES = ("amqp", "pull", "webhook", "desk")


@dataclass(frozen=True, slots=True)
class Means:
    """Routing on its database, and the broker's administration."""

    app: Application
    gateway: Gateway
    admin: BrokerAdmin

    @property
    def connect(self) -> ConnectAgency:
        """Return what makes connections, as strict about webhooks as the process is."""
        return replace(self.gateway.connect, insecure=read(gateway_settings).insecure)

    def in_queue(self, code: str) -> int:
        """Return how many messages wait in an agency's queue, are parked beside it, or in its hands.

        The ready ones are counted now; what the agency holds unacknowledged is a few seconds old.
        """
        own = agency_queue(code).name
        found = depths(read(lambda env: env.str("AMQP_URI")), (own, parked(own)))
        return sum(ready or 0 for ready in found.values()) + self.admin.unacknowledged(code)

    def names(self) -> Mapping[str, str]:
        """Return the agencies of the catalogue: slug → name; empty while there is none."""
        newest = self.app.catalogs.newest()
        return {each["slug"]: each["name"] for each in newest[1]["agencies"]} if newest else {}

    def delivery(self, code: str) -> str | None:
        """Return the way an agency is connected; what the broker alone knows of was connected over AMQP."""
        connection = self.gateway.store.connections.get(code)
        if connection:
            return connection.delivery
        return AMQP if self.admin.has_user(code) else None


def means() -> Means:
    """Return the means of the environment. Raises `BadSettings`, or errors of the servers."""
    app = application()
    if app.gateway is None:
        raise TypeError("routing was built without a gateway")
    return Means(app, app.gateway, BrokerAdmin(broker_api.from_env()))


def check_slug(code: str) -> None:
    """Refuse what is no agency slug before it becomes part of a name or a pattern of rights."""
    if "." in code or not re.fullmatch(SLUG_PATTERN, code):
        raise Failure(
            Exit.USAGE,
            f"«{code}» không phải mã cơ quan (chữ thường không dấu, gạch nối).",
            f"'{code}' is no agency code (lower case without diacritics, hyphens).",
        )


def days(_: click.Context, __: click.Parameter, value: str) -> timedelta:
    """Read an option such as 7d or 12h."""
    found = re.fullmatch(r"(\d{1,4})([dh])", value)
    if not found:
        raise click.BadParameter("7d, 12h")
    number = int(found[1])
    return timedelta(days=number) if found[2] == "d" else timedelta(hours=number)


def credentials(code: str, delivery: str, password: str | None, shown: Shown) -> dict[str, str]:
    """Return what the agency's programs read from their environment; only what is new."""
    found = {"AGENCY": code, "DELIVERY": delivery}
    if password:
        found["AMQP_URI"] = _uri_for(code, password)
    if shown.key:
        found |= {"AGENCY_API": f"{read(_site)}/api/agency", "AGENCY_KEY": shown.key}
    if shown.secret:
        found["WEBHOOK_SECRET"] = shown.secret
    return found


def remark(vi: str, en: str) -> None:
    """Say something on stderr: stdout carries credentials only, so that it can go to a file."""
    click.echo(f"{vi}\n{en}", err=True)


def not_connected(code: str) -> Failure:
    """Return the failure for an agency without a connection."""
    return Failure(Exit.USAGE, f"Cơ quan {code} chưa được kết nối.", f"Agency {code} is not connected.")


def _uri_for(code: str, password: str) -> str:
    """Return the AMQP URI the agency should use."""
    base, vhost = read(_public)
    parts = urlsplit(base)
    place = f"{parts.hostname}:{parts.port}" if parts.port else f"{parts.hostname}"
    return f"{parts.scheme}://{user_name(code)}:{password}@{place}/{quote(vhost, safe='')}"


def _public(env: Env) -> tuple[str, str]:
    internal = env.str("AMQP_URI")
    return env.str("AMQP_PUBLIC_URI", internal), broker_api.vhost_of(internal)


def _site(env: Env) -> str:
    return env.str("ROUTING_URL", "http://127.0.0.1:8083").rstrip("/")
