"""The desk in memory: its app, and the tokens of those who work at it."""

from __future__ import annotations

from typing import Any

from flask import Flask

from services.kit.clock import FixedClock
from services.routing.settings import RoutingSettings
from services.routing.web.site import create_site
from services.routing.wiring import Application, build
from services.routing.wiring.adapters import Adapters
from tests.unit.routing.builders import CITIZEN, NOON, received
from tests.unit.routing.case_fakes import memory_case_store
from tests.unit.routing.catalogs import HEALTH, LOCAL, snapshot
from tests.unit.routing.fakes import MemoryAccountBook, MemoryCases, MemoryCatalogs, MemoryRejections
from tests.unit.routing.gateway.fakes import memory_gateway_store
from tests.unit.routing.knowledge.fakes import MemoryKnowledge, memory_store
from tests.unit.routing.merging.fakes import memory_merge_store

SETTINGS = RoutingSettings(
    amqp_uri="",
    mongo_uri="",
    database="",
    http_host="",
    http_port=0,
    admin_host="",
    admin_port=0,
    log_level="INFO",
    drain_seconds=0,
    secret_key="signs nothing, in tests only",
    proxies=0,
    files_url="https://intake.test",
    files_key="signs links, in tests only",
    files_days=30.0,
    forward_at_once=False,
)


class DeskSite:
    """The desk with a few cases: 1 and 2 at the ward, 3 at the department of health, 4 at the centre."""

    def __init__(self, catalog: dict[str, Any] | None = None) -> None:
        self.cases, self.clock, self.book = MemoryCases(), FixedClock(NOON), MemoryAccountBook()
        self.case_store, rejections = memory_case_store(), MemoryRejections()
        self.gateway_store = memory_gateway_store(rejections)
        self.application: Application = build(
            SETTINGS,
            on=Adapters(
                cases=self.cases,
                catalogs=MemoryCatalogs(catalog or snapshot()),
                rejections=rejections,
                account_book=self.book,
                accounts=self.book,
                case_store=self.case_store,
                gateway_store=self.gateway_store,
                merge_store=memory_merge_store(self.cases),
                knowledge_store=memory_store(MemoryKnowledge(), self.cases),
            ),
            clock=self.clock,
        )
        self.app: Flask = create_site(self.application)
        self.tokens = {
            "operator": self.application.open_account("truc-01", "operator"),
            "ward": self.application.open_account("can-bo-phuong", "agency_officer", LOCAL),
            "health": self.application.open_account("can-bo-y-te", "agency_officer", HEALTH),
            "leader": self.application.open_account("lanh-dao", "leader"),
        }
        self.application.route_cases(
            [
                received(1, contact=CITIZEN),
                received(2, contact=CITIZEN, share_contact=True),
                received(3, category="y-te"),
                received(4, category=None, contact=CITIZEN),
            ]
        )

    def call(self, who: str | None, method: str, path: str, **more: Any) -> Any:
        """Call the API as somebody, or as nobody."""
        headers = dict(more.pop("headers", {}))
        if who:
            headers["Authorization"] = f"Bearer {self.tokens.get(who, who)}"
        return self.app.test_client().open(f"/api/desk/cases{path}", method=method, headers=headers, **more)
