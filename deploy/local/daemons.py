"""Starting, finding and ending a server that outlives the command which started it."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path


class DidNotStart(Exception):  # noqa: N818
    """A server did not answer in time. The message ends with the last lines of its log."""


def launch(command: Sequence[str | Path], env: Mapping[str, str], log: Path) -> None:
    """Start `command` in a session of its own, as nobody's child, its output appended to `log`."""
    detached = ["setsid", "--fork", *(str(part) for part in command)]
    with log.open("ab") as output:
        subprocess.run(
            detached, env=dict(env), stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=True
        )


def await_ready(check: Callable[[], bool], log: Path, within: float = 60.0) -> None:
    """Return once `check` holds. Raises `DidNotStart` after `within` seconds."""
    until = time.monotonic() + within
    while not check():
        if time.monotonic() > until:
            raise DidNotStart(tail(log))
        time.sleep(0.1)


def tail(log: Path, lines: int = 20) -> str:
    """Return the last lines of `log`."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else "no log"


def listening(port: int) -> bool:
    """Tell whether something accepts connections on the loopback `port`."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def process(pid_file: Path, name: str) -> int | None:
    """Return the id in `pid_file` if a process whose command line contains `name` has it, else None."""
    try:
        pid = int(pid_file.read_text())
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return None
    return pid if name.encode() in command else None


def end(pid_file: Path, name: str, within: float = 30.0) -> None:
    """Ask the process of `pid_file` to end, kill it after `within` seconds; nothing happens if it is not there."""
    pid = process(pid_file, name)
    if pid is None:
        return
    _signal(pid, signal.SIGTERM)
    until = time.monotonic() + within
    while process(pid_file, name) == pid:
        if time.monotonic() > until:
            _signal(pid, signal.SIGKILL)
        time.sleep(0.1)


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):  # it ended between our look and our signal
        os.kill(pid, number)
