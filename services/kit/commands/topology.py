"""`hotline topology`: make RabbitMQ match the tables of queues and of rights, or say where it does not."""

from __future__ import annotations

from collections.abc import Sequence

import click
from environs import Env
from marshmallow.validate import Length

from services.kit.commands import broker_api
from services.kit.commands.broker_users import BrokerUsers
from services.kit.commands.console import Exit, Failure, say, table
from services.kit.messaging import declare
from services.kit.messaging.declare import Difference
from services.kit.messaging.rights import MONITOR, MONITORING, RIGHTS, Rights
from services.kit.messaging.topology import EXCHANGES, queues
from services.kit.settings import read


@click.group()
def topology() -> None:
    """Khai báo và kiểm tra hàng đợi, tài khoản của các dịch vụ trên RabbitMQ.

    Declare and check the queues and the services' users on RabbitMQ. Reads AMQP_URI; for users RABBITMQ_API too.
    """


@topology.command()
def apply() -> None:
    """Khai báo mọi hàng đợi; chạy lại bao nhiêu lần cũng được.

    Declare every exchange and queue; safe to repeat.
    """
    declare.apply(_amqp_uri())
    size = len(EXCHANGES), len(queues())
    say(f"Đã khai báo {size[0]} exchange và {size[1]} hàng đợi.", f"Declared {size[0]} exchanges and {size[1]} queues.")


@topology.command()
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ sửa gì / only say what would be changed.")
def users(dry_run: bool) -> None:
    """Tạo tài khoản RabbitMQ cho từng dịch vụ, chỉ với quyền cần thiết; chạy lại bao nhiêu lần cũng được.

    Make each service's RabbitMQ user, with the rights it needs and no others; safe to repeat. Passwords come from
    BROKER_PASSWORD_RELAY, BROKER_PASSWORD_INTAKE and so on, and are set anew each time; open connections stay.
    BROKER_PASSWORD_MONITOR makes one more, which may only look. BROKER_USER_PREFIX goes before the users' names where
    several systems share a broker.
    """
    passwords = read(_passwords)
    found = _users()
    if dry_run:
        _show(found.differences())
        say(f"Chỉ xem thử; {len(passwords)} tài khoản.", f"Dry run; {len(passwords)} users.")
        return
    found.put(passwords)
    say(f"Đã đặt {len(passwords)} tài khoản và quyền.", f"Set {len(passwords)} users and their rights.")


@topology.command()
def check() -> None:
    """So sánh với RabbitMQ, không thay đổi gì.

    Compare with RabbitMQ without changing anything; users and rights too where RABBITMQ_API is set. Exit code 1 when
    something is missing or different.
    """
    differences = declare.check(_amqp_uri())
    if read(lambda env: env.str("RABBITMQ_API", "")):
        differences += _users().differences()
    if differences:
        _show(differences)
        raise Failure(
            Exit.WRONG,
            f"RabbitMQ khác bảng ở {len(differences)} chỗ; chạy «hotline topology apply», «hotline topology users».",
            f"RabbitMQ differs from the tables in {len(differences)} places; "
            "run 'hotline topology apply', 'hotline topology users'.",
        )
    say("RabbitMQ đúng như bảng.", "RabbitMQ is as the tables say.")


def _users() -> BrokerUsers:
    prefix, rights = read(lambda env: (env.str("BROKER_USER_PREFIX", ""), _rights(env)))
    return BrokerUsers(broker_api.from_env(), prefix, rights)


def _rights(env: Env) -> dict[str, Rights]:
    """Whoever watches no agencies needs no user that looks at queues."""
    return {**RIGHTS, MONITOR: MONITORING} if env.str("BROKER_PASSWORD_MONITOR", "") else RIGHTS


def _passwords(env: Env) -> dict[str, str]:
    """Read all of them before anything is changed."""
    return {service: env.str(f"BROKER_PASSWORD_{service.upper()}", validate=Length(min=1)) for service in _rights(env)}


def _show(differences: Sequence[Difference]) -> None:
    if differences:
        table([(each.name, each.problem) for each in differences], ("TÊN/NAME", "SAI/WRONG"))


def _amqp_uri() -> str:
    return read(lambda env: env.str("AMQP_URI"))
