"""Events and catalogues that tests start from: `a_case("2611234829170").about(...).received()`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from services.kit.clock import FixedClock
from services.kit.events import CaseAnswered, CaseReceived, CaseRouted, CatalogChanged, Contact, Event
from services.publish.settings import Settings
from services.publish.wiring import Adapters, Application, build
from tests.unit.publish.memory import (
    MemoryAccounts,
    MemoryAttempts,
    MemoryCases,
    MemoryCatalog,
    MemoryPublicCases,
    MemoryRatings,
    MemoryWithdrawals,
)
from tests.unit.publish.memory_editing import memory_editing
from tests.unit.publish.memory_knowledge import MemoryKnowledge
from tests.unit.publish.memory_ledger import memory_ledger
from tests.unit.publish.memory_search import memory_search
from tests.unit.publish.memory_stream import MemoryStream

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
KEY = b"a tracking key for tests"
CODE = "2611234829170"
LIGHTS, CONDUCT, PAPERS = "ha-tang.chieu-sang", "hanh-chinh.thai-do", "hanh-chinh.ho-so"
CATALOG: dict[str, Any] = {
    "province": {
        "slug": "gialai",
        "name": "Gia Lai",
        "hotline": "(0269) 1022",
        "email": "1022@gialai.gov.vn",
        "web": "",
    },
    "categories": [
        {
            "slug": "ha-tang",
            "parent": None,
            "name_vi": "Hạ tầng kỹ thuật",
            "name_en": "Infrastructure",
            "publish": "auto",
        },
        {"slug": LIGHTS, "parent": "ha-tang", "name_vi": "Chiếu sáng", "name_en": "Street lighting", "publish": "auto"},
        {"slug": "hanh-chinh", "parent": None, "name_vi": "Thủ tục", "name_en": "Procedures", "publish": "editor"},
        {"slug": CONDUCT, "parent": "hanh-chinh", "name_vi": "Thái độ", "name_en": "Conduct", "publish": "editor"},
        {"slug": PAPERS, "parent": "hanh-chinh", "name_vi": "Hồ sơ", "name_en": "Dossiers", "publish": "never"},
    ],
    "agencies": [
        {"slug": "ubnd-phuong-pleiku", "name": "Ủy ban nhân dân phường Pleiku", "short_name": "UBND phường Pleiku"},
        {"slug": "so-y-te", "name": "Sở Y tế tỉnh Gia Lai", "short_name": "Sở Y tế"},
    ],
    "areas": [{"code": "23563", "name": "Phường Pleiku", "type": "ward"}],
}


class CaseBuilder:
    """Makes the events of one case."""

    def __init__(self, code: str = CODE, **received: Any) -> None:
        self.code = code
        self._received = {
            "channel": "web",
            "received_at": NOON,
            "title": "Đèn đường hỏng",
            "text": "Đèn đường trước cổng trường tắt đã hai tuần.",
            "category": LIGHTS,
            "area": "23563",
            "address": "12 Hùng Vương, phường Pleiku",
            "contact": Contact(name="Nguyễn Văn An", phone="+84905000001", email="an@example.org"),
            "pin": "0001",
            **received,
        }

    def received(self) -> Event:
        return self._event("r", CaseReceived(code=self.code, **self._received), NOON)

    def routed(self, assignment: int = 1, agency: str = "ubnd-phuong-pleiku", **fields: Any) -> Event:
        at = NOON + timedelta(minutes=assignment)
        data = CaseRouted(
            **{
                "code": self.code,
                "assignment": assignment,
                "agency": agency,
                "agency_name": next(each["name"] for each in CATALOG["agencies"] if each["slug"] == agency),
                "category": self._received["category"],
                "area": self._received["area"],
                "address": self._received["address"],
                "title": self._received["title"],
                "text": self._received["text"],
                "kind": "report",
                "urgency": "normal",
                "channel": self._received["channel"],
                "language": "vi",
                "received_at": NOON,
                "routed_at": at,
                "due_at": at + timedelta(days=2),
                "due_reason_vi": "hạn: hai ngày làm việc",
                "due_reason_en": "due: two working days",
                "rule": "den-duong",
                **fields,
            }
        )
        return self._event(f"o{assignment}", data, at)

    def answered(self, number: int = 1, assignment: int = 1, **fields: Any) -> Event:
        at = NOON + timedelta(hours=number)
        data = CaseAnswered(
            **{
                "code": self.code,
                "assignment": assignment,
                "agency": "ubnd-phuong-pleiku",
                "agency_name": "Ủy ban nhân dân phường Pleiku",
                "answered_at": at,
                "due_at": at + timedelta(days=1),
                "on_time": True,
                "outcome": "fixed",
                "answer": "Đã thay bóng đèn. Cảm ơn anh An (0905 000 001).",
                "by": "agency:ubnd-phuong-pleiku",
                **fields,
            }
        )
        return self._event(f"a{number}", data, at)

    def history(self, **answer: Any) -> list[Event]:
        return [self.received(), self.routed(), self.answered(**answer)]

    def _event(self, mark: str, data: Any, at: datetime) -> Event:
        return Event.of(data, source="/test", subject=self.code, at=at, id=f"{self.code}-{mark}")


def a_case(code: str = CODE, **received: Any) -> CaseBuilder:
    """Start from an ordinary case: a broken street lamp, reported on the web with a contact."""
    return CaseBuilder(code, **received)


def a_catalog(version: int = 1, snapshot: dict[str, Any] | None = None) -> Event:
    """Return the event that brings the catalogue."""
    data = CatalogChanged(version=version, province="gialai", catalog=snapshot or CATALOG)
    return Event.of(data, source="/routing", subject="catalog", at=NOON)


def settings(**changes: Any) -> Settings:
    """Return settings that point nowhere."""
    values: dict[str, Any] = {
        "amqp_uri": "amqp://nowhere",
        "mongo_uri": "mongodb://nowhere",
        "database": "publish",
        "http_host": "127.0.0.1",
        "http_port": 0,
        "admin_host": "127.0.0.1",
        "admin_port": 0,
        "log_level": "INFO",
        "drain_seconds": 1.0,
        "secret_key": "a secret for tests",
        "tracking_key": KEY,
        "intake_url": "http://intake.test/",
        "reporting_url": "http://reporting.test/",
        "contact_kept": timedelta(days=7),
        "proxies": 0,
        **changes,
    }
    return Settings(**values)


class Portal:
    """The portal on memory: `app` has the use cases, the rest is what tests look into."""

    def __init__(
        self, catalog: dict[str, Any] | None = CATALOG, accounts: tuple[Any, ...] = (), **changes: Any
    ) -> None:
        self.clock = FixedClock(NOON + timedelta(hours=5))
        self.cases, self.ratings = MemoryCases(), MemoryRatings()
        self.withdrawals = MemoryWithdrawals()
        self.knowledge, self.ledger = MemoryKnowledge(), memory_ledger(self.cases)
        self.editing = memory_editing(self.cases)
        self.catalog = MemoryCatalog(catalog)
        self.adapters = Adapters(
            cases=self.cases,
            published=MemoryPublicCases(self.cases),
            attempts=MemoryAttempts(self.clock),
            ratings=self.ratings,
            withdrawals=self.withdrawals,
            knowledge=self.knowledge,
            ledger=self.ledger,
            editing=self.editing,
            stream=MemoryStream(self.cases),
            search=memory_search(self.cases),
            catalog=self.catalog,
            accounts=MemoryAccounts(*accounts),
        )
        self.app: Application = build(settings(**changes), self.adapters, self.clock)

    def told(self) -> list[str]:
        """Return the types of the events that went to the outbox, in order."""
        return [event.type for event, _ in self.cases.told]

    def case(self, code: str = CODE) -> Any:
        """Return a case as it is stored."""
        return self.cases.stored[code].case
