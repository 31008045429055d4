"""The desk in memory, with a telephone and canned texts."""

from __future__ import annotations

from typing import Any

from flask import Flask

from services.kit.clock import FixedClock
from services.routing.web.site import create_site
from services.routing.wiring import build
from services.routing.wiring.adapters import Adapters
from services.routing.wiring.calls import CallStore
from tests.unit.routing.builders import NOON, received
from tests.unit.routing.case_fakes import memory_case_store
from tests.unit.routing.case_site import employed
from tests.unit.routing.catalogs import LOCAL, snapshot
from tests.unit.routing.fakes import MemoryAccountBook, MemoryCases, MemoryCatalogs, MemoryRejections
from tests.unit.routing.site import SETTINGS
from tests.unit.routing.telephone.fakes import (
    MemoryExtensions,
    MemoryHotline,
    MemoryPromises,
    MemoryTexts,
    MemoryWaiting,
)

PEOPLE = {
    "operator": ("truc-01", "operator", None),
    "shift_lead": ("truong-ca", "shift_lead", None),
    "agency_officer": ("can-bo-phuong", "agency_officer", LOCAL),
    "agency_leader": ("lanh-dao-phuong", "agency_leader", LOCAL),
    "editor": ("bien-tap", "editor", None),
    "administrator": ("quan-tri", "administrator", None),
    "leader": ("lanh-dao", "leader", None),
}


class TelephoneSite:
    """Case 4 waits at the centre. A token stands for a session; whoever shows one needs no guard of forms."""

    def __init__(self) -> None:
        self.hotline, self.extensions, self.promises = MemoryHotline(), MemoryExtensions(), MemoryPromises()
        self.waiting, self.texts, self.cases = MemoryWaiting(), MemoryTexts(), MemoryCases()
        book = MemoryAccountBook()
        self.application = build(
            SETTINGS,
            on=Adapters(
                cases=self.cases,
                catalogs=MemoryCatalogs(snapshot()),
                rejections=MemoryRejections(),
                account_book=book,
                accounts=book,
                case_store=memory_case_store(),
                texts=self.texts,
                call_store=CallStore(
                    extensions=self.extensions, promises=self.promises, waiting=self.waiting, hotline=self.hotline
                ),
            ),
            clock=FixedClock(NOON),
        )
        self.app: Flask = create_site(self.application)
        self.app.config["WTF_CSRF_ENABLED"] = False
        self.tokens = {role: employed(book, *facts) for role, facts in PEOPLE.items()}
        self.application.route_cases([received(1), received(4, category=None, area=None)])

    def ask(self, role: str | None, method: str, path: str, **more: Any) -> Any:
        """Return the answer."""
        headers = {**({"Authorization": f"Bearer {self.tokens[role]}"} if role else {}), **more.pop("headers", {})}
        return self.app.test_client().open(path, method=method, headers=headers, **more)
