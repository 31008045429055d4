"""`hotline agency add` and `rotate`: a connection, and credentials that are shown once."""

from __future__ import annotations

from datetime import timedelta

import click

from services.kit.commands.console import Exit, Failure
from services.routing.commands.agency.means import (
    DELIVERIES,
    Means,
    check_slug,
    credentials,
    days,
    means,
    not_connected,
    remark,
)
from services.routing.domain.gateway.connection import AMQP
from services.routing.usecases.gateway.connect_agency import Shown


@click.command()
@click.argument("code")
@click.option("--delivery", type=click.Choice(DELIVERIES), default=AMQP, show_default=True)
@click.option("--url", help="Địa chỉ nhận webhook / where the webhook is called: https://…")
@click.option("--rotate", "renew", is_flag=True, help="Đổi cả mật khẩu / make new credentials too.")
@click.option("--force", is_flag=True, help="Cả khi cơ quan không có trong danh mục / though not in the catalogue.")
def add(code: str, delivery: str, url: str | None, renew: bool, force: bool) -> None:
    """Kết nối cơ quan CODE; in thông tin đăng nhập đúng một lần.

    Connect agency CODE and print its credentials, once. Safe to repeat. Credentials go to stdout as NAME=value lines,
    remarks to stderr. Changing the way of delivery is refused while messages wait on the old one.
    """
    check_slug(code)
    found = means()
    if not force:
        _check_catalog(code, found)
    show(code, delivery, connected(found, code, delivery, url, renew))


@click.command()
@click.argument("code")
@click.option("--grace", default="7d", callback=days, help="Khóa cũ còn dùng được bao lâu / how long old keys work.")
def rotate(code: str, grace: timedelta) -> None:
    """Đổi thông tin đăng nhập của cơ quan CODE.

    Make new credentials for agency CODE. HTTP keys and webhook secrets in force go on working for the time of grace;
    RabbitMQ knows one password per user, so with AMQP what is connected stays connected and the next login needs the
    new one.
    """
    check_slug(code)
    found = means()
    delivery = found.delivery(code)
    if delivery is None:
        raise not_connected(code)
    show(code, delivery, renewed(found, code, delivery, grace))


def connected(found: Means, code: str, delivery: str, url: str | None, renew: bool) -> dict[str, str]:
    """Connect an agency on both sides, and return what is to be shown."""
    before = found.delivery(code)
    if before == AMQP and delivery != AMQP:
        _queue_is_empty(found, code)
    # First what must not be missed: from here on messages are kept, or the queue is there.
    password = found.admin.connect(code, rotate=renew) if delivery == AMQP else None
    shown = found.connect.add(code, delivery, url)
    if before == AMQP and delivery != AMQP:
        found.admin.disconnect(code)
    if renew and not shown.key:
        shown = found.connect.renew(code, timedelta())
    return credentials(code, delivery, password, shown if delivery != AMQP else Shown())


def renewed(found: Means, code: str, delivery: str, grace: timedelta) -> dict[str, str]:
    """Return new credentials for the way an agency is connected."""
    if delivery == AMQP:
        return credentials(code, delivery, found.admin.connect(code, rotate=True), Shown())
    return credentials(code, delivery, None, found.connect.renew(code, grace))


def show(code: str, delivery: str, made: dict[str, str]) -> None:
    """Print credentials, or say that there is nothing new."""
    if len(made) == 2:
        remark(
            f"Cơ quan {code} đã kết nối ({delivery}); thông tin đăng nhập giữ nguyên (đổi: hotline agency rotate).",
            f"Agency {code} is connected ({delivery}); its credentials stay (hotline agency rotate changes them).",
        )
        return
    click.echo("\n".join(f"{name}={value}" for name, value in made.items()))
    remark(
        "Chỉ hiện lần này. Gửi cho cơ quan qua đường an toàn; bộ tài liệu kèm theo: hotline agency kit.",
        "Shown this once. Hand it over by a safe way; what else the agency needs: hotline agency kit.",
    )


def _check_catalog(code: str, found: Means) -> None:
    """Refuse an agency that is not in the catalogue: no case would ever be routed to it."""
    known = found.names()
    if code not in known:
        raise Failure(
            Exit.USAGE,
            f"Danh mục không có cơ quan «{code}» ({len(known)} cơ quan); --force để bỏ qua.",
            f"The catalogue has no agency '{code}' (it has {len(known)}); --force does without.",
        )


def _queue_is_empty(found: Means, code: str) -> None:
    waiting = found.in_queue(code)
    if waiting:
        raise Failure(
            Exit.WRONG,
            f"Hàng đợi AMQP của {code} còn {waiting} tin; để cơ quan nhận hết rồi đổi.",
            f"{waiting} messages wait in the AMQP queue of {code}; let the agency fetch them first.",
        )
