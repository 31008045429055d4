"""`hotline block`: who may not write to us for a while, and what fell into the honeypot."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from pymongo.database import Database

from services.intake.adapters.mongo_blocks import MongoBlocks
from services.intake.adapters.mongo_cases import MongoCases
from services.intake.adapters.mongo_traps import MongoTraps
from services.intake.adapters.phone_numbers import normalise_phone
from services.intake.domain.abuse.blocks import DEFAULT_DAYS, MOST_DAYS
from services.intake.domain.abuse.senders import KINDS
from services.intake.usecases.block_sender import BlockSender
from services.intake.usecases.file_trapped import FileTrapped
from services.kit.clock import SystemClock
from services.kit.commands.console import say, table
from services.kit.settings import CommonSettings, common, read
from services.kit.storage.mongo import connect

_kind = click.argument("kind", type=click.Choice(KINDS))
_value = click.argument("value")


@click.group()
def block() -> None:
    """Chặn người gửi trong một thời gian; cuộc gọi điện thoại không bao giờ bị chặn.

    Block senders for a while; telephone calls are never blocked. Reads MONGO_URI.
    """


@block.command()
@_kind
@_value
@click.option("--reason", required=True, help="Lý do, không ghi dữ liệu cá nhân / why, without personal data.")
@click.option("--days", default=DEFAULT_DAYS, show_default=True, type=click.IntRange(1, MOST_DAYS), help="Ngày / days.")
@click.option("--by", default=getpass.getuser, help="Người quyết định / who decided it; default: you.")
def add(kind: str, value: str, reason: str, days: int, by: str) -> None:
    """Chặn VALUE: địa chỉ mạng hoặc CIDR, số điện thoại, email, mã Zalo, Facebook, thiết bị.

    Block a sender. In force within seconds; adding it again sets the new end.
    """
    with _database() as database:
        entry = BlockSender(MongoBlocks(database), normalise_phone, SystemClock()).block(
            kind, value, reason=reason, by=by, days=days
        )
    say(f"Đã chặn đến {entry.until:%Y-%m-%d %H:%M}Z.", f"Blocked until {entry.until:%Y-%m-%d %H:%M}Z.")


@block.command("list")
def list_() -> None:
    """Liệt kê người gửi đang bị chặn, hết hạn trước đứng trước.

    List who is blocked now, those that end first first. Prints personal data. Changes nothing.
    """
    with _database() as database:
        blocks = MongoBlocks(database).all(SystemClock().now())
    rows = [(b.kind, b.value, f"{b.since:%Y-%m-%d}", f"{b.until:%Y-%m-%d %H:%M}Z", b.by, b.reason) for b in blocks]
    table(rows, ("LOẠI/KIND", "NGƯỜI GỬI/SENDER", "TỪ/SINCE", "ĐẾN/UNTIL", "BỞI/BY", "LÝ DO/REASON"))


@block.command()
@_kind
@_value
def remove(kind: str, value: str) -> None:
    """Bỏ chặn VALUE.

    Unblock a sender, within seconds.
    """
    with _database() as database:
        BlockSender(MongoBlocks(database), normalise_phone, SystemClock()).unblock(kind, value, by=getpass.getuser())
    say("Đã bỏ chặn.", "Unblocked.")


@block.command()
@click.option("--full", is_flag=True, help="Cả nội dung / the words too.")
def trapped(full: bool) -> None:
    """Liệt kê tin rơi vào ô bẫy trong 30 ngày qua; có thể là của người dùng trình đọc màn hình.

    List what fell into the honeypot in the last 30 days: machines, and perhaps somebody with a screen reader.
    Changes nothing.
    """
    with _database() as database:
        cases = MongoTraps(database).all()
    rows = [
        (
            each.data.code,
            f"{each.data.received_at:%Y-%m-%d %H:%M}Z",
            each.data.category or "–",
            str(len(each.data.text)),
            each.data.text.replace("\n", " ") if full else "…",
        )
        for each in cases
    ]
    table(rows, ("MÃ/CODE", "LÚC/AT", "LĨNH VỰC/CATEGORY", "KÝ TỰ/LENGTH", "NỘI DUNG/TEXT"))


@block.command("file")
@click.argument("code")
def file_(code: str) -> None:
    """Nhận tin mang mã CODE thành phản ánh: mã và bốn số bí mật người gửi đã có vẫn đúng.

    File a trapped message as the case its sender was told of, with the same code and digits.
    """
    with _database() as database:
        FileTrapped(MongoTraps(database), MongoCases(database)).file(code)
    say(f"Đã nhận phản ánh {code}.", f"Case {code} is filed.")


@contextmanager
def _database() -> Iterator[Database[Any]]:
    settings = read(lambda env: CommonSettings(**common(env, "intake")))  # type: ignore[arg-type]
    database = connect(settings)
    try:
        yield database
    finally:
        database.client.close()
