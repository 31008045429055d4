"""`knowledge.changed` as routing says it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from services.kit.events import Event, KnowledgeChanged
from tests.unit.publish.builders import NOON

BIRTH = {
    "title_vi": "Đăng ký khai sinh (mẫu)",
    "title_en": "Birth registration (sample)",
    "level": "commune",
    "field": "Hộ tịch",
    "agency": "ubnd-phuong-pleiku",
    "papers": [
        {"name": "Tờ khai đăng ký khai sinh", "originals": 1, "copies": 0, "note": ""},
        {"name": "Giấy chứng sinh", "originals": 1, "copies": 2, "note": "do cơ sở y tế cấp"},
    ],
    "ways": [{"way": "online", "where": "Cổng Dịch vụ công", "link": "https://dichvucong.example.org"}],
    "steps": ["Nộp hồ sơ", "Nhận giấy"],
    "days": 1,
    "fee": "Miễn lệ phí",
    "legal_basis": ["Luật Hộ tịch 60/2014/QH13"],
    "notes": "Mang giấy tờ tùy thân.",
    "source": "Bản mẫu để thử",
    "source_day": "2025-07-01",
}
HOURS = {
    "title_vi": "Tổng đài 1022 làm việc giờ nào?",
    "body_vi": "Từ 7 giờ đến 23 giờ, thứ Hai đến thứ Sáu.",
    "body_en": "From 7:00 to 23:00, Monday to Friday.",
    "source": "Bản mẫu",
}
FESTIVAL = {
    "title_vi": "Ngày hội cồng chiêng (mẫu)",
    "body_vi": "Biểu diễn ngoài trời.",
    "from_day": "2026-12-20",
    "to_day": "2026-12-22",
    "place": "Quảng trường",
    "source": "Bản mẫu",
}
MARKET = {**FESTIVAL, "title_vi": "Chợ phiên (mẫu)", "from_day": "2026-12-05", "to_day": "2026-12-05"}
PAST = {**FESTIVAL, "title_vi": "Hội đã qua (mẫu)", "from_day": "2026-11-01", "to_day": "2026-11-02"}
EXPIRED = {**HOURS, "title_vi": "Giờ làm việc cũ", "valid_to": "2026-11-22"}


def changed(code: str, kind: str, content: dict[str, Any], *, minutes: int = 0, live: bool = True) -> Event:
    """Return the event of a change some minutes after noon."""
    at = NOON + timedelta(minutes=minutes)
    data = KnowledgeChanged(entry=code, kind=kind, live=live, content=content if live else {}, changed_at=at)
    return Event.of(data, source="/routing", subject=code, at=at, id=f"{code}/{minutes}")


def everything() -> list[Event]:
    """Return a few entries of several kinds."""
    return [
        changed("1.000001", "procedure", BIRTH),
        changed("gio-lam-viec", "faq", HOURS),
        changed("cong-chieng", "event", FESTIVAL),
        changed("cho-phien", "event", MARKET),
        changed("hoi-cu", "event", PAST),
        changed("gio-cu", "faq", EXPIRED),
    ]
