"""`hotline reconcile`: every case that was received is accounted for, or named."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import click
from environs import Env
from pymongo import MongoClient

from services.kit.clock import SystemClock
from services.kit.commands.console import Exit, Failure, say, table
from services.kit.settings import read
from services.ops.reconcile.balance import Day, settled_before
from services.ops.reconcile.read_cases import CaseReader, Stray, local_today
from services.ops.reconcile.table import HEADS, document, gap_line, line

GAP_HEADS = ("PHẢN ÁNH/CASE", "THIẾU Ở/MISSING IN", "TỪ/SINCE", "")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--day", type=_DAY, metavar="2026-11-23", help="Chỉ ngày này. / Only this local day.")
@click.option("--since", type=_DAY, metavar="2026-11-01", help="Từ ngày này; mặc định: mọi ngày. / From this day on.")
@click.option(
    "--grace",
    type=click.IntRange(0, 86_400),
    default=60,
    show_default=True,
    help="Số giây mà một việc được coi là đang trên đường. / Seconds that something may be on its way.",
)
@click.option("--json", "as_json", is_flag=True, help="Mỗi ngày một dòng JSON. / One JSON line per day.")
def reconcile(day: datetime | None, since: datetime | None, grace: int, as_json: bool) -> None:
    """Đối soát: nhận = trả lời + đang xử lý + đóng khác, ở mọi dịch vụ.

    Compare intake, routing, notify, publish and reporting, day by day. Reads MONGO_URI of a user that may read all
    of them (`ops`), and changes nothing. Exit code 0: all adds up; 1: something is missing; more: could not look.
    """
    moment = SystemClock().now()
    eventful: list[Day] = []
    with read(_client) as client:
        reader = CaseReader(client, read(_prefix))
        for each in _days(reader, _date(day), _date(since), local_today(moment)):
            balanced = _balance(reader, each, settled_before(moment, timedelta(seconds=grace)))
            if as_json:
                click.echo(json.dumps(document(balanced), ensure_ascii=False))
            if balanced.counts or balanced.gaps:
                eventful.append(balanced)
    _conclude(eventful, as_json)


def _client(env: Env) -> MongoClient[dict[str, Any]]:
    # Majority reads: what a failover might take back must not be reported as there.
    return MongoClient(
        env.str("MONGO_URI"),
        appname="hotline reconcile",
        tz_aware=True,
        readConcernLevel="majority",
        serverSelectionTimeoutMS=5_000,
        connectTimeoutMS=5_000,
        socketTimeoutMS=60_000,
    )


def _prefix(env: Env) -> str:
    return env.str("DATABASE_PREFIX", "")


def _date(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _days(reader: CaseReader, day: date | None, since: date | None, today: date) -> Iterator[date]:
    if day:
        yield day
        return
    first, last = reader.days() or (today, today)
    start = since or first
    yield from (start + timedelta(days=n) for n in range((max(last, today) - start).days + 1))


def _balance(reader: CaseReader, day: date, before: datetime) -> Day:
    # Strays are looked for first: a case that comes in between is then known to intake by the time it is asked.
    strays: list[Stray] = list(reader.strays_of(day))
    balanced = Day(day.isoformat())
    for traces in reader.cases_of(day):
        balanced.add(traces, before)
    for stray in strays:
        balanced.stray(stray.code, stray.where, stray.since)
    return balanced


def _conclude(days: Sequence[Day], as_json: bool) -> None:
    if not as_json:
        _print(days)
    wrong = sum(not day.adds_up for day in days)
    if wrong:
        raise Failure(Exit.WRONG, f"Có {wrong} ngày không khớp.", f"{wrong} day(s) do not add up.")
    if not as_json:
        say("Mọi phản ánh đều khớp.", "Every case is accounted for.")


def _print(days: Sequence[Day]) -> None:
    table([line(day) for day in days], HEADS)
    gaps = [gap_line(gap) for day in days for gap in day.gaps]
    if gaps:
        click.echo()
        table(gaps, GAP_HEADS)
        click.echo()
