"""`hotline ledger`: keys that sign the days of the public ledger."""

from __future__ import annotations

import click

from services.kit.commands.console import say
from services.publish.adapters.ed25519 import new_key


@click.group()
def ledger() -> None:
    """Khoá ký Sổ công khai.

    Keys that sign the public ledger.
    """


@ledger.command()
def key() -> None:
    """Tạo một cặp khoá Ed25519 mới; khoá bí mật chỉ hiện một lần.

    Make a new pair of keys (Ed25519). The private one is shown once and kept nowhere.
    """
    private, public = new_key()
    click.echo(f"LEDGER_KEY={private}")
    say(f"Khoá công khai: {public}", f"Public key: {public}")
    say(
        "Giữ kín LEDGER_KEY; in khoá công khai ở nơi khác, chẳng hạn trên báo. "
        "Thay khoá: đặt LEDGER_KEY=mới,cũ trong vài ngày để khoá cũ ký xác nhận khoá mới, rồi bỏ khoá cũ.",
        "Keep LEDGER_KEY secret; print the public key elsewhere. To change keys, set LEDGER_KEY=new,old "
        "for some days, so that the old one vouches for the new one; then leave the old one out.",
    )
