"""A small catalogue for tests, with both maps, a merged department and rules of every kind."""

from __future__ import annotations

from typing import Any

from services.routing.adapters.catalog_snapshot import assigner_of
from services.routing.domain.assigning import Assigner

CENTRE = "trung-tam-1022"
LOCAL = "ubnd-phuong-pleiku"
HEALTH = "so-y-te"
FARMING = "so-nong-nghiep-va-moi-truong"
SINCE = "2021-05-17"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE = {day: [["07:00", "11:00"], ["13:00", "17:00"]] for day in WEEKDAYS}
CALENDAR: dict[str, Any] = {
    "hours": {day: [["07:00", "23:00"]] for day in WEEKDAYS},
    "agency_hours": OFFICE,
    "holidays": [],
    "working_days": [],
}
CALENDAR_WITH_FORWARDING = {**CALENDAR, "forwarding": OFFICE}


def snapshot(**changes: Any) -> dict[str, Any]:
    """Return the snapshot, with whole parts replaced by `changes`."""
    return {
        "province": {"slug": "gialai", "name": "Gia Lai", "timezone": "Asia/Ho_Chi_Minh"},
        "categories": [
            category("ha-tang"),
            category("ha-tang.chieu-sang"),
            category("ha-tang.cay-xanh"),
            category("y-te", deadline="trong-ngay"),
            category("buu-chinh", share_contact=True),
            category("thien-tai"),
            category("khong-quy-tac"),
        ],
        "agencies": [
            agency(CENTRE, "Trung tâm 1022", kind="centre"),
            agency(LOCAL, "UBND phường Pleiku", kind="commune", valid_from="2025-07-01"),
            agency("ubnd-tp-pleiku", "UBND thành phố Pleiku", kind="district", valid_to="2025-06-30", successor=LOCAL),
            agency(HEALTH, "Sở Y tế"),
            agency("so-tai-nguyen", "Sở Tài nguyên", valid_to="2025-02-28", successor=FARMING),
            agency(FARMING, "Sở Nông nghiệp và Môi trường", valid_from="2025-03-01"),
            agency("buu-dien-tinh", "Bưu điện tỉnh", kind="company"),
        ],
        "areas": [
            area("52", "Tỉnh Gia Lai", valid_from="2025-07-01"),
            area("23575", "Phường Pleiku", parent="52", agency=LOCAL, valid_from="2025-07-01"),
            area("99999", "Xã chưa có cơ quan", parent="52", valid_from="2025-07-01"),
            area("2021-622", "Thành phố Pleiku", agency="ubnd-tp-pleiku", valid_to="2025-06-30", successors=["23575"]),
            area("2021-23575", "Phường Tây Sơn", parent="2021-622", valid_to="2025-06-30", successors=["23575"]),
        ],
        "rules": [
            rule("dem", 5, HEALTH, category=["y-te"], working_time=False, why_vi="Ngoài giờ: trực y tế"),
            rule("thien-tai-khan", 10, "of_area", category=["thien-tai"], urgency=["urgent"]),
            rule("dien-thoai", 15, HEALTH, category=["thien-tai"], channel=["hotline"]),
            rule("dia-phuong", 20, "of_area", category=["ha-tang.*"]),
            rule("y-te", 30, HEALTH, category=["y-te"]),
            rule("thien-tai-2021", 40, "so-tai-nguyen", category=["thien-tai"], valid_to="2025-02-28"),
            rule("thien-tai", 41, "so-tai-nguyen", category=["thien-tai"], kind=["report", "question"]),
            rule("buu-chinh", 50, "buu-dien-tinh", category=["buu-chinh"]),
        ],
        "deadlines": [
            {
                "slug": "kiem-tra-ngay",
                "name_vi": "Việc kiểm tra được ngay",
                "source": "mẫu",
                "preset": True,
                "minutes": {"normal": 1440, "urgent": 480, "complex": 2400},
            },
            {
                "slug": "trong-ngay",
                "name_vi": "Trong ngày",
                "source": "mẫu",
                "preset": True,
                "minutes": {"normal": 480, "urgent": 480, "complex": 480},
            },
        ],
        "calendar": CALENDAR,
        **changes,
    }


def category(slug: str, **changes: Any) -> dict[str, Any]:
    """Return a category."""
    parent = slug.rpartition(".")[0] or None
    return {
        "slug": slug,
        "parent": parent,
        "name_vi": slug,
        "name_en": slug,
        "kind_default": "report",
        "identity": "none",
        "publish": "auto",
        "share_contact": False,
        "deadline": "kiem-tra-ngay",
        "valid_from": SINCE,
        "valid_to": None,
        **changes,
    }


def agency(slug: str, name: str, **changes: Any) -> dict[str, Any]:
    """Return an agency."""
    base = {"short_name": name, "kind": "department", "successor": None, "valid_from": SINCE, "valid_to": None}
    return {"slug": slug, "name": name, **base, **changes}


def area(code: str, name: str, **changes: Any) -> dict[str, Any]:
    """Return an area."""
    base = {"type": "ward", "parent": None, "successors": [], "agency": None, "valid_from": SINCE, "valid_to": None}
    return {"code": code, "name": name, **base, **changes}


def rule(id_: str, order: int, to: str, **changes: Any) -> dict[str, Any]:
    """Return a rule; conditions are given by name beside `valid_from`, `valid_to` and `why_vi`."""
    own = {"valid_from": SINCE, "valid_to": None, "why_vi": f"theo quy tắc {id_}", "why_en": f"by rule {id_}"}
    when = {name: value for name, value in changes.items() if name not in own}
    return {
        "id": id_,
        "order": order,
        "agency": to,
        "when": when,
        **own,
        **{k: v for k, v in changes.items() if k in own},
    }


def assigner(**changes: Any) -> Assigner:
    """Return what assigns by this catalogue."""
    return assigner_of(1, snapshot(**changes))
