"""Calendars for tests: the offices of 2026 and early 2027, with the days the Government swapped."""

from __future__ import annotations

from datetime import date, datetime

from services.routing.domain.calendar import VIETNAM, WorkingCalendar

OFFICE_DAY = ((7 * 60 + 30, 11 * 60 + 30), (13 * 60 + 30, 17 * 60))
HOTLINE_DAY = ((7 * 60, 23 * 60),)

TET_2026 = {
    date(2026, 2, 16): "Giao thừa Tết Nguyên Đán",
    date(2026, 2, 17): "Tết Nguyên Đán",
    date(2026, 2, 18): "Mùng hai Tết Nguyên Đán",
    date(2026, 2, 19): "Mùng ba Tết Nguyên Đán",
    date(2026, 2, 20): "Mùng bốn Tết Nguyên Đán",
}
HOLIDAYS = {
    **TET_2026,
    date(2026, 1, 1): "Tết Dương lịch",
    date(2026, 4, 27): "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)",
    date(2026, 4, 30): "Ngày Chiến thắng",
    date(2026, 5, 1): "Ngày Quốc tế Lao động",
    date(2026, 8, 31): "Ngày nghỉ (thay cho ngày 22/08/2026)",
    date(2026, 9, 1): "Quốc khánh",
    date(2026, 9, 2): "Quốc khánh",
    date(2026, 11, 24): "Ngày Văn hóa Việt Nam",
}
WORKING_DAYS = {date(2026, 8, 22): "Làm bù cho ngày 31/08/2026"}

OFFICE = WorkingCalendar(dict.fromkeys(range(5), OFFICE_DAY), HOLIDAYS, WORKING_DAYS)
HOTLINE = WorkingCalendar(dict.fromkeys(range(5), HOTLINE_DAY), HOLIDAYS, WORKING_DAYS)
ROUND_THE_CLOCK = WorkingCalendar(dict.fromkeys(range(7), ((0, 1440),)))


def at(text: str) -> datetime:
    """Return a local moment: at("2026-11-23 16:30")."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)
