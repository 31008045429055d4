"""`hotline agency`: give an agency's own system its queue, its user and no more rights than it needs."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlsplit

import click
from environs import Env
from pymongo.errors import PyMongoError

from services.kit.commands import broker_api
from services.kit.commands.console import Exit, Failure, table
from services.kit.commands.parking import depths
from services.kit.events.wire import SLUG_PATTERN
from services.kit.messaging.topology import agency_queue, parked
from services.kit.settings import CommonSettings, common, read
from services.kit.storage.catalog import MongoCatalog
from services.kit.storage.mongo import connect
from services.routing.adapters.broker_admin import BrokerAdmin, Connected
from services.routing.adapters.broker_admin_rights import user_name


@click.group()
def agency() -> None:
    """Kết nối hệ thống của một cơ quan qua AMQP.

    Connect an agency's own system over AMQP. Reads RABBITMQ_API, AMQP_URI and, for the catalogue, MONGO_URI.
    """


@agency.command()
@click.argument("code")
@click.option("--rotate", is_flag=True, help="Đổi mật khẩu / make a new password.")
@click.option("--force", is_flag=True, help="Cả khi cơ quan không có trong danh mục / though not in the catalogue.")
def add(code: str, rotate: bool, force: bool) -> None:
    """Tạo hàng đợi, người dùng và quyền cho cơ quan CODE; in thông tin đăng nhập đúng một lần.

    Create queue, user and rights for agency CODE and print the credentials, once. Safe to repeat. Credentials go to
    stdout as AGENCY=… and AMQP_URI=…, remarks to stderr. AMQP_PUBLIC_URI is the broker's address as agencies see it.
    """
    _check_slug(code)
    if not force:
        _check_catalog(code)
    password = _admin().connect(code, rotate=rotate)
    if password is None:
        _remark(
            f"Cơ quan {code} đã có người dùng; giữ nguyên mật khẩu (đổi bằng --rotate).",
            f"Agency {code} has a user already; its password stays (--rotate changes it).",
        )
        return
    click.echo(f"AGENCY={code}\nAMQP_URI={_uri_for(code, password)}")
    _remark(
        "Mật khẩu chỉ hiện lần này. Gửi cho cơ quan qua đường an toàn; mẫu chương trình: examples/agency.",
        "The password is shown this once. Hand it over by a safe way; a program to copy: examples/agency.",
    )


@agency.command("list")
def list_() -> None:
    """Liệt kê cơ quan đã kết nối: số việc chờ, bị tạm giữ, đang nhận, lần hoạt động cuối.

    List connected agencies: waiting, parked, consumers, idle since.
    """
    rows = [_row(each) for each in _admin().connected()]
    heads = ("CƠ QUAN/AGENCY", "USER", "CHỜ/WAITING", "TẠM GIỮ/PARKED", "ĐANG NHẬN/CONSUMERS", "NGHỈ TỪ/IDLE SINCE")
    table(rows, heads)


@agency.command()
@click.argument("code")
@click.option("--force", is_flag=True, help="Cả khi còn việc chờ / though cases wait there.")
def remove(code: str, force: bool) -> None:
    """Ngắt kết nối cơ quan CODE: xóa người dùng và hàng đợi.

    Disconnect agency CODE: remove its user and queue. Refused while cases wait there, unless --force.
    """
    _check_slug(code)
    admin = _admin()
    waiting = _waiting(code) + admin.unacknowledged(code)
    if waiting and not force:
        raise Failure(
            Exit.WRONG,
            f"Hàng đợi của {code} còn {waiting} tin; --force để xóa luôn.",
            f"{waiting} messages wait in the queue of {code}; --force removes them too.",
        )
    if not admin.disconnect(code):
        raise Failure(Exit.USAGE, f"Cơ quan {code} chưa được kết nối.", f"Agency {code} is not connected.")
    _remark(f"Đã ngắt kết nối {code}.", f"Disconnected {code}.")


def _row(each: Connected) -> tuple[str, ...]:
    user = "✓" if each.has_user else "–"
    return each.agency, user, str(each.waiting), str(each.parked), str(each.consumers), each.idle_since or "–"


def _admin() -> BrokerAdmin:
    return BrokerAdmin(broker_api.from_env())


def _remark(vi: str, en: str) -> None:
    """Say something on stderr: stdout carries credentials only, so that it can go to a file."""
    click.echo(f"{vi}\n{en}", err=True)


def _check_slug(code: str) -> None:
    """Refuse what is no agency slug before it becomes part of a name or a pattern of rights."""
    if "." in code or not re.fullmatch(SLUG_PATTERN, code):
        raise Failure(
            Exit.USAGE,
            f"«{code}» không phải mã cơ quan (chữ thường không dấu, gạch nối).",
            f"'{code}' is no agency code (lower case without diacritics, hyphens).",
        )


def _check_catalog(code: str) -> None:
    """Refuse an agency that is not in the catalogue: no case would ever be routed to it."""
    try:
        known = {each["slug"] for each in _catalog_agencies()}
    except PyMongoError as error:
        raise Failure(
            Exit.AWAY,
            f"Không đọc được danh mục trong MongoDB ({type(error).__name__}); --force để bỏ qua.",
            f"The catalogue in MongoDB cannot be read ({type(error).__name__}); --force does without.",
        ) from None
    if code not in known:
        raise Failure(
            Exit.USAGE,
            f"Danh mục không có cơ quan «{code}» ({len(known)} cơ quan); --force để bỏ qua.",
            f"The catalogue has no agency '{code}' (it has {len(known)}); --force does without.",
        )


def _catalog_agencies() -> list[dict[str, Any]]:
    settings = read(lambda env: CommonSettings(**common(env, "routing")))  # type: ignore[arg-type]
    catalog = MongoCatalog(connect(settings)).current()
    return list(catalog["agencies"]) if catalog else []


def _waiting(code: str) -> int:
    own = agency_queue(code).name
    found = depths(read(lambda env: env.str("AMQP_URI")), (own, parked(own)))
    return sum(ready or 0 for ready in found.values())


def _uri_for(code: str, password: str) -> str:
    """Return the AMQP URI the agency should use."""
    base, vhost = read(_public)
    parts = urlsplit(base)
    place = f"{parts.hostname}:{parts.port}" if parts.port else f"{parts.hostname}"
    return f"{parts.scheme}://{user_name(code)}:{password}@{place}/{quote(vhost, safe='')}"


def _public(env: Env) -> tuple[str, str]:
    internal = env.str("AMQP_URI")
    return env.str("AMQP_PUBLIC_URI", internal), broker_api.vhost_of(internal)
