"""`hotline inbox`: raw messages that could not be worked on wait for a person; look, try again, or drop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from services.intake.adapters.mongo_inbox import MongoInbox
from services.intake.usecases.settle_parked import SettleParked
from services.kit.clock import SystemClock
from services.kit.commands.console import say, table
from services.kit.settings import CommonSettings, common, read
from services.kit.storage.mongo import connect

#: Who puts raw messages into the inbox.
CHANNELS = ("facebook", "sms", "voicemail", "zalo")
_id = click.argument("message", metavar="ID")


@click.group()
def inbox() -> None:
    """Xem và xử lý tin đến bị tạm giữ của Zalo, Facebook, SMS và hộp thư thoại.

    Look at raw messages that were put aside and settle them. Reads MONGO_URI.
    """


@inbox.command()
@click.option("--channel", type=click.Choice(CHANNELS), help="Chỉ kênh này / only this channel.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 10_000), help="Nhiều nhất / at most.")
def parked(channel: str | None, limit: int) -> None:
    """Liệt kê tin bị tạm giữ, cũ nhất trước; không in dữ liệu cá nhân.

    List what was put aside, oldest first, without personal data. Changes nothing.
    """
    with _settling() as settle:
        found = settle.some(channel, limit)
    rows = [
        (each.id, each.channel, each.reason, f"{each.parked_at:%Y-%m-%d %H:%M}Z", str(each.attempts)) for each in found
    ]
    table(rows, ("ID", "KÊNH/CHANNEL", "LÝ DO/REASON", "LÚC/AT", "LẦN/TRIES"))


@inbox.command()
@_id
def retry(message: str) -> None:
    """Đưa một tin trở lại để xử lý từ đầu, sau khi đã sửa nguyên nhân.

    Put one back to work from the beginning, once its cause is mended.
    """
    with _settling() as settle:
        settle.retry(message)
    say("Tin sẽ được xử lý lại.", "The message will be worked on again.")


@inbox.command()
@_id
@click.option("--yes", is_flag=True, help="Không hỏi lại / do not ask.")
def drop(message: str, yes: bool) -> None:
    """Bỏ một tin: coi như đã xử lý, điều người dân viết trong đó không thành phản ánh.

    Drop one: it counts as worked on, and what a citizen wrote in it becomes no case.
    """
    if not yes:
        click.confirm("Bỏ hẳn tin này? / Drop this message for good?", abort=True)
    with _settling() as settle:
        settle.drop(message)
    say("Đã bỏ tin.", "The message is dropped.")


@contextmanager
def _settling() -> Iterator[SettleParked]:
    settings = read(lambda env: CommonSettings(**common(env, "intake")))  # type: ignore[arg-type]
    database = connect(settings)
    try:
        yield SettleParked(MongoInbox(database), SystemClock())
    finally:
        database.client.close()
