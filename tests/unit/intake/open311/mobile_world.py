"""The mobile channel without servers, and requests to it."""

import hashlib
from dataclasses import dataclass, fields
from typing import Any

from flask.testing import FlaskClient

from services.intake.settings.mobile import MobileSettings
from services.intake.web.open311.site import mobile_site
from services.intake.wiring import build
from services.intake.wiring.mobile import assemble
from services.kit.clock import FixedClock
from tests.unit.intake.fakes import MONDAY, FixedAccounts, FixedCatalog, InMemoryCases, settings
from tests.unit.intake.file_fakes import InMemoryFiles
from tests.unit.intake.gate_fakes import InMemoryCounters, open_gate
from tests.unit.intake.known_cases import InMemoryBoard, InMemoryKnownCases

KEY = "an-api-key-for-tests-only"
KEYS = {hashlib.sha256(KEY.encode()).hexdigest(): "app-1022"}
PLEIKU = {"lat": "13.98331", "long": "108.00012"}
LAMP = {
    **PLEIKU,
    "service_code": "ha-tang.chieu-sang",
    "description": "Đèn đường hỏng trước số 12 Hùng Vương, rất tối.",
    "address_string": "12 Hùng Vương",
}


@dataclass
class MobileWorld:
    """A site with a look behind it."""

    client: FlaskClient
    cases: InMemoryCases
    board: InMemoryBoard
    clock: FixedClock

    def file(self, **changes: Any) -> Any:
        """POST a request that is fine but for `changes`."""
        return self.client.post("/v2/requests.json", data={**LAMP, **changes})

    def get(self, path: str, **query: str) -> Any:
        """GET under /v2."""
        return self.client.get(f"/v2{path}", query_string=query)


def mobile_settings(**changes: Any) -> MobileSettings:
    """Return settings for a process that talks to nobody."""
    common = settings()
    whole = {each.name: getattr(common, each.name) for each in fields(common)}
    return MobileSettings(**{**whole, "files_url": "http://intake.test", **changes})


def mobile_world(**changes: Any) -> MobileWorld:
    """Return a world; `changes` are settings."""
    cases, clock, chosen = InMemoryCases(), FixedClock(MONDAY), mobile_settings(**changes)
    board = InMemoryBoard(cases)
    base = build(
        chosen,
        database=nowhere(),
        cases=cases,
        files=InMemoryFiles(),
        progress=board,
        at_gate=open_gate(),
        catalog=FixedCatalog(),
        accounts=FixedAccounts(),
        clock=clock,
    )
    known = InMemoryKnownCases(cases)
    application = assemble(chosen, base, cases=cases, known=known, counters=InMemoryCounters())
    return MobileWorld(mobile_site(application).test_client(), cases, board, clock)


def nowhere() -> Any:
    """A database that nobody connects to."""
    from pymongo import MongoClient

    return MongoClient("mongodb://nowhere.invalid", connect=False)["intake"]
