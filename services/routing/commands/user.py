"""`hotline user`: who may work at the desk."""

from __future__ import annotations

import click

from services.kit.commands.console import say, table
from services.kit.events.vocabulary import ROLES
from services.routing.commands.wired import application


@click.group()
def user() -> None:
    """Quản lý tài khoản của người trực, cán bộ và biên tập viên.

    Manage the accounts of operators, officers and editors. Reads MONGO_URI.
    """


@user.command()
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(ROLES), help="Vai trò / what the account may do.")
@click.option("--agency", help="Cơ quan của cán bộ / the officer's agency.")
def add(name: str, role: str, agency: str | None) -> None:
    """Mở tài khoản NAME và in mã truy cập (token) đúng một lần.

    Open an account and print its token, once. The token goes to stdout alone, remarks to stderr.
    """
    token = application().open_account(name, role, agency)
    click.echo(token)
    click.echo(
        f"Mã truy cập của «{name}» chỉ hiện lần này; hãy trao tận tay.\n"
        f"The token of '{name}' is shown this once; hand it over in person.",
        err=True,
    )


@user.command("list")
def list_() -> None:
    """Liệt kê tài khoản.

    List the accounts. Changes nothing.
    """
    rows = [
        (each.name, each.role, each.agency or "–", "✓" if each.active else "–", f"{each.changed_at:%Y-%m-%d %H:%M}Z")
        for each in application().account_book.all()
    ]
    table(rows, ("TÊN/NAME", "VAI TRÒ/ROLE", "CƠ QUAN/AGENCY", "DÙNG/ACTIVE", "LÚC/SINCE"))


@user.command()
@click.argument("name")
def remove(name: str) -> None:
    """Đóng tài khoản NAME; mã truy cập hết hiệu lực trong vài giây.

    Close an account; its token stops working within seconds.
    """
    application().close_account(name)
    say(f"Đã đóng tài khoản «{name}».", f"The account '{name}' is closed.")
