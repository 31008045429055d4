"""The measured system: real servers, the Procfile's processes, an SMTP sink and an agency, all of this run's own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pymongo import MongoClient

from deploy.local import sandbox, servers
from deploy.local.procfile import Processes
from deploy.local.state import ROOT, opened

#: One queue, published by itself, no contact needed: see deploy/data/gialai.
CATEGORY, AGENCY = "ha-tang.giao-thong", "so-xay-dung"
PORT_OFFSET = 4000
INTAKE_PORT = 8081 + PORT_OFFSET
DESK_PORT = 8083 + PORT_OFFSET
SMTP_PORT = 2525 + PORT_OFFSET
ZALO_PORT = 8088 + PORT_OFFSET
OURS = ("intake-web", "routing", "notify", "publish", "reporting", "relay")
#: Started after the main line was measured, so that they weigh on nothing there.
CHANNELS = ("intake-zalo", "intake-email")
DESK = ("routing",)


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

    def restart_desk(self) -> None:
        """Let the desk alone run, after all else has been stopped."""
        self.processes.start(DESK)
        wait_for(lambda: not self.processes.problems(), 60, lambda: f"not ready: {self.processes.problems()}")


@contextmanager
def stand(names: Sequence[str] = OURS) -> Iterator[Stand]:
    """Build everything, start these processes, give it, take it down."""
    directory = ROOT / "var" / "bench"
    directory.mkdir(parents=True, exist_ok=True)
    environment = sandbox.make(_servers(directory), port_offset=PORT_OFFSET, smtp_port=SMTP_PORT)
    # Three mails for each case, as ever: the figures shall be comparable.
    environment["MERGE_WINDOW_SECONDS"] = "0"
    helpers: list[subprocess.Popen[bytes]] = []
    processes = Processes(environment, directory / "logs")
    try:
        sandbox.furnish(environment)
        credentials = sandbox.connect_agency(environment, AGENCY)
        helpers.append(_python(environment, "-m", "bench.smtp_sink", str(SMTP_PORT)))
        arrivals = directory / "arrivals.tsv"
        arrivals.write_text("")
        helpers.append(_python(credentials, "-m", "bench.agency", AGENCY, str(arrivals)))
        processes.start(names)
        wait_for(lambda: not processes.problems(), 60, lambda: f"not ready: {processes.problems()}")
        with MongoClient[dict[str, object]](environment["MONGO_URI"]) as client:
            yield Stand(environment, processes, client, directory)
    finally:
        processes.stop()
        for helper in helpers:
            helper.kill()
            helper.wait()
        sandbox.remove(environment)


def wait_for(done: Callable[[], bool], seconds: float, problem: Callable[[], str]) -> float:
    """Return how long it took until `done`. Raises SystemExit with the problem after `seconds`."""
    start = time.monotonic()
    while not done():
        if time.monotonic() - start > seconds:
            raise SystemExit(problem())
        time.sleep(0.1)
    return time.monotonic() - start


def _servers(directory: Path) -> dict[str, str]:
    """Use the servers of AMQP_URI, MONGO_URI and RABBITMQ_API, or private ones; the mail server is always private."""
    state, given = opened(directory / "servers", base_port=28970), "AMQP_URI" in os.environ
    servers.start(state, ["mailserver"] if given else servers.SERVERS)
    line = {name: os.environ[name] for name in sandbox.SERVERS} if given else servers.environment(state)
    return line | servers.mail_environment(state)


def _python(environment: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env={**os.environ, **environment})
