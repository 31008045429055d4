"""Hand-written stand-ins for what intake needs from outside, and a small catalogue."""

import threading
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from pymongo.errors import AutoReconnect

from services.intake.settings import IntakeSettings
from services.intake.settings.files import FileSettings
from services.intake.usecases.ports import CodeTaken, KeyTaken, StoredCase
from services.kit.events import Event
from services.kit.storage.accounts import Account
from services.kit.web.auth import token_hash

#: A Monday, 10:00 in Việt Nam: the centre is open.
MONDAY = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
OPERATOR_TOKEN = "operator-token-for-tests-only"
OFFICER_TOKEN = "officer-token-for-tests-only"


def _category(slug: str, name: str, **changes: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "slug": slug,
        "parent": slug.rpartition(".")[0] or None,
        "name_vi": name,
        "name_en": f"{slug} in English",
        "kind_default": "report",
        "identity": "none",
        "publish": "auto",
        "share_contact": False,
        "deadline": "nam-ngay",
        "valid_from": None,
        "valid_to": None,
    }
    return {**whole, **changes}


def _area(code: str, name: str, parent: str | None = "52", **changes: Any) -> dict[str, Any]:
    whole = {"code": code, "name": name, "type": "ward", "parent": parent, "successors": [], "valid_to": None}
    return {**whole, "valid_from": "2025-07-01", "agency": None, **changes}


CATALOG: dict[str, Any] = {
    "province": {
        "slug": "gialai",
        "name": "Gia Lai",
        "timezone": "Asia/Ho_Chi_Minh",
        "hotline": "(0269)1022",
        "email": "1022@example.org",
        "web": "https://1022.example.org",
    },
    "categories": [
        _category("ha-tang", "Hạ tầng kỹ thuật"),
        _category("ha-tang.chieu-sang", "Chiếu sáng công cộng"),
        _category("ha-tang.giao-thong", "Giao thông"),
        _category("ha-tang.cu", "Lĩnh vực cũ", valid_to="2025-06-30"),
        _category("buu-chinh", "Bưu chính công ích", kind_default="service"),
        _category("buu-chinh.nhan-ho-so", "Nhận hồ sơ tại nhà", identity="name_phone", share_contact=True),
        _category("buu-chinh.phan-anh", "Phản ánh bưu chính", identity="phone", kind_default="service"),
    ],
    "agencies": [],
    "areas": [
        _area("52", "Tỉnh Gia Lai", None),
        _area("23575", "Phường Pleiku"),
        _area("21553", "Phường Quy Nhơn Bắc"),
        _area("23938", "Xã Chư Sê"),
        _area("2021-622", "Thành phố Pleiku", None, valid_from=None, valid_to="2025-06-30"),
    ],
    "rules": [],
    "deadlines": [],
    "calendar": {
        "hours": {day: [["07:00", "23:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
        "agency_hours": {},
        "holidays": [{"date": "2026-01-02", "name": "Nghỉ Tết Dương lịch"}],
        "working_days": [{"date": "2026-01-10", "name": "Làm bù cho ngày 02/01/2026"}],
    },
}


def no_holiday(_: date) -> str | None:
    """A country without public holidays."""
    return None


class InMemoryCases:
    """Keeps cases as the database does: one at a time, codes and keys unique."""

    def __init__(self) -> None:
        self.stored: dict[str, StoredCase] = {}
        self._lock = threading.Lock()

    def add(self, case: StoredCase) -> None:
        with self._lock:
            if any(_key(each) == _key(case) for each in self.stored.values()):
                raise KeyTaken
            if case.data.code in self.stored:
                raise CodeTaken
            self.stored[case.data.code] = case

    def find_by_key(self, channel: str, client_key: str) -> StoredCase | None:
        return next((each for each in self.stored.values() if _key(each) == (channel, client_key)), None)


class SlowCases(InMemoryCases):
    """A case becomes readable only at the third look, as one does that the majority does not have yet."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0

    def find_by_key(self, channel: str, client_key: str) -> StoredCase | None:
        self.looks += 1
        return super().find_by_key(channel, client_key) if self.looks >= 3 else None


class AwayCases(InMemoryCases):
    """A database that is away until `away` is False."""

    away = True

    def add(self, case: StoredCase) -> None:
        if self.away:
            raise AutoReconnect
        super().add(case)


class FixedCatalog:
    """A catalogue that may be missing or be exchanged."""

    def __init__(self, snapshot: Mapping[str, Any] | None = CATALOG) -> None:
        self.snapshot = snapshot

    def current(self) -> Mapping[str, Any] | None:
        return self.snapshot

    def version(self) -> int:
        return 1

    def province(self) -> Mapping[str, Any]:
        return self.snapshot["province"] if self.snapshot else {}

    def record(self, events: Iterable[Event]) -> None:
        raise NotImplementedError


class FixedAccounts:
    """One operator and one officer."""

    def __init__(self) -> None:
        self._known = {
            token_hash(OPERATOR_TOKEN): Account("truc-01", "operator", None, token_hash(OPERATOR_TOKEN)),
            token_hash(OFFICER_TOKEN): Account("can-bo-01", "agency_officer", "so-y-te", token_hash(OFFICER_TOKEN)),
        }

    def find(self, token_sha256: str) -> Account | None:
        return self._known.get(token_sha256)

    def record(self, events: Iterable[Event]) -> None:
        raise NotImplementedError


class ScriptedChance:
    """Gives the numbers it was told, then counts up from 0."""

    def __init__(self, *numbers: int) -> None:
        self._numbers = list(numbers)
        self._next = 0

    def below(self, limit: int) -> int:
        if self._numbers:
            return self._numbers.pop(0) % limit
        self._next += 1
        return (self._next - 1) % limit


def settings(**changes: Any) -> IntakeSettings:
    """Return settings for a process that talks to nobody."""
    whole: dict[str, Any] = {
        "amqp_uri": "amqp://nobody",
        "mongo_uri": "mongodb://nobody",
        "database": "intake",
        "http_host": "127.0.0.1",
        "http_port": 0,
        "admin_host": "127.0.0.1",
        "admin_port": 0,
        "log_level": "INFO",
        "drain_seconds": 1.0,
        "public_url": "http://portal.test",
        "secret_key": "a-key-for-tests-only",
        "rate_limit": "",
        "proxies": 0,
        "files": FileSettings(key="a-key-of-files-for-tests-only"),
    }
    return IntakeSettings(**{**whole, **changes})


def _key(case: StoredCase) -> tuple[str, str]:
    return case.data.channel, case.client_key
