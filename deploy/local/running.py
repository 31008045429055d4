"""What `make up` and `make demo` do."""

import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

import click

from deploy.local import daemons, system
from deploy.local.state import DEFAULT_BASE_PORT, DEFAULT_DIRECTORY, ROOT, State, opened

DEMO_DIRECTORY = ROOT / "var" / "demo"
DEMO_BASE_PORT = DEFAULT_BASE_PORT + 20


class Ended(Exception):  # noqa: N818
    """Somebody asked this command to end."""


def up(state: State, offset: int) -> int:
    """Run the system until Ctrl-C, SIGTERM or the end of one of its processes; return the exit code."""
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    if busy := system.busy_ports(offset):
        raise daemons.DidNotStart(f"ports in use: {busy}; PORT_OFFSET=1000 moves all of them")
    with suppress(Ended), system.running_servers(state):
        env = system.environment(state, offset)
        system.prepare(env)
        with system.running_processes(env) as honcho:
            _await_ready(honcho, offset)
            _show_pages(offset)
            return honcho.wait()
    return 0


def demo() -> int:
    """Take the demo through the running system, or through one of its own; return the demo's exit code."""
    if system.ready(0):
        return _run_demo(opened(DEFAULT_DIRECTORY), 0)
    state, offset = opened(DEMO_DIRECTORY, DEMO_BASE_PORT), system.free_offset()
    log = state.directory / "system.log"
    with system.running_servers(state):
        env = system.environment(state, offset)
        system.prepare(env)
        with system.running_processes(env, log) as honcho:
            _await_ready(honcho, offset, log)
            return _run_demo(state, offset)


def _run_demo(state: State, offset: int) -> int:
    try:
        system.hotline("demo", env=system.environment(state, offset))
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    return 0


def _await_ready(honcho: subprocess.Popen[bytes], offset: int, log: Path | None = None, within: float = 90.0) -> None:
    until = time.monotonic() + within
    while not system.ready(offset):
        if honcho.poll() is not None or time.monotonic() > until:
            raise daemons.DidNotStart(daemons.tail(log) if log else "see the lines above")
        time.sleep(0.2)


def _show_pages(offset: int) -> None:
    click.echo("\nHệ thống 1022 đã sẵn sàng; Ctrl-C để dừng. / The 1022 system is ready; Ctrl-C stops it.\n")
    for name, url in system.urls(offset).items():
        click.echo(f"  {url}  {system.PAGES[name][1]}")
    click.echo()


def _end(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise Ended
