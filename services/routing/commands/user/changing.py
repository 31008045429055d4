"""Change what somebody is called and may do; close and reopen."""

from __future__ import annotations

import click

from services.kit.commands.console import Exit, Failure, say
from services.kit.events.vocabulary import ROLES
from services.routing.commands.user.console import whoever, wired
from services.routing.usecases.accounts import Wanted
from services.routing.usecases.ports import AccountState
from services.routing.wiring import Application


@click.command()
@click.argument("name")
@click.option("--display-name", help="Họ và tên; rỗng để xóa / the person's name; empty takes it away.")
@click.option("--email", help="Thư điện tử; rỗng để xóa / e-mail; empty takes it away.")
def edit(name: str, display_name: str | None, email: str | None) -> None:
    """Sửa họ tên và thư điện tử của tài khoản NAME.

    Change the display name and the e-mail of an account. What is not named stays.
    """
    application, _, accounts = wired()
    now = _present(application, name)
    shown = now.display_name if display_name is None else display_name or None
    address = now.email if email is None else email or None
    accounts.change(name, Wanted(role=now.role, agency=now.agency, display_name=shown, email=address), whoever())
    say(f"Đã sửa tài khoản «{name}».", f"The account '{name}' is changed.")


@click.command()
@click.argument("name")
@click.option("--role", "wanted", required=True, type=click.Choice(ROLES), help="Vai trò mới / the new role.")
@click.option("--agency", help="Cơ quan của cán bộ / the officer's agency.")
def role(name: str, wanted: str, agency: str | None) -> None:
    """Đổi vai trò và cơ quan của tài khoản NAME; có hiệu lực ngay.

    Change what an account may do, and for which agency. Takes effect at once.
    """
    application, _, accounts = wired()
    now = _present(application, name)
    accounts.change(name, Wanted(role=wanted, agency=agency, display_name=now.display_name, email=now.email), whoever())
    say(f"«{name}» nay là {wanted}.", f"'{name}' is {wanted} now.")


@click.command()
@click.argument("name")
def disable(name: str) -> None:
    """Đóng tài khoản NAME; các phiên kết thúc ngay, mã truy cập hết hiệu lực trong vài giây.

    Close an account; its sessions end at once, its token stops working within seconds.
    """
    application, _, _ = wired()
    application.close_account(name, whoever())
    say(f"Đã đóng tài khoản «{name}».", f"The account '{name}' is closed.")


@click.command()
@click.argument("name")
def enable(name: str) -> None:
    """Mở lại tài khoản NAME với vai trò, mật khẩu và mã truy cập cũ.

    Open a closed account again, with its role, password and token.
    """
    _, _, accounts = wired()
    accounts.reopen(name, whoever())
    say(f"Đã mở lại tài khoản «{name}».", f"The account '{name}' is open again.")


def _present(application: Application, name: str) -> AccountState:
    account = application.account_book.get(name)
    if account is None:
        raise Failure(Exit.WRONG, f"Không có tài khoản «{name}».", f"There is no account '{name}'.")
    return account
