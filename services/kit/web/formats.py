"""How pages write moments and codes. Times are told in Việt Nam's own time, whatever the reader's machine says."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from flask import Flask

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def local_time(moment: datetime) -> str:
    """Return an aware moment as 31/12/2026 16:30."""
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")


def local_date(moment: datetime | date) -> str:
    """Return a date, or the local date of an aware moment, as 31/12/2026."""
    day = moment.astimezone(VIETNAM) if isinstance(moment, datetime) else moment
    return day.strftime("%d/%m/%Y")


@lru_cache(maxsize=1_000)  # at night every case gets the same answer
def spoken_moment(moment: datetime, tongue: str) -> str:
    """Return a moment in words: "07:00 thứ Hai, 30/11/2026" or "07:00 on Monday, 30/11/2026"."""
    there = moment.astimezone(VIETNAM)
    day = _WEEKDAYS_VI[there.weekday()] if tongue == "vi" else f"on {_WEEKDAYS_EN[there.weekday()]}"
    return f"{there:%H:%M} {day}, {there:%d/%m/%Y}"


def machine_time(moment: datetime) -> str:
    """Return a moment for `<time datetime>`: RFC 3339, local offset, whole seconds."""
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")


def grouped_code(code: str) -> str:
    """Return a case code as it is read out: date, six digits, check digit (261123 482917 0)."""
    return f"{code[:6]} {code[6:12]} {code[12:]}".rstrip()


def dialled(number: str) -> str:
    """Return a telephone number as a `tel:` link has it: "(0269) 1022" is 02691022."""
    return "".join(char for char in number if char.isdigit() or char == "+")


def thousands(number: int, tongue: str) -> str:
    """Return a whole number in groups of three, parted as the language does: 1.234.567 or 1,234,567."""
    grouped = f"{number:,}"
    return grouped.replace(",", ".") if tongue == "vi" else grouped


def iso_day(day: str) -> str:
    """Return an ISO day (2026-12-31) as 31/12/2026."""
    return local_date(date.fromisoformat(day))


def register(app: Flask) -> None:
    """Make these template filters, each under its own name."""
    for filter_ in (local_time, local_date, machine_time, grouped_code, spoken_moment, dialled, thousands, iso_day):
        app.add_template_filter(filter_)
