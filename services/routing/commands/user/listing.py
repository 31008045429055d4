"""List accounts."""

from __future__ import annotations

from datetime import datetime

import click

from services.kit.commands.console import table
from services.kit.events.vocabulary import ROLES
from services.routing.commands.user.console import wired
from services.routing.usecases.accounts import User, UserSearch

HEADS = (
    "TÊN/NAME",
    "VAI TRÒ/ROLE",
    "CƠ QUAN/AGENCY",
    "DÙNG/ACTIVE",
    "LÚC/SINCE",
    "HỌ TÊN/DISPLAY NAME",
    "ĐĂNG NHẬP/SIGNED IN",
    "PHIÊN/SESSIONS",
)


@click.command("list")
@click.option("--role", type=click.Choice(ROLES), help="Chỉ vai trò này / only this role.")
@click.option("--agency", help="Chỉ cơ quan này / only this agency.")
@click.option("--state", type=click.Choice(["open", "closed"]), help="Đang dùng hay đã khóa / open or closed.")
@click.option("--search", "words", default="", help="Tìm theo tên, họ tên, thư / by name, display name, e-mail.")
def list_(role: str | None, agency: str | None, state: str | None, words: str) -> None:
    """Liệt kê tài khoản.

    List the accounts. Changes nothing.
    """
    _, _, accounts = wired()
    active = None if state is None else state == "open"
    table([_row(each) for each in accounts.find.every(UserSearch(words, role, agency, active))], HEADS)


def _row(user: User) -> tuple[str, ...]:
    account, presence = user.account, user.presence
    scope = (account.role, account.agency or "–", "✓" if account.active else "–", _at(account.changed_at))
    return (account.name, *scope, account.display_name or "–", _at(presence.last_sign_in), str(presence.sessions))


def _at(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}Z" if moment else "–"
