"""Open an account."""

from __future__ import annotations

import sys

import click

from services.kit.commands.console import say
from services.kit.events.vocabulary import ROLES
from services.routing.commands.user.console import read_secret, show_once, whoever, wired


@click.command()
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(ROLES), help="Vai trò / what the account may do.")
@click.option("--agency", help="Cơ quan của cán bộ / the officer's agency.")
@click.option("--display-name", help="Họ và tên / the person's name.")
@click.option("--email", help="Thư điện tử, để đăng nhập một lần / e-mail, for single sign-on.")
@click.option("--password", "way", flag_value="password", help="In mật khẩu dùng một lần / print a one-time password.")
@click.option("--password-stdin", "way", flag_value="stdin", help="Đọc mật khẩu từ stdin / read a password from stdin.")
@click.option("--token", "way", flag_value="token", default=True, help="In mã truy cập (mặc định) / print a token.")
def add(name: str, role: str, agency: str | None, display_name: str | None, email: str | None, way: str) -> None:
    """Mở tài khoản NAME; in mã truy cập (token) hoặc mật khẩu đúng một lần.

    Open an account and print its token, or a password to be changed at the first sign-in, once. The secret goes to
    stdout alone, remarks to stderr.
    """
    application, signing, _ = wired()
    given = read_secret(sys.stdin) if way == "stdin" else ""
    if given:
        signing.change_password.check(name, given)
    more = {"display_name": display_name, "email": email, "by": whoever()}
    token = application.open_account(name, role, agency, **more, with_token=way == "token")  # type: ignore[arg-type]
    if way == "token":
        show_once(
            token,
            f"Mã truy cập của «{name}» chỉ hiện lần này; hãy trao tận tay.",
            f"The token of '{name}' is shown this once; hand it over in person.",
        )
    elif way == "password":
        show_once(
            signing.change_password.reset(name, whoever()),
            f"Mật khẩu của «{name}» chỉ hiện lần này và phải đổi khi đăng nhập lần đầu; hãy trao tận tay.",
            f"The password of '{name}' is shown this once and must be changed at the first sign-in.",
        )
    else:
        signing.change_password.put(name, given, whoever())
        say(f"Đã mở tài khoản «{name}».", f"The account '{name}' is open.")
