"""The forecast page: what is expected of the next seven days, the seats of the line, and how good the forecast is."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from services.kit.failures import Rejected
from services.kit.web import language, limit_rate
from services.reporting.domain import labels
from services.reporting.domain.forecast.issued import CALLS
from services.reporting.domain.staffing.plan import Outlook, SeatsOfDay
from services.reporting.web import curves
from services.reporting.web.api import RATE, application

pages = Blueprint("outlook", __name__)


@pages.get("/du-bao")
@limit_rate(RATE)
def outlook() -> str:
    """Show the forecast. `?ngay=2026-11-25` is the day whose seats are shown half hour by half hour."""
    shown = application().forecasting.show()
    return render_template(
        "reporting/outlook.html",
        outlook=shown,
        picked=picked(shown, request.args.get("ngay")),
        stream_name=stream_name,
        hours=curves.hours,
        days=curves.days,
        decimal=decimal,
        percent=percent,
        clock=clock,
        CALLS=CALLS,
    )


def picked(shown: Outlook, text: str | None) -> SeatsOfDay | None:
    """Return the seats of the day asked for, else of the next day on which the line is open; None without any.

    Raises `Rejected` `not-in-the-forecast` for a day that has no forecast.
    """
    if not text:
        return next((each for each in shown.seats if each.rows), None)
    found = next((each for each in shown.seats if each.day.isoformat() == text), None)
    if found is None:
        raise Rejected(
            "not-in-the-forecast",
            "Ngày này không nằm trong dự báo. Xin chọn một trong các ngày của bảng.",
            "There is no forecast for this day. Please choose one of the days of the table.",
        )
    return found


def stream_name(stream: str) -> str:
    """Return what people call a stream."""
    words = {CALLS: {"vi": "Cuộc gọi đến", "en": "Calls offered"}, **labels.CHANNELS}
    return words[stream][language()] if stream in words else stream


def decimal(value: float | None, digits: int = 0) -> str:
    """Return a number in the reader's own writing; a dash where there is none."""
    if value is None:
        return "–"
    text = f"{value:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if language() == "vi" else text


def percent(share: float | None) -> str:
    """Return a share as whole per cent; a dash where there is none."""
    return "–" if share is None else f"{share * 100:.0f} %"


def clock(quarter: int) -> str:
    """Return when a quarter of a day begins, 07:30."""
    return f"{quarter // 4:02d}:{quarter % 4 * 15:02d}"
