"""`hotline calls`: signals of telephone systems that no mapping understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from environs import Env
from pymongo.database import Database

from services.intake.adapters.mongo_call_backs import MongoCallBacks
from services.intake.adapters.mongo_calls import MongoCalls, MongoUnreadCalls
from services.intake.adapters.pbx.mapping import SHIPPED, BadMapping, VendorMapping, load_mappings
from services.intake.adapters.pbx.reader import CallReader
from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.usecases.read_calls_again import MOST_AT_ONCE, ReadCallsAgain
from services.intake.usecases.record_call import RecordCall
from services.kit.clock import SystemClock
from services.kit.commands.console import Exit, Failure, say, table
from services.kit.settings import CommonSettings, common, read
from services.kit.storage.mongo import connect

GRACE = timedelta(seconds=15)


@click.group()
def calls() -> None:
    """Tín hiệu tổng đài mà hệ thống chưa hiểu; bản đồ trường ở PBX_MAPPINGS.

    Signals of telephone systems that no mapping understood. Reads MONGO_URI, PBX_MAPPINGS.
    """


@calls.command()
def unread() -> None:
    """Đếm theo tổng đài và lý do; không in dữ liệu cá nhân.

    Count them by vendor and reason, without personal data. Changes nothing.
    """
    with _database() as database:
        found = Counter((each.vendor, each.reason) for each in MongoUnreadCalls(database).some(MOST_AT_ONCE))
    rows = [(vendor, reason, str(number)) for (vendor, reason), number in sorted(found.items())]
    table(rows, ("TỔNG ĐÀI/VENDOR", "LÝ DO/REASON", "SỐ/COUNT"))


@calls.command()
def replay() -> None:
    """Đọc lại sau khi đã sửa bản đồ trường; đọc được thì lấy ra.

    Read them again with the mapping as it is now; what is understood is recorded and taken out.
    """
    readers = {name: CallReader(each, normalise_phone) for name, each in _mappings().items()}
    with _database() as database:
        record = RecordCall(MongoCalls(database), MongoCallBacks(database), SystemClock(), GRACE)
        understood, left = ReadCallsAgain(MongoUnreadCalls(database), readers, record)()
    say(f"Đã hiểu {understood}, còn lại {left}.", f"Understood {understood}, {left} left.")


@calls.command()
def mappings() -> None:
    """Kiểm tra các bản đồ trường và cho biết bản nào đã đối chiếu với nhà cung cấp.

    Check the mappings and say which were compared with the vendor. Changes nothing.
    """
    rows = [(name, "yes" if each.verified else "NO", each.note) for name, each in sorted(_mappings().items())]
    table(rows, ("TỔNG ĐÀI/VENDOR", "ĐÃ ĐỐI CHIẾU/VERIFIED", "GHI CHÚ/NOTE"))


def _mappings() -> dict[str, VendorMapping]:
    own: Path | None = Env().path("PBX_MAPPINGS", None)
    try:
        return load_mappings(SHIPPED, *([own] if own else []))
    except BadMapping as bad:
        raise Failure(Exit.USAGE, f"Bản đồ trường sai: {bad}", f"A mapping is wrong: {bad}") from None


@contextmanager
def _database() -> Iterator[Database[Any]]:
    settings: CommonSettings = read(lambda env: CommonSettings(**common(env, "intake")))  # type: ignore[arg-type]
    database = connect(settings)
    try:
        yield database
    finally:
        database.client.close()
