"""Vietnamese and English words for what programs call by short names, and for moments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

CHANNELS = {
    "web": "trang web",
    "hotline": "điện thoại",
    "email": "thư điện tử",
    "zalo": "Zalo",
    "facebook": "Facebook",
    "mobile": "ứng dụng di động",
}
URGENCIES = {"normal": "bình thường", "urgent": "khẩn", "complex": "phức tạp"}
KINDS = {
    "report": "phản ánh",
    "question": "câu hỏi",
    "suggestion": "kiến nghị",
    "praise": "khen ngợi",
    "service": "yêu cầu dịch vụ",
    "postal": "bưu chính công ích",
}
WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def listed(names: Iterable[str], words: Mapping[str, str]) -> str:
    """Return the words for several names, in a fixed order: "điện thoại, trang web"."""
    return ", ".join(sorted(words.get(name, name) for name in names))


def day_vi(day: date) -> str:
    """Return "thứ Ba 24/11/2026"."""
    return f"{WEEKDAYS_VI[day.weekday()]} {day.day:02}/{day.month:02}/{day.year}"


def day_en(day: date) -> str:
    """Return "Tuesday 24/11/2026"."""
    return f"{WEEKDAYS_EN[day.weekday()]} {day.day:02}/{day.month:02}/{day.year}"


def moment_vi(local: datetime) -> str:
    """Return "09:12 thứ Ba 24/11/2026" for a moment in local time; seconds are cut off, so nobody is told too late."""
    return f"{local.hour:02}:{local.minute:02} {day_vi(local)}"


def moment_en(local: datetime) -> str:
    """Return "09:12 Tuesday 24/11/2026" for a moment in local time."""
    return f"{local.hour:02}:{local.minute:02} {day_en(local)}"


def duration_vi(minutes: int) -> str:
    """Return working minutes in words: "4 giờ làm việc", "90 phút làm việc"."""
    return f"{minutes} phút làm việc" if minutes % 60 else f"{minutes // 60} giờ làm việc"


def duration_en(minutes: int) -> str:
    """Return working minutes in words: "4 working hours", "90 working minutes"."""
    return f"{minutes} working minutes" if minutes % 60 else f"{minutes // 60} working hours"
