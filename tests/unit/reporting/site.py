"""The site on facts in memory, with a clock that stands at 23/11/2026 16:00 in Pleiku."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask

from services.kit.clock import FixedClock
from services.kit.events import Event
from services.reporting.adapters.memory_sheets import MemoryFactSheets
from services.reporting.domain.period import MonthCut
from services.reporting.settings import Settings
from services.reporting.web.site import create_site
from services.reporting.wiring import Application, build
from tests.unit.reporting.builders import a_case

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SETTINGS = Settings(
    amqp_uri="amqp://unused", mongo_uri="mongodb://unused", database="reporting", http_host="127.0.0.1", http_port=0,
    admin_host="127.0.0.1", admin_port=0, log_level="INFO", drain_seconds=5, secret_key="not-a-secret" * 3,
    cut=MonthCut(), soon=timedelta(hours=24), remembered_seconds=0, proxies=0,
)  # fmt: skip
CATALOG = {
    "province": {"slug": "gialai", "name": "Gia Lai", "hotline": "(0269) 1022", "email": "", "web": ""},
    "agencies": [{"slug": "so-y-te", "name": "Sở Y tế"}, {"slug": "so-xay-dung", "name": "=Sở Xây dựng"}],
    "categories": [
        {"slug": "ha-tang", "name_vi": "Hạ tầng đô thị", "name_en": "Infrastructure"},
        {"slug": "ha-tang.giao-thong", "name_vi": "Giao thông", "name_en": "Roads"},
    ],
}


class OneCatalog:
    """A catalogue that is there from the start and remembers what it is told."""

    def __init__(self) -> None:
        self.recorded: list[Event] = []

    def current(self) -> Mapping[str, Any]:
        """Return the snapshot."""
        return CATALOG

    def province(self) -> Mapping[str, Any]:
        """Return the province."""
        return CATALOG["province"]  # type: ignore[return-value]

    def record(self, events: Sequence[Event]) -> None:
        """Remember."""
        self.recorded.extend(events)


def some_cases() -> MemoryFactSheets:
    """Return five cases of November: answered, late, open, not routed, carried over."""
    sheets = MemoryFactSheets()
    cases = [
        a_case("1").received("2026-11-02 08:00").routed(1, "so-y-te", "2026-11-02 08:01", "2026-11-05 17:00")
        .answered("so-y-te", "2026-11-04 10:00"),
        a_case("2").received("2026-11-02 08:00", "hotline").routed(1, "so-y-te", "2026-11-02 08:01", "2026-11-05 17:00")
        .answered("so-y-te", "2026-11-06 10:00", on_time=False),
        a_case("3").received("2026-11-20 08:00", "zalo")
        .routed(1, "so-xay-dung", "2026-11-20 08:01", "2026-11-30 17:00").accepted(1, "2026-11-20 09:00"),
        a_case("4").received("2026-11-23 08:00", category=None),
        a_case("5").received("2026-10-20 08:00").routed(1, "so-y-te", "2026-10-20 08:01", "2026-10-23 17:00"),
    ]  # fmt: skip
    sheets.merge([case.sheet for case in cases])
    return sheets


def application(sheets: MemoryFactSheets | None = None, catalog: OneCatalog | None = None) -> Application:
    """Return the application on `sheets`."""
    kept = sheets or some_cases()
    return build(SETTINGS, sheets=kept, counts=kept, catalog=catalog or OneCatalog(), clock=FixedClock(NOW))


def site(sheets: MemoryFactSheets | None = None) -> Flask:
    """Return the site on `sheets`."""
    return create_site(application(sheets))
