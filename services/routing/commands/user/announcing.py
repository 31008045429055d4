"""Announce accounts to services that are new."""

from __future__ import annotations

import click

from services.kit.commands.console import say
from services.routing.commands.user.console import whoever, wired


@click.command()
def announce() -> None:
    """Báo lại mọi tài khoản cho các dịch vụ khác.

    Tell other services of every account once more: after an upgrade by which one more of them needs to know them.
    """
    _, _, accounts = wired()
    count = accounts.announce(whoever())
    say(f"Đã báo {count} tài khoản.", f"{count} accounts are announced.")
