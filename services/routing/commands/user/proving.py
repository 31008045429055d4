"""How somebody proves who they are: passwords, tokens, the second factor, sessions."""

from __future__ import annotations

import sys

import click

from services.kit.commands.console import say
from services.routing.commands.user.console import read_secret, show_once, whoever, wired


@click.command()
@click.argument("name")
@click.option("--stdin", "given", is_flag=True, help="Đọc mật khẩu từ stdin / read the password from stdin.")
def password(name: str, given: bool) -> None:
    """Đặt lại mật khẩu của NAME và in đúng một lần; phải đổi khi đăng nhập lần đầu.

    Give an account a new password and print it, once; it must be changed at the first sign-in. With --stdin the
    person's own choice is read instead and stays. All sessions end.
    """
    _, signing, _ = wired()
    if given:
        signing.change_password.put(name, read_secret(sys.stdin), whoever())
        say(f"Đã đặt mật khẩu của «{name}».", f"The password of '{name}' is set.")
        return
    show_once(
        signing.change_password.reset(name, whoever()),
        f"Mật khẩu của «{name}» chỉ hiện lần này và phải đổi khi đăng nhập lần đầu; hãy trao tận tay.",
        f"The password of '{name}' is shown this once and must be changed at the first sign-in.",
    )


@click.command()
@click.argument("name")
def token(name: str) -> None:
    """Cấp mã truy cập mới cho NAME và in đúng một lần; mã cũ hết hiệu lực trong vài giây.

    Give an account a new token and print it, once; the old one stops working within seconds.
    """
    _, _, accounts = wired()
    show_once(
        accounts.renew_token(name, whoever()),
        f"Mã truy cập mới của «{name}» chỉ hiện lần này; hãy trao tận tay.",
        f"The new token of '{name}' is shown this once; hand it over in person.",
    )


@click.command("totp-reset")
@click.argument("name")
def totp_reset(name: str) -> None:
    """Bỏ mã xác nhận của NAME (mất điện thoại); hãy chắc chắn đúng là người đó.

    Forget an account's second factor, because the telephone is lost. Make sure that it is they who ask.
    """
    _, signing, _ = wired()
    signing.change_password.reset_second_factor(name, whoever())
    say(f"Đã bỏ mã xác nhận của «{name}».", f"The second factor of '{name}' is forgotten.")


@click.command("sso-forget")
@click.argument("name")
def sso_forget(name: str) -> None:
    """Gỡ nối NAME với đăng nhập một lần của tỉnh; lần đăng nhập sau nối lại theo thư đã xác minh.

    Forget whom the province's single sign-on knows as NAME; the next sign-in binds anew by the verified e-mail.
    """
    _, signing, _ = wired()
    signing.forget_subject(name, whoever())
    say(f"Đã gỡ nối «{name}».", f"'{name}' is unbound.")


@click.command("sign-out")
@click.argument("name")
def sign_out(name: str) -> None:
    """Kết thúc mọi phiên của NAME ngay.

    End all sessions of an account at once.
    """
    _, _, accounts = wired()
    accounts.end_sessions(name, whoever())
    say(f"Đã kết thúc mọi phiên của «{name}».", f"All sessions of '{name}' are ended.")
