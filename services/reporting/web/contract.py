"""The OpenAPI document of this service, from an app that is built but connected to nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from services.kit.events import Event
from services.reporting.adapters.memory_sheets import MemoryFactSheets
from services.reporting.domain.period import MonthCut
from services.reporting.settings import Settings
from services.reporting.web.site import create_site
from services.reporting.wiring import build


class NoCatalog:
    """Port `Catalog` before anything has arrived."""

    def current(self) -> Mapping[str, Any] | None:
        """Return None."""
        return None

    def province(self) -> Mapping[str, Any]:
        """Return nothing."""
        return {}

    def record(self, events: Sequence[Event]) -> None:
        """Forget."""


def document() -> dict[str, Any]:
    """Return the OpenAPI 3.1 document."""
    settings = Settings(
        amqp_uri="",
        mongo_uri="",
        database="",
        http_host="",
        http_port=0,
        admin_host="",
        admin_port=0,
        log_level="INFO",
        drain_seconds=0,
        secret_key="signs nothing",
        cut=MonthCut(),
        soon=timedelta(),
        remembered_seconds=0,
        proxies=0,
    )
    app = create_site(build(settings, sheets=MemoryFactSheets(), catalog=NoCatalog()))
    answer: dict[str, Any] = app.test_client().get("/api/openapi.json").get_json()
    return answer
