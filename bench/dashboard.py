"""The dashboard over many cases: how long the page takes, counted anew, with a forecast issued and outbreaks watched.

python -m bench.dashboard --scale 1000000         on MONGO_URI where it is set, else on a server of its own
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import Any

import click
from environs import Env
from pymongo import MongoClient

from bench.figures import tell
from bench.reports import SETTINGS
from bench.reports_fill import Filling, fill
from bench.stand import stand
from services.reporting.settings import load
from services.reporting.web.site import create_site
from services.reporting.wiring import Application, build

ROUNDS = 9


class AtOnce:
    """Does the work where it stands: there is no loop here that it could hold."""

    def do(self, work: Any, *arguments: object) -> Any:
        return work(*arguments)


def measure(application: Application, cases: int) -> None:
    """Tell how long issuing, watching and the two pages take; nothing is remembered between two looks."""
    object.__setattr__(application.forecasting.issue, "workbench", AtOnce())
    start = time.monotonic()
    while application.forecasting.issue():
        pass
    tell("forecast_issued_s", time.monotonic() - start, "s for all streams, with their backtests", cases=cases)
    watched = min(_took(application.forecasting.watch) for _ in range(3))
    tell("outbreaks_watched_ms", watched, "ms per look", cases=cases)
    client = create_site(application).test_client()
    for figure, path in (("dashboard_ms", "/dieu-hanh"), ("forecast_page_ms", "/du-bao")):
        slowest = max(_took(lambda path=path: _whole(client.get(path))) for _ in range(ROUNDS))  # type: ignore[misc]
        tell(figure, slowest, f"ms, the slowest of {ROUNDS}", cases=cases)


def _took(work: Any) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _whole(answer: Any) -> None:
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.request.path} answers {answer.status_code}")


@click.command()
@click.option("--scale", default=20_000, show_default=True)
def main(scale: int) -> None:
    if "MONGO_URI" in os.environ:
        return _measured(os.environ["MONGO_URI"], "bench_dashboard", scale)
    with stand() as system:
        _measured(system.environment["MONGO_URI"], "bench_dashboard", scale)
    return None


def _measured(uri: str, name: str, cases: int) -> None:
    client = MongoClient[dict[str, Any]](uri, tz_aware=True)
    client.drop_database(name)
    try:
        fill(Filling(uri, name, cases, datetime.now(UTC)))
        os.environ |= {**SETTINGS, "MONGO_URI": uri}
        application = build(load(Env()), database=client[name])
        while application.probes["facts"]():
            application.follow()
        measure(application, cases)
    finally:
        client.drop_database(name)


if __name__ == "__main__":
    main()
