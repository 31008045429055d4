"""`make bench`: one JSON line per figure.

Everything is measured on real servers, quorum queues and majority writes, after a warm-up; the machine's floor is
taken in the same run, because absolute speeds of shared machines say little.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles
from urllib.parse import urlsplit

import click
import requests

from bench import desk, floor, mails, portal, rebuild, reports, rules
from bench.figures import tell
from bench.stand import CATEGORY, CHANNELS, INTAKE_PORT, OURS, SMTP_PORT, ZALO_PORT, Stand, stand, wait_for
from deploy.local.state import ROOT
from services.kit.messaging import declare
from services.kit.messaging.topology import agency_queue

MAILS = 3  # received, routed, answered
WARM_UP = 300
CONNECTIONS = 64
PATIENCE = 240.0
#: The latency figures are taken at this share of the measured throughput: a system at its limit only shows its queues.
CALM = 0.3
WEBHOOKS, WEBHOOKS_PER_SECOND = 2_000, 100.0
LETTERS, LETTERS_PER_SECOND = 40, 2.0


@dataclass
class Filed:
    """How many cases the run has filed so far."""

    count: int = 0


def main(cases: int, scale: int) -> None:
    """Measure and print."""
    with stand() as system:
        filed = Filed()
        file_cases(filed, WARM_UP)
        finish(system, filed)
        rate = lifecycles(system, filed, cases)
        latency(system, filed, rate)
        webhooks(system)
        letters(system)
        tell(
            "memory_mb",
            sum(system.processes.memory_bytes(OURS).values()) / 2**20,
            "MB resident, the main line's processes",
        )
        at_best = lowest_floor(system, cases)
        tell("floor_lifecycles_per_s", at_best, "lifecycles/s of raw publish, consume and writes")
        tell("floor_ratio", rate / at_best, "share of the floor")
        rules.measure(system)
        system.restart_desk()
        desk.measure(system)
        portal.measure(system, scale)
        system.processes.stop()
        rebuild.measure(system, scale)
        reports.measure(system, scale)


def lifecycles(system: Stand, filed: Filed, cases: int) -> float:
    """Cases filed as fast as they are accepted, until the last is published, mailed and reported."""
    before = system.processes.cpu_seconds(OURS)
    start = time.monotonic()
    file_cases(filed, cases)
    accepted = cases / (time.monotonic() - start)
    finish(system, filed)
    rate = cases / (time.monotonic() - start)
    after = system.processes.cpu_seconds(OURS)
    tell("lifecycles_per_s", rate, "lifecycles/s")
    tell("accepted_per_s", accepted, "cases/s, while all the rest works")
    spent = {name: (after[name] - before[name]) * 1000 / cases for name in OURS}
    tell("cpu_ms_per_lifecycle", sum(spent.values()), "ms", parts={name: round(ms, 2) for name, ms in spent.items()})
    return rate


def latency(system: Stand, filed: Filed, rate: float) -> None:
    """From the answer to the citizen until the agency has the case, at a calm pace."""
    accepted = file_cases(filed, max(200, int(rate * 5)), rate=rate * CALM)
    finish(system, filed)
    arrived = times((system.directory / "arrivals.tsv").read_text())
    waits = sorted((arrived[code] - at) * 1000 for code, at in accepted.items())
    cuts = quantiles(waits, n=100)
    tell("accept_to_queue_p50_ms", cuts[49], "ms", cases=len(waits))
    tell("accept_to_queue_p99_ms", cuts[98], "ms", cases=len(waits))


def webhooks(system: Stand) -> None:
    """A hundred webhooks a second, and how long their 200 took; then how long the work behind them took."""
    system.processes.start(CHANNELS)
    wait_for(lambda: not system.processes.problems(), 60, lambda: f"not ready: {system.processes.problems()}")
    numbers = [ZALO_PORT, WEBHOOKS, WEBHOOKS_PER_SECOND]
    names = [system.environment[name] for name in ("ZALO_APP_ID", "ZALO_OA_ID")]
    command = [sys.executable, "-m", "bench.webhooks", *map(str, numbers), *names]
    secret = system.environment["ZALO_OA_SECRET"]
    before = system.processes.cpu_seconds(CHANNELS)["intake-zalo"]
    done = subprocess.run(command, cwd=ROOT, input=secret, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    cuts = quantiles([float(line) * 1000 for line in done.stdout.split()], n=100)
    tell("webhook_p50_ms", cuts[49], "ms until the 200", webhooks=WEBHOOKS, per_second=WEBHOOKS_PER_SECOND)
    tell("webhook_p99_ms", cuts[98], "ms until the 200", webhooks=WEBHOOKS, per_second=WEBHOOKS_PER_SECOND)
    waiting = {"channel": "zalo", "state": {"$ne": "done"}}
    behind = wait_for(
        lambda: system.count("intake", "inbox", waiting) == 0, PATIENCE, lambda: "the inbox was not worked off"
    )
    tell("webhook_backlog_s", behind, "s after the last webhook until every citizen was answered")
    spent = system.processes.cpu_seconds(CHANNELS)["intake-zalo"] - before
    tell("cpu_ms_per_webhook", spent * 1000 / WEBHOOKS, "ms, intake-zalo, stored and worked on")


def letters(system: Stand) -> None:
    """Mails at a calm pace, from delivery to the case's first owner."""
    waits = sorted(mails.seconds_to_routed(system, LETTERS, LETTERS_PER_SECOND))
    tell("mail_to_routed_p50_ms", waits[len(waits) // 2] * 1000, "ms from delivery", mails=LETTERS)
    tell("mail_to_routed_max_ms", waits[-1] * 1000, "ms from delivery", mails=LETTERS)


def lowest_floor(system: Stand, cases: int) -> float:
    """The same bytes without the system, in queues and documents of their own."""
    system.processes.stop()
    uri = urlsplit(system.environment["AMQP_URI"])
    declare.apply(uri.geturl())
    with declare.opened(uri.geturl()) as channel:
        declare.declare_queue(channel, agency_queue("bench"))
        for queue in floor.READERS:
            channel.queue_purge(queue)
    seconds = floor.broker_seconds(uri.geturl(), cases)
    seconds += floor.mongo_seconds(system.client[system.environment["DATABASE_PREFIX"] + "floor"], cases)
    return cases / seconds


def file_cases(filed: Filed, count: int, rate: float = 0.0) -> dict[str, float]:
    """File that many and return when each was accepted."""
    numbers = [INTAKE_PORT, count, CONNECTIONS, rate, filed.count, CATEGORY]
    command = [sys.executable, "-m", "bench.load", *map(str, numbers)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    filed.count += count
    return times(done.stdout)


def finish(system: Stand, filed: Filed) -> None:
    """Wait until every case filed so far has gone the whole way.

    One station after the other, the cheapest question first: counting must not weigh on what is counted.
    """
    stations: dict[str, Callable[[], int]] = {
        "mailed": lambda: mails_taken() // MAILS,
        "published": lambda: system.count("publish", "cases", {"state": "published"}),
        "reported": lambda: system.count("reporting", "facts", {"published": {"$ne": None}}),
    }
    for station, count in stations.items():
        await_count(station, count, filed.count)


def await_count(station: str, count: Callable[[], int], expected: int) -> None:
    """Wait until a station has seen that many."""
    wait_for(lambda: count() >= expected, PATIENCE, lambda: f"{station}: {count()} of {expected} after {PATIENCE} s")


def mails_taken() -> int:
    """Ask the sink."""
    return int(requests.get(f"http://127.0.0.1:{SMTP_PORT + 1}/", timeout=5).text)


def times(table: str) -> dict[str, float]:
    """Read `code <tab> seconds` lines."""
    return {code: float(at) for code, at in (line.split("\t") for line in table.splitlines() if line)}


@click.command(help="Đo tốc độ của hệ thống. / Measure the system.")
@click.option("--cases", default=3000, show_default=True, help="cases in the throughput run")
@click.option("--scale", default=100_000, show_default=True, help="cases the portal and the figures are measured over")
def command(cases: int, scale: int) -> None:
    """Run all measurements once."""
    main(cases, scale)


if __name__ == "__main__":
    command()
