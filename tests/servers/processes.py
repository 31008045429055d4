"""A service under test as a process of its own, as it runs in production: eventlet never enters the test process."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from deploy.local.state import ROOT
from tests.waiting import eventually

KEPT = ("PATH", "HOME", "LANG", "TZ")


@dataclass(frozen=True, slots=True)
class Process:
    """A running process with its ports. Its output goes to `log`."""

    popen: subprocess.Popen[bytes]
    log: Path
    http_port: int
    admin_port: int

    @property
    def url(self) -> str:
        """Return where its pages and its API are."""
        return f"http://127.0.0.1:{self.http_port}"

    def readiness(self) -> dict[str, str]:
        """Return the reasons why it is not ready, by probe; empty when it is ready."""
        try:
            answer = requests.get(f"http://127.0.0.1:{self.admin_port}/readyz", timeout=5)
        except requests.RequestException:
            return {"process": "does not answer"}
        found: dict[str, str] = answer.json()
        return found

    def metrics(self) -> str:
        """Return what /metrics says."""
        return requests.get(f"http://127.0.0.1:{self.admin_port}/metrics", timeout=5).text

    def send_signal(self, number: int) -> None:
        """Send any signal."""
        self.popen.send_signal(number)

    def kill(self) -> None:
        """Send SIGKILL, as when the machine takes the process away."""
        self.popen.kill()

    def terminate(self) -> None:
        """Send SIGTERM, as a supervisor does."""
        self.popen.terminate()

    def wait(self, timeout: float = 30.0) -> int:
        """Return the exit code. Raises subprocess.TimeoutExpired after `timeout` seconds."""
        return self.popen.wait(timeout)

    def output(self) -> str:
        """Return everything it has logged so far."""
        return self.log.read_text(errors="replace")


@contextmanager
def running(
    place: str, env: Mapping[str, str], log: Path, *, ready: bool = True, within: float = 30.0
) -> Iterator[Process]:
    """Run `module:Class` by the kit's runner, or a plain `module`, with `env` and two free ports, until the block ends.

    Waits until it is ready unless `ready` is False. What still runs at the end gets SIGTERM, then SIGKILL.
    """
    process = _launched(place, env, log)
    try:
        if ready:
            eventually(lambda: _is_ready(process), within=within, message=f"{place} ready, see {log}")
        yield process
    finally:
        _end(process.popen)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _launched(place: str, env: Mapping[str, str], log: Path) -> Process:
    arguments = ["services.kit.runner", place] if ":" in place else [place]
    ports = {"HTTP_PORT": str(free_port()), "ADMIN_PORT": str(free_port())}
    whole = _environment() | ports | dict(env)
    with log.open("ab") as output:
        popen = subprocess.Popen(
            [sys.executable, "-m", *arguments], cwd=ROOT, env=whole, stdout=output, stderr=subprocess.STDOUT
        )
    return Process(popen, log, int(whole["HTTP_PORT"]), int(whole["ADMIN_PORT"]))


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "EVENTLET_NO_GREENDNS": "yes", "LOG_LEVEL": "DEBUG"}


def _is_ready(process: Process) -> bool:
    code = process.popen.poll()
    if code is not None:
        raise RuntimeError(f"ended with {code} before it was ready:\n{process.output()[-4000:]}")
    return not process.readiness()


def _end(popen: subprocess.Popen[bytes]) -> None:
    if popen.poll() is None:
        popen.send_signal(signal.SIGTERM)
        try:
            popen.wait(10)
        except subprocess.TimeoutExpired:
            popen.kill()
    popen.wait(10)
