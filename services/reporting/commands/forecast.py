"""`hotline reporting forecast`: what is expected of the next days, and the seats of the telephone line."""

from __future__ import annotations

import click
from environs import Env
from pymongo.database import Database

from services.kit.clock import SystemClock
from services.kit.commands.console import Exit, Failure, say, table
from services.kit.settings import CommonSettings, common, read
from services.kit.storage.catalog import MongoCatalog
from services.kit.storage.mongo import connect
from services.reporting.adapters.forecasting.line_calendar import LineCalendar
from services.reporting.adapters.forecasting.memory_cases import MemoryCases
from services.reporting.adapters.forecasting.mongo_calls import MongoCalls
from services.reporting.adapters.forecasting.mongo_forecasts import MongoForecasts
from services.reporting.domain.staffing.plan import Outlook
from services.reporting.settings import seats
from services.reporting.usecases.forecasting.show_outlook import DAYS, ShowOutlook


@click.command()
@click.option(
    "--days",
    type=click.IntRange(1, 14),
    default=DAYS,
    show_default=True,
    help="Bao nhiêu ngày. / How many days.",
)
def forecast(days: int) -> None:
    """Dự báo số cuộc gọi, phản ánh từng ngày và số ghế trực điện thoại.

    Forecast of calls and cases per day, and the seats of the telephone line. Shows what the reporting process issued
    last; reads MONGO_URI of reporting, SERVICE_LEVEL, SERVICE_SECONDS, SEATS_SHRINKAGE and WRAP_UP_SECONDS.
    """
    show: ShowOutlook = read(_shower)
    outlook = show(days)
    if outlook.issued_on is None:
        raise Failure(
            Exit.WRONG,
            "Chưa có dự báo: tiến trình reporting lập dự báo khi có số liệu.",
            "There is no forecast yet: the reporting process issues it once there are figures.",
        )
    _print(outlook)


def _shower(env: Env) -> ShowOutlook:
    database: Database[dict[str, object]] = connect(CommonSettings(**common(env, "reporting")))  # type: ignore[arg-type]
    calendar = LineCalendar(MongoCatalog(database).current)
    # What came today is for the page, which has every case in memory.
    return ShowOutlook(
        MemoryCases(),
        MongoCalls(database),
        MongoForecasts(database, calendar),
        SystemClock(),
        seats(env),
        env.float("WRAP_UP_SECONDS", 30.0),
    )


def _print(outlook: Outlook) -> None:
    shown = [stream for stream in outlook.streams if stream.days]
    seats_of = {each.day: each.peak for each in outlook.seats}
    rows = []
    for place in range(len(shown[0].days) if shown else 0):
        days = [stream.days[place] for stream in shown]
        peak = seats_of.get(days[0].day)
        cells = [f"{each.expected.mean:.0f} ({each.expected.low}–{each.expected.high})" for each in days]
        rows.append((f"{days[0].day:%d/%m/%Y}", *cells, str(peak.needed.seats) if peak else "–"))
    table(rows, ("NGÀY", *(stream.stream.upper() for stream in shown), "GHẾ CAO ĐIỂM"))
    for stream in outlook.streams:
        if not stream.days:
            say(
                f"{stream.stream}: mới có {stream.known_days} ngày số liệu.",
                f"{stream.stream}: only {stream.known_days} days are known.",
            )
    say(f"Lập ngày {outlook.issued_on:%d/%m/%Y}.", f"Issued on {outlook.issued_on:%d/%m/%Y}.")
