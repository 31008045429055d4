"""The result of a reconciliation as a table for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.ops.reconcile.balance import Day, Gap
from services.ops.reconcile.read_cases import LOCAL

#: Column → heading. What is here is also in the JSON, under the same names.
COLUMNS = {
    "received": "NHẬN",
    "answered": "TRẢ LỜI",
    "open": "ĐANG XỬ LÝ",
    "closed": "ĐÓNG KHÁC",
    "unrouted": "CHƯA PHÂN",
    "sent": "THƯ ĐÃ GỬI",
    "pending": "CHỜ GỬI",
    "uncertain": "CHƯA RÕ",
    "undeliverable": "KHÔNG TỚI",
    "published": "CÔNG KHAI",
    "waiting": "CHỜ DUYỆT",
    "withheld": "KHÔNG ĐĂNG",
    "counted": "ĐÃ ĐẾM",
    "in_flight": "ĐANG ĐI",
    "missing": "THIẾU",
}
HEADS = ("NGÀY", *COLUMNS.values(), "KHỚP")


def line(day: Day) -> tuple[str, ...]:
    """Return a day's line under `HEADS`."""
    return (day.day, *(str(day.counts[name]) for name in COLUMNS), "✓" if day.adds_up else "✗")


def gap_line(gap: Gap) -> tuple[str, ...]:
    """Return case, what is missing, since when (local time), and whether it may be on its way."""
    return gap.code, gap.missing, local_time(gap.since), "đang đi / in flight" if gap.in_flight else "THIẾU / MISSING"


def document(day: Day) -> Mapping[str, Any]:
    """Return a day for programs."""
    gaps = [
        {"case": gap.code, "missing": gap.missing, "since": gap.since.isoformat(), "in_flight": gap.in_flight}
        for gap in day.gaps
    ]
    return {"day": day.day, **{name: day.counts[name] for name in COLUMNS}, "adds_up": day.adds_up, "gaps": gaps}


def local_time(moment: datetime) -> str:
    """Return an aware moment as local wall time, 31/12/2026 17:05."""
    return moment.astimezone(LOCAL).strftime("%d/%m/%Y %H:%M")
