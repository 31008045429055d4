"""A system apart on given servers, its virtual host, broker users, databases, ports and secrets gone afterwards."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import requests
from pymongo import MongoClient

from deploy.local import providers
from deploy.local.reference import REFERENCE
from deploy.local.state import ACCOUNTS, BROKER_PASSWORDS, BROKER_USERS, MONITOR, ROOT

Environment = dict[str, str]
SERVERS = ("AMQP_URI", "MONGO_URI", "RABBITMQ_API")
MAIL = ("IMAP_URL", "MAIL_ADDRESSES", "MAIL_SUBMIT_URL", "FORWARD_SMTP")


class CommandFailed(Exception):  # noqa: N818
    """A `hotline` command ended with an error. The message is what it printed."""


def make(known: Mapping[str, str], *, port_offset: int, smtp_port: int) -> Environment:
    """Make a virtual host on the servers of `known` and return the environment of a system that uses it.

    Where `known` names a mail server, it is the system's own for as long as it runs.
    """
    vhost = f"sandbox-{secrets.token_hex(4)}"
    api = known["RABBITMQ_API"]
    rights = {"configure": ".*", "write": ".*", "read": ".*"}
    _ask(api, "put", f"vhosts/{vhost}", {})
    _ask(api, "put", f"permissions/{vhost}/{quote(urlsplit(api).username or 'guest')}", rights)
    return {
        **{name: known[name] for name in SERVERS},
        # The accounts with less rights know the databases without prefix only.
        **{f"MONGO_URI_{account.upper()}": known["MONGO_URI"] for account in ACCOUNTS},
        **_broker(known["AMQP_URI"], api, vhost),
        **{name: known[name] for name in MAIL if name in known},
        **providers.environment(secrets.token_hex(), port_offset),
        "DATABASE_PREFIX": f"sandbox_{secrets.token_hex(4)}_",
        "PORT_OFFSET": str(port_offset),
        "SMTP_URL": f"smtp://127.0.0.1:{smtp_port}",
        "MAIL_FROM": "1022@example.org",
        "PUBLIC_URL": f"http://127.0.0.1:{8080 + port_offset}",
        "SECRET_KEY": secrets.token_hex(),
        "TRACKING_KEY": secrets.token_hex(),
        "FILES_KEY": secrets.token_hex(),
        "LINK_KEY": secrets.token_hex(),
        "DESK_KEY": secrets.token_hex(),
        "LEDGER_KEY": secrets.token_hex(32),
        "WEBHOOKS_INSECURE": "yes",
        # Whatever the time of day: that cases wait for hours of forwarding and of quiet is proved elsewhere.
        "FORWARD_AT_ONCE": "yes",
        "QUIET_HOURS": "",
        "EVENTLET_NO_GREENDNS": "yes",
        "LOG_LEVEL": "WARNING",
    }


def remove(environment: Environment) -> None:
    """Delete the virtual host, its users and the databases."""
    api = environment["RABBITMQ_API"]
    _ask(api, "delete", f"vhosts/{vhost_of(environment)}", None)
    for user in (*BROKER_USERS, MONITOR):  # not there where nothing was furnished
        requests.delete(f"{api}/api/users/{environment['BROKER_USER_PREFIX']}{user}", timeout=60)
    with MongoClient[dict[str, Any]](environment["MONGO_URI"]) as client:
        for name in client.list_database_names():
            if name.startswith(environment["DATABASE_PREFIX"]):
                client.drop_database(name)


def vhost_of(environment: Environment) -> str:
    """Return the name of the virtual host."""
    return urlsplit(environment["AMQP_URI"]).path[1:]


def hotline(environment: Environment, *arguments: str) -> str:
    """Run the `hotline` command and return what it prints. Raises `CommandFailed`."""
    command = [str(Path(sys.executable).with_name("hotline")), *arguments]
    whole = {**os.environ, **environment}
    done = subprocess.run(command, cwd=ROOT, env=whole, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandFailed(f"hotline {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def furnish(environment: Environment) -> None:
    """Declare the topology, make the services' broker users and load the reference data."""
    hotline(environment, "topology", "apply")
    hotline(environment, "topology", "users")
    for command in REFERENCE:
        hotline(environment, *command)


def connect_agency(environment: Environment, agency: str) -> Environment:
    """Connect an agency and return what its own program needs: AGENCY and AMQP_URI.

    A broker's users are common to its virtual hosts, so the password is made anew: one sandbox at a time.
    """
    printed = hotline(environment, "agency", "add", agency, "--rotate")
    return dict(line.split("=", 1) for line in printed.splitlines() if "=" in line)


def _broker(administrator: str, api: str, vhost: str) -> Environment:
    """Return the broker's addresses and passwords. Its users are common to all virtual hosts, so ours have a prefix."""
    uri = urlsplit(administrator)._replace(path=f"/{vhost}")
    place = uri.netloc.rpartition("@")[2]
    passwords = {name: secrets.token_hex(24) for name in BROKER_PASSWORDS}
    logins = {user: f"{vhost}.{user}:{passwords[f'BROKER_PASSWORD_{user.upper()}']}" for user in BROKER_USERS}
    addresses = {
        f"AMQP_URI_{user.upper()}": uri._replace(netloc=f"{login}@{place}").geturl() for user, login in logins.items()
    }
    watcher = f"{vhost}.{MONITOR}:{passwords['BROKER_PASSWORD_MONITOR']}@{urlsplit(api).netloc.rpartition('@')[2]}"
    watched = {"RABBITMQ_MONITOR_API": urlsplit(api)._replace(netloc=watcher).geturl()}
    return {"AMQP_URI": uri.geturl(), "BROKER_USER_PREFIX": f"{vhost}.", **addresses, **watched, **passwords}


def _ask(api: str, method: str, path: str, body: Any) -> None:
    requests.request(method, f"{api}/api/{path}", json=body, timeout=60).raise_for_status()
