"""The desk over many open cases: how long its pages take, by HTTP from the process that serves them.

    python -m bench.desk          alone, without the rest of `make bench`

`BENCH_OPEN_CASES` (200000) says over how many.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from statistics import quantiles

import requests

from bench.desk_fill import fill
from bench.figures import tell
from bench.stand import DESK_PORT, Stand, stand
from deploy.local import sandbox

OPEN_CASES = int(os.environ.get("BENCH_OPEN_CASES", "200000"))
#: The agency with the most cases of all, and one with few.
LARGE, SMALL = "bao-hiem-xa-hoi-tinh", "ubnd-xa-vinh-son"
PEOPLE = {
    "operator": ("operator", None),
    "shift_lead": ("shift_lead", None),
    "administrator": ("administrator", None),
    "officer": ("agency_officer", LARGE),
    "leader": ("agency_leader", LARGE),
    "small": ("agency_officer", SMALL),
}
DEEP = 4
ROUNDS = 4
EVERYBODY = tuple(PEOPLE)
CENTRE = ("operator", "shift_lead")

#: Filters of every kind, alone and together: frequent ones, and pairs that hardly ever meet.
FILTERS = (
    "box=open&order=due",
    "box=open&order=newest",
    "box=open&order=urgency",
    "box=open&order=changed",
    "box=open&channel=hotline",
    "box=open&channel=mobile&urgency=complex",
    "box=open&channel=mobile&urgency=complex&returned=yes",
    "box=open&channel=email&level=4",
    "box=open&kind=question",
    "box=open&category=kinh-te-xa-hoi",
    "box=open&category=khac.tieng-on&channel=mobile&order=newest",
    "box=open&area=52",
    f"box=open&agency={SMALL}&urgency=urgent",
    f"box=open&agency={LARGE}&state=waiting&channel=zalo",
    "box=open&overdue=yes&urgency=complex&channel=facebook",
    "box=open&returned=yes&order=received",
    "box=open&assignee=desk:nguoi-07&order=due",
    "box=open&from=2026-01-01&to=2026-12-31&urgency=urgent",
)
#: Words of thousands of cases that never meet in one; half-typed words; phrases; numbers; raw typing; nothing at all.
SEARCHES = (
    "den duong",
    "đèn đường hỏng",
    "duong",
    "karaoke heo",
    "karaoke cống ngập sâu",
    "ba con buc xuc",
    "tin hieu giao th",
    "th",
    '"den tin hieu"',
    '"nuoc bi ngap"',
    "123456 hung vuong",
    "duwowngf ngaapj",
    "khong co tu nay",
)
NARROWED = ("state=reopened", "channel=mobile", "category=khac.tieng-on", "urgency=complex&level=3", "box=open")


def measure(system: Stand) -> None:
    """Fill the database, ask for every page, and tell."""
    database = system.environment["DATABASE_PREFIX"] + "routing"
    start = time.monotonic()
    fill(system.environment["MONGO_URI"], database, OPEN_CASES)
    tell("desk_filled_s", time.monotonic() - start, "s to store them", open_cases=OPEN_CASES)
    visitors = {who: visitor(system, who, *facts) for who, facts in PEOPLE.items()}
    for figure, pages in (("inbox", inboxes()), ("filter", filters()), ("search", searches())):
        report(figure, [timed(visitors[who], path) for who, path in [*pages] * ROUNDS])
    report("next_page", [each for who in CENTRE for each in deeper(visitors[who], "/desk?box=open")])


def inboxes() -> Iterator[tuple[str, str]]:
    """Yield every inbox of every role: rows, filters and the counts on the tabs."""
    boxes = ("", "?box=triage", "?box=held", "?box=waiting", "?box=mine", "?box=open", "?box=overdue", "?box=parts")
    return ((who, f"/desk{box}") for who in EVERYBODY for box in boxes)


def filters() -> Iterator[tuple[str, str]]:
    """Yield filtered lists, for those who see everything and for those who see their agency's."""
    for query in FILTERS:
        for who in ("operator", "shift_lead") if "agency=" in query else ("operator", "leader", "small"):
            yield who, f"/desk?{query}"


def searches() -> Iterator[tuple[str, str]]:
    """Yield searches, alone and within a filter."""
    for who in ("operator", "leader", "small"):
        for words in SEARCHES:
            yield who, f"/desk/search?q={words}"
    for words in SEARCHES[:6]:
        for narrower in NARROWED:
            yield "operator", f"/desk/search?q={words}&{narrower}"


def visitor(system: Stand, name: str, role: str, agency: str | None) -> requests.Session:
    """Return somebody who works at the desk."""
    more = ["--agency", agency] if agency else []
    printed = sandbox.hotline(
        system.environment, "user", "add", f"bench-{name.replace('_', '-')}", "--role", role, *more
    )
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {printed.split()[0]}"
    return session


def timed(session: requests.Session, path: str) -> tuple[float, str]:
    """Return how many milliseconds a page took, and which it was. Raises SystemExit where there is none."""
    start = time.perf_counter()
    answer = session.get(f"http://127.0.0.1:{DESK_PORT}{path}", timeout=30)
    took = (time.perf_counter() - start) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"HTTP {answer.status_code}: {path}: {answer.text[:300]}")
    return took, path


def deeper(session: requests.Session, path: str) -> Iterator[tuple[float, str]]:
    """Yield the pages behind a page, one after the other."""
    for _ in range(DEEP):
        page = session.get(f"http://127.0.0.1:{DESK_PORT}{path}", timeout=30).text
        (link,) = re.findall(r'rel="next" href="([^"]+)"', page)
        path = unescape(link)
        yield timed(session, path)


def report(figure: str, took: Sequence[tuple[float, str]]) -> None:
    """Tell the two figures of a kind of page, and which page was the slowest."""
    cuts, slowest = quantiles([each for each, _ in took], n=100), max(took)
    more: Mapping[str, object] = {"pages": len(took), "open_cases": OPEN_CASES}
    tell(f"{figure}_p50_ms", cuts[49], "ms", **more)
    tell(f"{figure}_p95_ms", cuts[94], "ms", **more, slowest_ms=round(slowest[0]), slowest=slowest[1])


if __name__ == "__main__":
    with stand() as alone:
        measure(alone)
