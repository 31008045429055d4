"""The Procfile's processes, one by one: what a test of failures or a measurement needs and a supervisor hides."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import psutil
import requests

from deploy.local.state import ROOT
from services.ops.state import PROCESSES

PROCFILE = ROOT / "Procfile"
#: One table for whoever starts processes and whoever looks at them.
ADMIN_PORTS = PROCESSES


def commands() -> dict[str, str]:
    """Return the shell command of each process by its name."""
    lines = (line.partition(":") for line in PROCFILE.read_text().splitlines() if line.strip())
    return {name: command.strip() for name, _, command in lines}


class Processes:
    """A running set of the Procfile's processes, with their logs in `logs`."""

    def __init__(self, environment: Mapping[str, str], logs: Path) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        # The interpreter that runs us is the one they shall run on.
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        self._environment = {**os.environ, "PORT_OFFSET": "0", **environment, "PATH": path, "PYTHONPATH": str(ROOT)}
        self._logs = logs
        self._commands = commands()
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, names: Iterable[str] | None = None) -> None:
        """Start the named processes, or all of them."""
        for name in names or self._commands:
            with (self._logs / f"{name}.log").open("ab") as log:
                self._running[name] = subprocess.Popen(
                    ["sh", "-c", self._commands[name]],
                    cwd=ROOT,
                    env=self._environment,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )

    def kill(self, name: str) -> None:
        """Send SIGKILL to one process and collect it."""
        self._running[name].kill()
        self._running[name].wait()

    def stop(self, within: float = 30.0) -> None:
        """Send SIGTERM to all, SIGKILL to those that do not end in time."""
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(within)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._running.clear()

    def problems(self) -> dict[str, str]:
        """Return why each process is not ready; empty when all are."""
        asked = {name: self._readiness(name) for name in self._running if name in ADMIN_PORTS}
        return {name: problem for name, problem in asked.items() if problem}

    def cpu_seconds(self, names: Iterable[str]) -> dict[str, float]:
        """Return the processor time each named process has used so far."""
        return {name: _cpu(self._running[name].pid) for name in names}

    def memory_bytes(self, names: Iterable[str]) -> dict[str, int]:
        """Return the resident memory of each named process."""
        return {name: psutil.Process(self._running[name].pid).memory_info().rss for name in names}

    def _readiness(self, name: str) -> str:
        if (code := self._running[name].poll()) is not None:
            return f"ended with {code}, see {self._logs / name}.log"
        port = ADMIN_PORTS[name] + int(self._environment["PORT_OFFSET"])
        try:
            answer = requests.get(f"http://127.0.0.1:{port}/readyz", timeout=5)
        except requests.RequestException:
            return "does not answer"
        return "" if answer.ok else answer.text


def _cpu(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)
