"""`hotline zalo`: whether notify may speak for the Official Account, and how to let it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click
from environs import Env

from services.kit.clock import SystemClock
from services.kit.commands.console import say
from services.kit.settings import CommonSettings, common, read
from services.kit.storage.mongo import connect
from services.notify.adapters.token_store import Stored, TokenStore
from services.notify.wiring.zalo import PROVIDER

#: Shorter than any token of Zalo's: what else somebody may have pasted.
SHORTEST = 16


@click.group()
def zalo() -> None:
    """Uỷ quyền cho Zalo OA, xem tình trạng mã truy cập.

    Authorise the Zalo OA, look at the state of its tokens. Reads MONGO_URI.
    """


@zalo.command()
def authorize() -> None:
    """Lưu refresh token mới, nhập từ bàn phím hoặc stdin.

    Store a new refresh token, from the keyboard or from stdin, never from the command line, where others would see it.
    Notify fetches an access token with it within half a minute.
    """
    token = click.prompt("Refresh token", hide_input=True, err=True).strip()
    if len(token) < SHORTEST or not token.isprintable() or " " in token:
        raise click.UsageError("không phải refresh token / not a refresh token")
    with _store() as store:
        store.authorise(token)
    say(
        "Đã lưu. Kiểm tra sau nửa phút bằng: hotline zalo status",
        "Stored. Check in half a minute: hotline zalo status",
    )


@zalo.command()
def status() -> None:
    """Xem tình trạng, không in mã bí mật; mã thoát 1 khi cần uỷ quyền lại.

    Show the state, without secrets. Changes nothing. Exit code 1 when the OA must be authorised anew.
    """
    with _store() as store:
        stored = store.load()
    if stored is None:
        say("Chưa uỷ quyền. Chạy: hotline zalo authorize", "Never authorised. Run: hotline zalo authorize")
        raise SystemExit(1)
    _show(stored, SystemClock().now())
    if stored.lost:
        raise SystemExit(1)


def _show(stored: Stored, now: datetime) -> None:
    fetched = bool(stored.pair.access)
    click.echo(f"version: {stored.version}")
    click.echo(f"obtained_at: {stored.pair.obtained_at.isoformat() if fetched else '-'}")
    click.echo(f"expires_at: {stored.pair.expires_at.isoformat() if fetched else '-'}")
    click.echo(f"refreshing_since: {stored.refreshing_since.isoformat() if stored.refreshing_since else '-'}")
    click.echo(f"trouble: {stored.trouble or '-'}")
    if stored.lost:
        say(
            "Refresh token đã mất hiệu lực. Uỷ quyền lại trong trang quản trị Zalo rồi chạy: hotline zalo authorize",
            "The refresh token is of no use any more. Authorise anew at Zalo, then run: hotline zalo authorize",
        )
    elif fetched and now < stored.pair.expires_at:
        say("Mã truy cập còn hiệu lực.", "The access token is valid.")
    else:
        say("Chưa có mã truy cập còn hiệu lực.", "There is no valid access token yet.")


@contextmanager
def _store() -> Iterator[TokenStore]:
    """The tokens of the database the environment names."""
    database = connect(read(_settings))
    try:
        yield TokenStore(database, PROVIDER)
    finally:
        database.client.close()


def _settings(env: Env) -> CommonSettings:
    return CommonSettings(**common(env, "notify"))  # type: ignore[arg-type]
