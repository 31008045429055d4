"""`hotline reporting subscriptions …`: who gets which reports by mail, and what became of each."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

import click
from environs import Env
from pymongo.database import Database

from services.kit.clock import SystemClock
from services.kit.commands.console import say, table
from services.kit.settings import CommonSettings, common, read
from services.kit.storage.mongo import connect
from services.reporting.adapters.mailing.mongo_sendings import MongoSendings
from services.reporting.adapters.mailing.mongo_subscriptions import MongoSubscriptions
from services.reporting.domain.asking import TableName
from services.reporting.domain.csv_table import local_time
from services.reporting.domain.mailing.sending import State
from services.reporting.domain.mailing.subscription import NOT_BY_MAIL, Every, Form, Subscription
from services.reporting.usecases.mailing.settle_sending import SettleSending
from services.reporting.usecases.mailing.subscribe import Subscribe, Wish

TABLES = [str(name) for name in TableName if name not in NOT_BY_MAIL]
SHOWN = 50


@click.group()
def subscriptions() -> None:
    """Báo cáo gửi qua thư điện tử cho lãnh đạo.

    Reports by mail to leaders.
    """


@subscriptions.command()
@click.argument("address")
@click.option("--table", "tables", multiple=True, required=True, type=click.Choice(TABLES), help="Bảng. / A table.")
@click.option("--every", type=click.Choice([str(each) for each in Every]), default="month", show_default=True)
@click.option("--on", type=int, default=1, show_default=True, help="Thứ 1–7 hoặc ngày 1–28. / Weekday or day.")
@click.option("--hour", type=int, default=7, show_default=True, help="Từ giờ nào. / From which hour.")
@click.option(
    "--form", "forms", multiple=True, type=click.Choice([str(each) for each in Form]), default=("xlsx", "pdf")
)
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def add(
    address: str, tables: Sequence[str], every: str, on: int, hour: int, forms: Sequence[str], language: str
) -> None:
    """Thêm người nhận báo cáo.

    Let somebody be sent reports.
    """
    wish = Wish(
        address=address, tables=[TableName(each) for each in tables], forms=[Form(each) for each in forms],
        every=Every(every), on=on, hour=hour, language=language,
    )  # fmt: skip
    made = _subscribe()(secrets.token_hex(4), wish)
    say(f"Đã thêm đăng ký {made.id}.", f"Added subscription {made.id}.")


@subscriptions.command("list")
def show() -> None:
    """Liệt kê người nhận.

    List who gets what.
    """
    found = MongoSubscriptions(_database()).all()
    table([_line(each) for each in found], ("MÃ", "NƠI NHẬN", "KỲ", "NGÀY", "GIỜ", "BẢNG", "TỆP", "CÒN GỬI"))


@subscriptions.command()
@click.argument("subscription")
def stop(subscription: str) -> None:
    """Ngừng gửi.

    Send no more.
    """
    _subscribe().stop(subscription)
    say("Đã ngừng gửi.", "Nothing more is sent.")


@subscriptions.command()
@click.argument("subscription")
def resume(subscription: str) -> None:
    """Gửi lại từ kỳ tới.

    Send again, from the next report on.
    """
    _subscribe().resume(subscription)
    say("Sẽ gửi từ kỳ tới.", "The next report will be sent.")


@subscriptions.command()
@click.option("--state", type=click.Choice([str(each) for each in State]))
def sendings(state: str | None) -> None:
    """Xem những lần gửi gần đây.

    Show the latest sendings.
    """
    found = MongoSendings(_database()).latest(SHOWN, State(state) if state else None)
    rows = [(each.id, str(each.state), local_time(each.since), str(each.attempts), each.reason or "") for each in found]
    table(rows, ("LẦN GỬI", "TRẠNG THÁI", "TỪ LÚC", "LẦN THỬ", "LÝ DO"))


@subscriptions.command()
@click.argument("sending")
@click.argument("decision", type=click.Choice(["arrived", "again"]))
def settle(sending: str, decision: str) -> None:
    """Quyết định về thư chưa rõ kết quả: đã đến, hay gửi lại.

    Decide about an uncertain mail.
    """
    decide = SettleSending(MongoSendings(_database()), SystemClock())
    if decision == "arrived":
        decide.arrived(sending)
    else:
        decide.again(sending)
    say("Đã ghi nhận.", "Noted.")


def _subscribe() -> Subscribe:
    return Subscribe(MongoSubscriptions(_database()), SystemClock())


def _database() -> Database[Any]:
    return connect(read(_settings))


def _settings(env: Env) -> CommonSettings:
    return CommonSettings(**common(env, "reporting"))  # type: ignore[arg-type]


def _line(each: Subscription) -> tuple[str, ...]:
    active = "có" if each.active else "không"
    tables, forms = ",".join(each.tables), ",".join(each.forms)
    return each.id, each.address, str(each.every), str(each.on), str(each.hour), tables, forms, active
