"""The leaders' figures over many cases: the slowest standard report, the dashboard, and what the columns need.

python -m bench.reports --scale 1000000         alone, without the rest of `make bench`; on MONGO_URI where it is set
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import click
import psutil
from environs import Env
from flask.testing import FlaskClient
from pymongo import MongoClient

from bench import dashboard
from bench.figures import tell
from bench.reports_fill import Filling, fill
from bench.stand import Stand, stand
from services.reporting.domain.span import read_span
from services.reporting.settings import load
from services.reporting.web.site import create_site
from services.reporting.web.table_api import OPEN
from services.reporting.wiring import Application, build

CASES, ROUNDS = 20_000, 3
#: Nothing is remembered: every answer is counted.
SETTINGS = {"AMQP_URI": "amqp://unused", "SECRET_KEY": "only-for-measuring", "REPORTS_REMEMBERED_SECONDS": "0"}


def measure(system: Stand, cases: int = CASES) -> None:
    """Fill a database of its own, count, and tell. Nothing else should run."""
    _measured(system.environment["MONGO_URI"], system.environment["DATABASE_PREFIX"] + "reports", cases)


def _measured(uri: str, name: str, cases: int) -> None:
    with _emptied(uri, name):
        start = time.monotonic()
        fill(Filling(uri, name, cases, datetime.now(UTC)))
        tell("facts_filled_per_s", cases / (time.monotonic() - start), "cases/s", cases=cases)
        application = _loaded(uri, name, cases)
        _ask(create_site(application).test_client(), application, cases)
        dashboard.measure(application, cases)


def _loaded(uri: str, name: str, cases: int) -> Application:
    """Return the application once it has read all facts."""
    before = psutil.Process().memory_info().rss
    os.environ |= {**SETTINGS, "MONGO_URI": uri}
    start = time.monotonic()
    application = build(load(Env()), database=MongoClient[dict[str, Any]](uri, tz_aware=True)[name])
    while application.probes["facts"]():
        application.follow()
    grown = (psutil.Process().memory_info().rss - before) / 2**20
    tell("facts_loaded_s", time.monotonic() - start, "s until figures are shown", cases=cases, memory_mb=round(grown))
    return application


def _ask(client: FlaskClient, application: Application, cases: int) -> None:
    """Ask for every open table of a month, a quarter and a year, as JSON, and tell each table and the slowest."""
    make, slowest = application.make_table, 0.0
    spans = [make.recent(kind, 1)[0] for kind in ("month", "quarter", "year")]
    spans.append(read_span(spans[-1].before, make.cut))
    for table in OPEN:
        took = max(_timed(client, f"/api/tables/{table}?period={span.text}") for span in spans for _ in range(ROUNDS))
        tell(f"report_{table}_ms", took, "ms, the slowest of month, quarter, year and last year", cases=cases)
        slowest = max(slowest, took)
    page = max(_timed(client, f"/?month={spans[0].text}") for _ in range(ROUNDS))
    tell("report_page_ms", page, "ms for the page of a month", cases=cases)
    tell("report_ms", max(slowest, page), "ms, the slowest standard report", cases=cases)


def _timed(client: FlaskClient, path: str) -> float:
    start = time.perf_counter()
    answer = client.get(path)
    took = (time.perf_counter() - start) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")
    return took


@contextmanager
def _emptied(uri: str, name: str) -> Iterator[None]:
    with MongoClient[dict[str, Any]](uri) as client:
        client.drop_database(name)
        try:
            yield
        finally:
            client.drop_database(name)


@click.command()
@click.option("--scale", default=CASES, show_default=True, help="How many cases.")
def main(scale: int) -> None:
    """Measure alone."""
    if uri := os.environ.get("MONGO_URI"):
        _measured(uri, "bench_reports", scale)
        return
    with stand() as quiet:
        quiet.processes.stop()
        measure(quiet, scale)


if __name__ == "__main__":
    main()
