"""`hotline messages`: what was told to citizens, and what nobody knows whether it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from environs import Env

from services.kit.clock import SystemClock
from services.kit.commands.console import say, table
from services.kit.settings import CommonSettings, common, read
from services.kit.storage.mongo import connect
from services.notify.adapters.mongo_ledger import MongoLedger
from services.notify.domain.message import Message, State
from services.notify.usecases.find_messages import FindMessages
from services.notify.usecases.settle_message import SettleMessage

_id = click.argument("message")


@click.group()
def messages() -> None:
    """Xem tin nhắn gửi người dân, xử lý tin chưa rõ kết quả.

    Look at messages to citizens, settle uncertain ones. Reads MONGO_URI.
    """


@messages.command("list")
@click.option(
    "--state", type=click.Choice([str(state) for state in State]), help="Chỉ trạng thái này / only this state."
)
@click.option("--case", "code", help="Chỉ phản ánh này / only this case.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 10_000), help="Nhiều nhất / at most.")
def list_(state: str | None, code: str | None, limit: int) -> None:
    """Liệt kê tin nhắn, mới nhất trước; không in dữ liệu cá nhân.

    List messages, newest first, without personal data. Changes nothing.
    """
    with _ledger() as ledger:
        found = FindMessages(ledger).some(state=State(state) if state else None, code=code, limit=limit)
    rows = [
        (each.key, each.type, str(each.state), str(each.attempts), _when(each), each.reason or "") for each in found
    ]
    table(rows, ("ID", "LOẠI/TYPE", "TRẠNG THÁI/STATE", "LẦN/TRIES", "LÚC/AT", "LÝ DO/REASON"))


@messages.command()
@_id
@click.option("--full", is_flag=True, help="Cả địa chỉ và nội dung / the address and the words too.")
def show(message: str, full: bool) -> None:
    """In một tin nhắn; địa chỉ và nội dung được che nếu không có --full.

    Print one message; address and words are hidden without --full. Changes nothing.
    """
    with _ledger() as ledger:
        found = FindMessages(ledger).one(message)
    for name in ("key", "code", "event", "type", "channel", "state", "attempts", "reason", "receipt", "message_id"):
        click.echo(f"{name}: {getattr(found, name)}")
    click.echo(f"created_at: {found.created_at.isoformat()}")
    click.echo(f"next_step_at: {found.next_step_at.isoformat() if found.next_step_at else '-'}")
    click.echo(f"recipient: {found.recipient if full else '…'}")
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
    with _ledger() as ledger:
        before = SettleMessage(ledger, SystemClock())(message, sent=verdict == "sent")
    say(
        f"Tin nhắn trước đây “{before.state}”, nay {'coi là đã gửi' if verdict == 'sent' else 'sẽ được gửi lại'}.",
        f'The message was "{before.state}" and {"counts as sent" if verdict == "sent" else "will be sent again"}.',
    )


def _when(message: Message) -> str:
    return message.created_at.isoformat(timespec="seconds")


@contextmanager
def _ledger() -> Iterator[MongoLedger]:
    """The ledger of the database the environment names."""
    database = connect(read(_settings))
    try:
        yield MongoLedger(database)
    finally:
        database.client.close()


def _settings(env: Env) -> CommonSettings:
    return CommonSettings(**common(env, "notify"))  # type: ignore[arg-type]
