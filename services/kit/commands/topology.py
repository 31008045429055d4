"""`hotline topology`: make RabbitMQ match the one table of exchanges and queues, or say where it does not."""

from __future__ import annotations

import click

from services.kit.commands.console import Exit, Failure, say, table
from services.kit.messaging import declare
from services.kit.messaging.topology import EXCHANGES, queues
from services.kit.settings import read


@click.group()
def topology() -> None:
    """Khai báo và kiểm tra hàng đợi trên RabbitMQ.

    Declare and check the queues on RabbitMQ. Reads AMQP_URI.
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
def check() -> None:
    """So sánh với RabbitMQ, không thay đổi gì.

    Compare with RabbitMQ without changing anything. Exit code 1 when something is missing or different.
    """
    differences = declare.check(_amqp_uri())
    if differences:
        table([(each.name, each.problem) for each in differences], ("TÊN/NAME", "SAI/WRONG"))
        raise Failure(
            Exit.WRONG,
            f"RabbitMQ khác bảng ở {len(differences)} chỗ; chạy «hotline topology apply».",
            f"RabbitMQ differs from the table in {len(differences)} places; run 'hotline topology apply'.",
        )
    say("RabbitMQ đúng như bảng.", "RabbitMQ is as the table says.")


def _amqp_uri() -> str:
    return read(lambda env: env.str("AMQP_URI"))
