"""The dashboard over many cases: how long the page takes, counted anew, with a forecast issued and outbreaks watched.

Part of `python -m bench.reports`, on the same cases.
"""

from __future__ import annotations

import time
from typing import Any

from bench.figures import tell
from services.reporting.web.site import create_site
from services.reporting.wiring import Application

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
