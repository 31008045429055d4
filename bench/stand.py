"""The measured system: real servers, the Procfile's processes, an SMTP sink and an agency, all of this run's own."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import requests
from pymongo import MongoClient

from deploy.local import servers
from deploy.local.procfile import Processes
from deploy.local.state import ROOT, opened

#: One queue, published by itself, no contact needed: see deploy/data/gialai.
CATEGORY, AGENCY = "ha-tang.giao-thong", "so-xay-dung"
PORT_OFFSET = 4000
INTAKE_PORT = 8081 + PORT_OFFSET
SMTP_PORT = 2525 + PORT_OFFSET
OURS = ("intake-web", "routing", "notify", "publish", "reporting", "relay")


@dataclass(frozen=True)
class Stand:
    """What the measurements need to know."""

    environment: dict[str, str]
    processes: Processes
    client: MongoClient[dict[str, object]]
    directory: Path

    def count(self, service: str, collection: str, query: dict[str, object]) -> int:
        """Count documents in a service's database."""
        prefix = self.environment["DATABASE_PREFIX"]
        return int(self.client[prefix + service][collection].count_documents(query))


@contextmanager
def stand() -> Iterator[Stand]:
    """Build everything, give it, take it down."""
    directory = ROOT / "var" / "bench"
    environment, client = _addresses(directory)
    helpers: list[subprocess.Popen[bytes]] = []
    processes = Processes(environment, directory / "logs")
    try:
        _prepare(environment)
        helpers.append(_python(environment, "-m", "bench.smtp_sink", str(SMTP_PORT)))
        arrivals = directory / "arrivals.tsv"
        arrivals.write_text("")
        helpers.append(_python(environment, "-m", "bench.agency", AGENCY, str(arrivals)))
        processes.start(OURS)
        wait_for(lambda: not processes.problems(), 60, lambda: f"not ready: {processes.problems()}")
        yield Stand(environment, processes, client, directory)
    finally:
        processes.stop()
        for helper in helpers:
            helper.kill()
            helper.wait()
        _clean(environment, client)


def wait_for(done: Callable[[], bool], seconds: float, problem: Callable[[], str]) -> float:
    """Return how long it took until `done`. Raises SystemExit with the problem after `seconds`."""
    start = time.monotonic()
    while not done():
        if time.monotonic() - start > seconds:
            raise SystemExit(problem())
        time.sleep(0.1)
    return time.monotonic() - start


def hotline(environment: dict[str, str], *arguments: str) -> str:
    """Run the `hotline` command and return what it prints."""
    command = [str(Path(sys.executable).with_name("hotline")), *arguments]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"hotline {' '.join(arguments)}: {done.stdout}{done.stderr}")
    return done.stdout


def _addresses(directory: Path) -> tuple[dict[str, str], MongoClient[dict[str, object]]]:
    """Use the servers of AMQP_URI, MONGO_URI and RABBITMQ_API, or private ones."""
    if "AMQP_URI" in os.environ:
        known = {name: os.environ[name] for name in ("AMQP_URI", "MONGO_URI", "RABBITMQ_API")}
    else:
        state = opened(directory / "servers", base_port=28970)
        servers.start(state)
        known = servers.environment(state)
    vhost = f"bench-{secrets.token_hex(4)}"
    requests.put(f"{known['RABBITMQ_API']}/api/vhosts/{vhost}", json={}, timeout=30).raise_for_status()
    _allow(known["RABBITMQ_API"], vhost)
    uri = urlsplit(known["AMQP_URI"])._replace(path=f"/{vhost}").geturl()
    environment = {
        "AMQP_URI": uri,
        "MONGO_URI": known["MONGO_URI"],
        "RABBITMQ_API": known["RABBITMQ_API"],
        "DATABASE_PREFIX": f"bench_{secrets.token_hex(4)}_",
        "PORT_OFFSET": str(PORT_OFFSET),
        "SMTP_URL": f"smtp://127.0.0.1:{SMTP_PORT}",
        "MAIL_FROM": "1022@example.org",
        "PUBLIC_URL": "http://127.0.0.1:8080",
        "SECRET_KEY": secrets.token_hex(),
        "TRACKING_KEY": secrets.token_hex(),
        "RATE_LIMITS": "off",
        "EVENTLET_NO_GREENDNS": "yes",
        "LOG_LEVEL": "WARNING",
    }
    return environment, MongoClient(known["MONGO_URI"])


def _allow(api: str, vhost: str) -> None:
    user = quote(urlsplit(api).username or "guest")
    rights = {"configure": ".*", "write": ".*", "read": ".*"}
    requests.put(f"{api}/api/permissions/{vhost}/{user}", json=rights, timeout=30).raise_for_status()


def _prepare(environment: dict[str, str]) -> None:
    hotline(environment, "topology", "apply")
    hotline(environment, "catalog", "load", str(ROOT / "deploy" / "data" / "gialai"))
    hotline(environment, "agency", "add", AGENCY)


def _python(environment: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env={**os.environ, **environment})


def _clean(environment: dict[str, str], client: MongoClient[dict[str, object]]) -> None:
    vhost = urlsplit(environment["AMQP_URI"]).path[1:]
    requests.delete(f"{environment['RABBITMQ_API']}/api/vhosts/{vhost}", timeout=60)
    for name in client.list_database_names():
        if name.startswith(environment["DATABASE_PREFIX"]):
            client.drop_database(name)
    client.close()
