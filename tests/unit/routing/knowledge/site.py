"""The desk in memory, with a knowledge base."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Flask

from services.kit.clock import FixedClock
from services.routing.domain.knowledge.entry import Kind
from services.routing.web.site import create_site
from services.routing.wiring import build
from services.routing.wiring.adapters import Adapters
from tests.unit.routing.builders import NOON, received
from tests.unit.routing.case_fakes import memory_case_store
from tests.unit.routing.case_site import employed
from tests.unit.routing.catalogs import snapshot
from tests.unit.routing.fakes import MemoryAccountBook, MemoryCases, MemoryCatalogs, MemoryRejections
from tests.unit.routing.knowledge.entries import EVENT, FAQ, PROCEDURE, publish_all
from tests.unit.routing.knowledge.fakes import MemoryKnowledge, MemoryUploads, memory_store
from tests.unit.routing.site import SETTINGS
from tests.unit.routing.telephone.site import PEOPLE

EVERYBODY = {**PEOPLE, "second_editor": ("bien-tap-2", "editor", None)}


class KnowledgeSite:
    """Three published entries. A token stands for a session; whoever shows one needs no guard of forms."""

    def __init__(self, catalog: dict[str, Any] | None = None) -> None:
        self.entries, self.uploads, self.cases = MemoryKnowledge(), MemoryUploads(), MemoryCases()
        self.store = replace(memory_store(self.entries, self.cases), uploads=self.uploads)
        book = MemoryAccountBook()
        self.application = build(
            SETTINGS,
            on=Adapters(
                cases=self.cases,
                catalogs=MemoryCatalogs(catalog or snapshot()),
                rejections=MemoryRejections(),
                account_book=book,
                accounts=book,
                case_store=memory_case_store(),
                knowledge_store=self.store,
            ),
            clock=FixedClock(NOON),
        )
        self.app: Flask = create_site(self.application)
        self.app.config["WTF_CSRF_ENABLED"] = False
        self.tokens = {role: employed(book, *facts) for role, facts in EVERYBODY.items()}
        assert self.application.knowledge
        publish_all(
            self.application.knowledge,
            khai_sinh=(Kind.PROCEDURE, PROCEDURE),
            gio_lam_viec=(Kind.FAQ, FAQ),
            cong_chieng=(Kind.EVENT, EVENT),
        )
        self.application.route_cases([received(1), received(4, category=None, area=None)])

    def ask(self, role: str | None, method: str, path: str, **more: Any) -> Any:
        """Return the answer."""
        headers = {"Authorization": f"Bearer {self.tokens[role]}"} if role else {}
        return self.app.test_client().open(path, method=method, headers=headers, **more)
