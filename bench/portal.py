"""The portal over many published cases: how long its pages take, by HTTP from the process that serves them.

python -m bench.portal --scale 1000000        alone, without the rest of `make bench`
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import unescape
from itertools import islice
from statistics import quantiles
from typing import Any

import click
import psutil
import requests

from bench.figures import tell
from bench.portal_fill import Filling, fill
from bench.portal_questions import FILTERS, LISTS, SEARCHES, TYPED_WRONG
from bench.stand import PORT_OFFSET, Stand, stand, wait_for

PORTAL = f"http://127.0.0.1:{8080 + PORT_OFFSET}"
SCALE = 1_000_000
ROUNDS = 4
CASES, DEEP = 200, 12
PATIENCE = 900.0


def measure(system: Stand, scale: int) -> None:
    """Fill the database, ask for every page, and tell."""
    database = system.environment["DATABASE_PREFIX"] + "publish"
    wait_for(lambda: system.count("publish", "catalog", {}) > 0, 60, lambda: "the portal has no catalogue")
    system.processes.stop()
    start = time.monotonic()
    fill(Filling(system.environment["MONGO_URI"], database, scale, datetime.now(UTC)))
    took = time.monotonic() - start
    tell("portal_filled_per_s", scale / took, "cases/s, with their words", cases=scale, seconds=round(took))
    system.processes.start(("publish",))
    wait_for(lambda: not system.processes.problems(), 120, lambda: f"not ready: {system.processes.problems()}")
    wait_for(lambda: not system.count("publish", "answered_days", {"marked_at": {"$exists": True}}), PATIENCE, _behind)
    ask(system, scale)


def ask(system: Stand, scale: int) -> None:
    """Measure every kind of page."""
    with requests.Session() as visitor:
        for figure, paths in (
            ("portal_list", LISTS),
            ("portal_search", SEARCHES),
            ("portal_filter", FILTERS),
            ("portal_typed_wrong", TYPED_WRONG),
        ):
            for path in paths:
                timed(visitor, path)
            report(figure, [timed(visitor, path) for path in [*paths] * ROUNDS], scale)
        report("portal_next_page", [*_deeper(visitor, "/phan-anh"), *_deeper(visitor, "/phan-anh?q=duong")], scale)
        report("case_page", [timed(visitor, path) for path in _case_pages(visitor)], scale)
    memory(system, scale)


def timed(session: requests.Session, path: str) -> tuple[float, str]:
    """Return how many milliseconds a page took, and which it was. Raises SystemExit where there is none."""
    start = time.perf_counter()
    answer = session.get(f"{PORTAL}{path}", timeout=60)
    took = (time.perf_counter() - start) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"HTTP {answer.status_code}: {path}: {answer.text[:300]}")
    return took, path


def report(figure: str, took: Sequence[tuple[float, str]], scale: int) -> None:
    """Tell the two figures of a kind of page, and which page was the slowest."""
    cuts, slowest = quantiles([each for each, _ in took], n=100), max(took)
    more = {"pages": len(took), "cases": scale}
    tell(f"{figure}_p50_ms", cuts[49], "ms", **more)
    tell(f"{figure}_p95_ms", cuts[94], "ms", **more, slowest_ms=round(slowest[0]), slowest=slowest[1])


def memory(system: Stand, scale: int) -> None:
    """Tell what the process and the database hold, and how large cases and their words are on disk."""
    resident = system.processes.memory_bytes(["publish"])["publish"]
    tell("portal_memory_mb", resident / 2**20, "MB resident, the portal's process", cases=scale)
    database: Any = system.client[system.environment["DATABASE_PREFIX"] + "publish"]
    for name in ("cases", "search_words", "vocabulary"):
        size = database.command("collStats", name)
        parts = {"documents": size["count"], "indexes_mb": round(size["totalIndexSize"] / 2**20)}
        tell(f"portal_{name}_mb", size["storageSize"] / 2**20, "MB on disk, without indexes", **parts)
    server = system.client.admin.command("serverStatus")
    cached = server["wiredTiger"]["cache"]["bytes currently in the cache"] / 2**20
    tell(
        "portal_mongod_mb", psutil.Process(server["pid"]).memory_info().rss / 2**20, "MB resident, mongod", cache=cached
    )


def _deeper(session: requests.Session, path: str) -> Iterator[tuple[float, str]]:
    """Yield the pages behind a page, one after the other."""
    for _ in range(DEEP):
        page = session.get(f"{PORTAL}{path}", timeout=60).text
        found = re.findall(r'rel="next" href="([^"]+)"|href="([^"]+)"[^>]*rel="next"', page)
        path = unescape(next(filter(None, found[0])))
        yield timed(session, path)


def _case_pages(session: requests.Session) -> list[str]:
    """Return the addresses of cases, of late ones and of old ones."""
    listed = [session.get(f"{PORTAL}{path}", timeout=60).text for path in (*LISTS, *SEARCHES, *FILTERS)]
    return list(islice(dict.fromkeys(path for page in listed for path in re.findall(r'"(/ca/\d{13})"', page)), CASES))


def _behind() -> str:
    return "the days are not counted"


@click.command(help="Đo cổng công khai. / Measure the public portal.")
@click.option("--scale", default=SCALE, show_default=True, help="published cases")
def command(scale: int) -> None:
    """Measure alone."""
    with stand(("publish", "relay")) as alone:
        measure(alone, scale)


if __name__ == "__main__":
    command()
