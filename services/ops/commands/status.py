"""`hotline status`: one look at processes, queues, outboxes and parked events."""

from __future__ import annotations

from dataclasses import replace

import click
from environs import Env

from services.kit.commands import broker_api
from services.kit.commands.console import Exit, Failure, say, table
from services.kit.settings import CommonSettings, common, read
from services.kit.storage.mongo import connect
from services.ops.state import PROCESSES, Life, QueueState, life_of, outbox_size, queues

OUTBOXES = ("intake", "routing", "notify", "publish")


@click.command()
@click.option(
    "--process",
    "processes",
    multiple=True,
    metavar="NAME=HOST:PORT",
    help="Tiến trình và cổng quản trị / a process and its admin port; repeatable, or by commas in STATUS_PROCESSES.",
)
def status(processes: tuple[str, ...]) -> None:
    """Xem tình trạng tiến trình, hàng đợi, sự kiện chờ gửi và bị tạm giữ.

    Show the state of processes, queues, outboxes and parked events. Exit code 0 when all is well, 1 when a process is
    not ready or events are parked, 3 when a process or a server is away. Reads RABBITMQ_API, AMQP_URI and MONGO_URI.
    """
    lives = [life_of(name, address) for name, address in _addresses(processes).items()]
    table(
        [(life.process, life.address, _words(life)) for life in lives],
        ("TIẾN TRÌNH/PROCESS", "ADMIN", "SẴN SÀNG/READY"),
    )
    click.echo()
    states = list(queues(broker_api.from_env()))
    rows = [(q.name, str(q.waiting), str(q.consumers), str(q.parked)) for q in states]
    table(rows, ("HÀNG ĐỢI/QUEUE", "CHỜ/WAITING", "ĐANG NHẬN/CONSUMERS", "TẠM GIỮ/PARKED"))
    click.echo()
    table([(name, str(size)) for name, size in _outboxes().items()], ("OUTBOX", "CHỜ GỬI/TO SEND"))
    _conclude(lives, states)


def _conclude(lives: list[Life], states: list[QueueState]) -> None:
    unready = [life.process for life in lives if life.problems]
    held = sum(state.parked for state in states)
    if unready or held:
        away = any(life.away for life in lives)
        raise Failure(
            Exit.AWAY if away else Exit.WRONG,
            f"Chưa sẵn sàng: {', '.join(unready) or 'không có'}; bị tạm giữ: {held}.",
            f"Not ready: {', '.join(unready) or 'none'}; parked: {held}.",
        )
    say("Mọi thứ đều tốt.", "All is well.")


def _words(life: Life) -> str:
    return "; ".join(f"{name}: {problem}" for name, problem in life.problems.items()) or "✓"


def _addresses(options: tuple[str, ...]) -> dict[str, str]:
    """Return host:port by process: from the options, else from the environment, else as `make up` starts them."""
    given = options or tuple(read(lambda env: env.list("STATUS_PROCESSES", [])))
    if not given:
        offset = read(lambda env: env.int("PORT_OFFSET", 0))
        return {name: f"127.0.0.1:{port + offset}" for name, port in PROCESSES.items()}
    if not all("=" in each for each in given):
        raise click.BadParameter("NAME=HOST:PORT")
    return dict(each.split("=", 1) for each in given)


def _outboxes() -> dict[str, int]:
    settings = read(lambda env: CommonSettings(**common(env, "ops")))  # type: ignore[arg-type]
    prefix = read(_prefix)
    databases = {name: connect(replace(settings, database=prefix + name)) for name in OUTBOXES}
    return {name: outbox_size(database) for name, database in databases.items()}


def _prefix(env: Env) -> str:
    return env.str("DATABASE_PREFIX", "")
