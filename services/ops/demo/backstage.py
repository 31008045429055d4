"""What the demo sets up around the story and takes away again: the agency's connection, the operator's account."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from services.kit.commands.broker_api import BrokerApi
from services.kit.commands.console import Exit, Failure

ROOT = Path(__file__).resolve().parents[3]
OPERATOR = "demo-operator"
SUBSCRIBER = ROOT / "examples" / "agency" / "subscriber.py"


def hotline(*arguments: str) -> str:
    """Run a `hotline` command as an operator of the system would; return what it printed. Raises `Failure`."""
    command = [sys.executable, "-m", "services.ops.cli", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise Failure(Exit(min(done.returncode, 3)), f"hotline {' '.join(arguments)}:", done.stderr.strip())
    return done.stdout


@contextmanager
def operator_account() -> Iterator[str]:
    """Open an operator's account and give its token; the account is closed afterwards."""
    if any(line.startswith(f"{OPERATOR} ") and "✓" in line for line in hotline("user", "list").splitlines()):
        hotline("user", "remove", OPERATOR)  # left by a demo that was killed
    try:
        yield hotline("user", "add", OPERATOR, "--role", "operator").strip()
    finally:
        hotline("user", "remove", OPERATOR)


@contextmanager
def agency_connection(api: BrokerApi, agency: str) -> Iterator[str]:
    """Give AMQP credentials of the agency's user; a connection that was not there before is removed afterwards.

    Raises `Failure` when the agency's own system is consuming: the demo would take its cases and its password.
    """
    queue = api.get("queues", api.vhost, f"agency.{agency}")
    if queue and queue.get("consumers"):
        raise Failure(
            Exit.USAGE,
            f"Hệ thống của {agency} đang kết nối; demo không chen vào. Chọn lĩnh vực khác bằng --category, --agency.",
            f"The system of {agency} is connected; the demo stays out. Choose others by --category, --agency.",
        )
    added = dict(line.split("=", 1) for line in hotline("agency", "add", agency, "--rotate").splitlines())
    try:
        yield added["AMQP_URI"]
    finally:
        if queue is None:
            hotline("agency", "remove", agency, "--force")


class Subscriber:
    """The example program of `examples/agency`, run as an agency runs it: pika, two variables, nothing else of ours."""

    def __init__(self, agency: str, amqp_uri: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-u", str(SUBSCRIBER)],
            env={"AGENCY": agency, "AMQP_URI": amqp_uri, "PYTHONUTF8": "1"},
            cwd=SUBSCRIBER.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._printed: list[str] = []
        for stream in (self._process.stdout, self._process.stderr):
            threading.Thread(target=self._note, args=(stream,), daemon=True).start()

    def printed(self, words: str) -> str | None:
        """Return the first line with these words that the program has printed. Raises `Failure` when it has ended."""
        if self._process.poll() is not None:
            raise Failure(Exit.WRONG, "Chương trình mẫu đã dừng:", "\n".join(self._printed) or "the example has ended")
        return next((line for line in list(self._printed) if words in line), None)

    def last_lines(self) -> list[str]:
        """Return the last few lines the program has printed."""
        return self._printed[-5:]

    def stop(self) -> None:
        """End the program."""
        self._process.terminate()
        self._process.wait(10)

    def _note(self, stream: Iterator[str]) -> None:
        for line in stream:
            self._printed.append(line.rstrip())


@contextmanager
def subscriber(agency: str, amqp_uri: str) -> Iterator[Subscriber]:
    """Run the example program; when the demo fails, what it printed last is shown."""
    program = Subscriber(agency, amqp_uri)
    try:
        yield program
    except Failure:
        click.echo("\n".join(["examples/agency/subscriber.py:", *program.last_lines()]), err=True)
        raise
    finally:
        program.stop()
