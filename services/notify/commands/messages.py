"""`hotline messages`: what was told to citizens, and what nobody knows whether it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from environs import Env
from pymongo.database import Database

from services.kit.clock import SystemClock
from services.kit.commands.console import say, table
from services.kit.settings import CommonSettings, common, read
from services.kit.storage.mongo import connect
from services.notify.adapters.mongo_addressees import MongoAddressees
from services.notify.adapters.mongo_ledger import MongoLedger
from services.notify.domain.message import CHANNELS, Message, State
from services.notify.usecases.find_messages import FindMessages
from services.notify.usecases.resend_message import ResendMessage
from services.notify.usecases.settle_message import SettleMessage

_SHOWN = (
    *("key", "code", "event", "type", "channel", "state", "attempts", "reason", "receipt"),
    *("message_id", "provider_id", "merged_into", "resends"),
)
_id = click.argument("message")


@click.group()
def messages() -> None:
    """Xem tin nhắn gửi người dân, xử lý tin chưa rõ kết quả, gửi lại.

    Look at messages to citizens, settle uncertain ones, send once more. Reads MONGO_URI.
    """


@messages.command("list")
@click.option(
    "--state", type=click.Choice([str(state) for state in State]), help="Chỉ trạng thái này / only this state."
)
@click.option("--code", "--case", "code", help="Chỉ phản ánh này / only this case.")
@click.option("--channel", type=click.Choice(CHANNELS), help="Chỉ kênh này / only this channel.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 10_000), help="Nhiều nhất / at most.")
def list_(state: str | None, code: str | None, channel: str | None, limit: int) -> None:
    """Liệt kê tin nhắn, mới nhất trước; không in dữ liệu cá nhân.

    List messages, newest first, without personal data. Changes nothing.
    """
    with _database() as database:
        find = FindMessages(MongoLedger(database))
        found = find.some(state=State(state) if state else None, code=code, channel=channel, limit=limit)
    rows = [
        (each.key, each.type, each.channel, str(each.state), str(each.attempts), _when(each), each.reason or "")
        for each in found
    ]
    table(rows, ("ID", "LOẠI/TYPE", "KÊNH/CHANNEL", "TRẠNG THÁI/STATE", "LẦN/TRIES", "LÚC/AT", "LÝ DO/REASON"))


@messages.command()
@_id
@click.option("--full", is_flag=True, help="Cả địa chỉ và nội dung / the address and the words too.")
def show(message: str, full: bool) -> None:
    """In một tin nhắn và lịch sử của nó; địa chỉ và nội dung được che nếu không có --full.

    Print one message and its history; address and words are hidden without --full. Changes nothing.
    """
    with _database() as database:
        found = FindMessages(MongoLedger(database)).one(message)
    for name in _SHOWN:
        click.echo(f"{name}: {getattr(found, name)}")
    click.echo(f"created_at: {found.created_at.isoformat()}")
    click.echo(f"next_step_at: {found.next_step_at.isoformat() if found.next_step_at else '-'}")
    click.echo(f"routes: {', '.join(each.channel for each in found.routes) or '-'}")
    click.echo(f"recipient: {found.recipient if full else '…'}")
    for status, at in sorted(found.reports.items(), key=lambda each: each[1]):
        click.echo(f"reported {status}: {at.isoformat()}")
    _history(found)
    if full:
        click.echo(f"\n{found.subject}\n\n{found.text}")


@messages.command()
@_id
@click.option("--sent", "verdict", flag_value="sent", help="Đã đến nơi, không gửi lại / it arrived, do not send again.")
@click.option("--resend", "verdict", flag_value="resend", help="Chưa đến, gửi lại / it did not arrive, send it again.")
def settle(message: str, verdict: str | None) -> None:
    """Chốt một tin chưa rõ kết quả, hoặc gửi lại một tin không gửi được.

    Settle a message nobody knows the fate of, or send again one that was given up. Ask the mail server's log or the
    citizen first: --resend makes the system write again.
    """
    if verdict is None:
        raise click.UsageError("cần --sent hoặc --resend / --sent or --resend is needed")
    with _database() as database:
        before = SettleMessage(MongoLedger(database), SystemClock())(message, sent=verdict == "sent")
    say(
        f"Tin nhắn trước đây “{before.state}”, nay {'coi là đã gửi' if verdict == 'sent' else 'sẽ được gửi lại'}.",
        f'The message was "{before.state}" and {"counts as sent" if verdict == "sent" else "will be sent again"}.',
    )


@messages.command()
@_id
@click.option("--channel", type=click.Choice(CHANNELS), help="Qua kênh khác / over another channel.")
@click.option("--yes", is_flag=True, help="Không hỏi lại / do not ask.")
@click.option("--dry-run", is_flag=True, help="Chỉ nói sẽ làm gì / only say what would happen.")
def resend(message: str, channel: str | None, yes: bool, dry_run: bool) -> None:
    """Gửi lại một tin nhắn thêm một lần, kể cả khi đã gửi: người dân có thể nhận hai lần.

    Send a message once more, even one that was sent: the citizen may get it twice.
    """
    with _database() as database:
        again = ResendMessage(MongoLedger(database), MongoAddressees(database), SystemClock())
        copy = again.plan(message, channel)
        say(f"Gửi lại qua {copy.channel}, mã {copy.key}.", f"Once more by {copy.channel}, as {copy.key}.")
        if dry_run:
            return
        if not yes:
            click.confirm("Gửi lại? / Send once more?", abort=True)
        again(copy, message)
    say("Đã xếp hàng để gửi.", "Queued to be sent.")


def _history(message: Message) -> None:
    rows = [
        (step.at.isoformat(timespec="seconds"), str(step.state), step.channel, str(step.attempt), step.reason or "")
        for step in message.history
    ]
    click.echo("")
    table(rows, ("LÚC/AT", "TRẠNG THÁI/STATE", "KÊNH/CHANNEL", "LẦN/TRIES", "LÝ DO/REASON"))


def _when(message: Message) -> str:
    return message.created_at.isoformat(timespec="seconds")


@contextmanager
def _database() -> Iterator[Database[Any]]:
    """The database the environment names."""
    database = connect(read(_settings))
    try:
        yield database
    finally:
        database.client.close()


def _settings(env: Env) -> CommonSettings:
    return CommonSettings(**common(env, "notify"))  # type: ignore[arg-type]
