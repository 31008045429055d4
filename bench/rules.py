"""How long simulating a rule change over past cases takes: Gia Lai's rules, a hundred thousand cases as stored.

python -m bench.rules         alone, without the rest of `make bench`
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from pymongo.database import Database

from bench.figures import tell
from bench.stand import Stand, stand
from deploy.local.state import ROOT
from services.kit.clock import SystemClock
from services.kit.settings import CommonSettings
from services.kit.storage.mongo import connect
from services.routing import catalog as catalog_files
from services.routing.adapters.case_document import case_document
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case, Did, Entry, State
from services.routing.domain.policies.verdict import Actor
from services.routing.domain.submission import Submission
from services.routing.usecases.rules import content_of
from services.routing.wiring import build

CASES = 100_000
GIALAI = ROOT / "deploy" / "data" / "gialai"
CHANNELS = ("hotline", "web", "zalo", "facebook", "email", "mobile")
WRITER = Actor("desk:bench", None, "administrator")
AT_A_TIME = 2_000
SINCE = timedelta(days=180)
SETTINGS = CommonSettings(
    amqp_uri="",
    mongo_uri="",
    database="",
    http_host="",
    http_port=0,
    admin_host="",
    admin_port=0,
    log_level="INFO",
    drain_seconds=0,
)


def measure(system: Stand) -> None:
    """Simulate in a database of its own, and tell. Nothing else should run: the promise is for two quiet cores."""
    name = system.environment["DATABASE_PREFIX"] + "rules"
    database = connect(replace(SETTINGS, mongo_uri=system.environment["MONGO_URI"], database=name))
    seconds, found = rules(database)
    tell("rules_simulation_s", seconds, f"s for {found['cases']} past cases", moved=found["moved"], lost=found["lost"])
    tell("rules_simulation_per_s", found["cases"] / seconds, "past cases/s")
    database.client.close()


def rules(database: Database[Any], cases: int = CASES) -> tuple[float, dict[str, Any]]:
    """Return the seconds that a simulation over so many cases takes, and what it found. The database must be empty."""
    application = build(SETTINGS, database=database)
    snapshot = catalog_files.load(GIALAI)
    application.load_catalog(snapshot)
    now = SystemClock().now()
    fill(database, snapshot, cases, now)
    assert application.rules
    draft = application.rules.make_draft(content_of(changed(snapshot)), WRITER)
    start = time.monotonic()
    done = application.rules.simulate(draft.number, now - SINCE, None, WRITER)
    return time.monotonic() - start, dict(done.simulation or {})


def changed(snapshot: dict[str, Any]) -> dict[str, Any]:
    """Return the province's rules with waste, noise and electricity in other hands: each kind of condition is used."""
    others: dict[str, dict[str, Any]] = {
        "rac-thai": {"agency": "so-xay-dung"},
        "dien": {"when": {"category": ["kinh-te-xa-hoi.dien", "ha-tang.dien-luc"], "working_time": True}},
        "trat-tu-do-thi": {"when": {"category": ["khac.tieng-on"], "channel": ["hotline", "zalo", "web"]}},
    }
    return {**snapshot, "rules": [{**rule, **others.get(rule["id"], {})} for rule in snapshot["rules"]]}


def fill(database: Database[Any], snapshot: dict[str, Any], cases: int, now: datetime) -> None:
    """Store so many cases, as routing stores them."""
    batch: list[dict[str, Any]] = []
    for document in documents(snapshot, cases, now):
        batch.append(document)
        if len(batch) == AT_A_TIME:
            database["cases"].insert_many(batch, ordered=False)
            batch = []
    if batch:
        database["cases"].insert_many(batch, ordered=False)


def documents(snapshot: dict[str, Any], cases: int, now: datetime, seed: int = 1022) -> Iterator[dict[str, Any]]:
    """Yield cases of every category and commune over the last months, always the same ones."""
    chance, parents = Random(seed), {each["parent"] for each in snapshot["categories"]}
    categories = [None, *(each["slug"] for each in snapshot["categories"] if each["slug"] not in parents)]
    # Units that were split among several are left out: what becomes of them is the map's matter, not the rules'.
    areas = [None, *(each["code"] for each in snapshot["areas"] if each["agency"] and len(each["successors"]) < 2)]
    base = _case(now)
    for number in range(cases):
        said = replace(
            base.submission,
            code=f"{now:%y%m%d}{number:07d}",
            channel=chance.choice(CHANNELS),
            received_at=now - timedelta(minutes=chance.randrange(170 * 24 * 60)),
            category=chance.choice(categories),
            area=chance.choice(areas),
            urgency="urgent" if chance.random() < 0.1 else "normal",
            kind="question" if chance.random() < 0.3 else "report",
        )
        yield {**case_document(replace(base, submission=said)), "outbox": []}


def _case(now: datetime) -> Case:
    said = Submission(
        code="",
        channel="web",
        received_at=now,
        title="Đèn đường hỏng",
        text="Đèn đường trước chợ hỏng đã ba ngày, buổi tối đi lại rất nguy hiểm. " * 5,
        category=None,
        area=None,
        address="45 Hùng Vương",
        urgency="normal",
        kind="report",
        language="vi",
        contact=None,
        share_contact=False,
        private=False,
    )
    lead = Assignment(
        number=1,
        agency="so-xay-dung",
        agency_name="Sở Xây dựng",
        routed_at=now,
        due_at=now,
        due_reason_vi="Hạn: 3 ngày làm việc.",
        due_reason_en="Due in 3 working days.",
        rule="ha-tang",
        trace=("Quy tắc “ha-tang” áp dụng.", "Giao Sở Xây dựng."),
        triage=False,
        shares_contact=False,
    )
    entry = Entry(act="routed", did=Did.ROUTED, by="rule", at=now, assignment=1, agency="so-xay-dung")
    return Case(submission=said, state=State.ROUTED, assignments=(lead,), history=(entry,))


if __name__ == "__main__":
    with stand() as quiet:
        quiet.processes.stop()
        measure(quiet)
