"""`hotline parked`: events that could not be handled wait for a person; look, try again, or drop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import click
import orjson

from services.kit.commands import broker_api, parking
from services.kit.commands.console import Exit, Failure, say, table
from services.kit.commands.parking import Parked, Visit
from services.kit.messaging.topology import CONSUMERS
from services.kit.messaging.topology import parked as parked_name
from services.kit.settings import read

#: Fields of events that may name a citizen, or let somebody track a case.
PERSONAL = frozenset(
    {
        *("contact", "name", "sender", "recipient", "pin", "token_sha256"),
        *("title", "subject", "text", "text_sha256", "address", "place", "answer", "reason", "attachments"),
    }
)
HIDDEN = "…"
AGENCIES = "agency."

_queue = click.argument("queue")
_ids = click.option("--id", "ids", multiple=True, help="Chỉ sự kiện này / only this message id; repeatable.")
_dry_run = click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ làm gì / only say what would be done.")


@click.group()
def parked() -> None:
    """Xem và xử lý sự kiện bị tạm giữ trong <hàng đợi>.parked.

    Look at events parked in <queue>.parked and settle them. Reads AMQP_URI.
    """


@parked.command("list")
@click.argument("queue", required=False)
def list_(queue: str | None) -> None:
    """Đếm sự kiện bị tạm giữ, hoặc liệt kê của một hàng đợi.

    Count what is parked beside each queue, or list what is parked beside QUEUE. Changes nothing. The agencies' queues
    (agency.CODE) are counted too where RABBITMQ_API is set.
    """
    if queue is None:
        depths = parking.depths(_amqp_uri(), [parked_name(name) for name in (*CONSUMERS, *_agencies())])
        table([(name, "–" if n is None else str(n)) for name, n in depths.items()], ("HÀNG ĐỢI/QUEUE", "SỐ/COUNT"))
        return
    with parking.visit(_amqp_uri(), queue) as visit:
        rows = [(m.id, m.routing_key, m.reason, str(m.attempts), m.parked_at) for m in visit.messages()]
    table(rows, ("ID", "KHÓA/KEY", "LÝ DO/REASON", "LẦN THỬ/ATTEMPTS", "LÚC/AT"))


@parked.command()
@_queue
@_ids
@click.option("--full", is_flag=True, help="Cả dữ liệu cá nhân / personal data too.")
def show(queue: str, ids: tuple[str, ...], full: bool) -> None:
    """In nội dung sự kiện; dữ liệu cá nhân được che nếu không có --full.

    Print parked events; personal data is hidden without --full. Changes nothing.
    """
    with parking.visit(_amqp_uri(), queue) as visit:
        for message in _chosen(visit, ids):
            click.secho(f"{message.id} {message.routing_key} [{message.reason}]", bold=True)
            click.echo(readable(message.body, full=full))


@parked.command()
@_queue
@_ids
@_dry_run
def replay(queue: str, ids: tuple[str, ...], dry_run: bool) -> None:
    """Đưa sự kiện trở lại hàng đợi để xử lý lại từ đầu.

    Send parked events back to their queue for another try; each leaves the parking queue only once it is safe there.
    """
    _settle(queue, ids, dry_run, Visit.replay, ("Đưa lại", "Replayed"))


@parked.command()
@_queue
@_ids
@_dry_run
@click.option("--yes", is_flag=True, help="Không hỏi lại / do not ask.")
def drop(queue: str, ids: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """Bỏ hẳn sự kiện bị tạm giữ.

    Drop parked events for good.
    """
    if not (yes or dry_run):
        which = ", ".join(ids) or "tất cả / all"
        click.confirm(f"Bỏ hẳn / drop for good: {queue}.parked, {which}?", abort=True)
    _settle(queue, ids, dry_run, Visit.drop, ("Bỏ", "Dropped"))


def readable(body: bytes, *, full: bool) -> str:
    """Return an event as indented JSON; what may name a citizen is hidden unless `full`.

    What is not a JSON object cannot be searched for personal data, so only its size is told.
    """
    try:
        raw = orjson.loads(body)
    except orjson.JSONDecodeError:
        raw = None
    if full:
        return body.decode(errors="replace") if raw is None else _indented(raw)
    if not isinstance(raw, dict) or not isinstance(raw.get("data"), dict):
        return f"({len(body)} byte, không phải sự kiện / not an event; --full)"
    data = {name: HIDDEN if name in PERSONAL and value else value for name, value in raw["data"].items()}
    return _indented({**raw, "data": data})


def _indented(raw: Any) -> str:
    return orjson.dumps(raw, option=orjson.OPT_INDENT_2).decode()


def _settle(
    queue: str,
    ids: tuple[str, ...],
    dry_run: bool,
    settle: Callable[[Visit, Parked], None],
    done: tuple[str, str],
) -> None:
    count = 0
    with parking.visit(_amqp_uri(), queue) as visit:
        for message in _chosen(visit, ids):
            if not dry_run:
                settle(visit, message)
            count += 1
            click.echo(f"{message.id} {message.routing_key} [{message.reason}]")
    suffix = (" (chỉ xem thử)", " (dry run)") if dry_run else ("", "")
    say(f"{done[0]} {count} sự kiện{suffix[0]}.", f"{done[1]} {count} events{suffix[1]}.")


def _chosen(visit: Visit, ids: tuple[str, ...]) -> Iterator[Parked]:
    """Yield the parked messages that were asked for; all of them when none was named."""
    missing = set(ids)
    for message in visit.messages():
        if not ids or message.id in ids:
            missing.discard(message.id)
            yield message
    if missing:
        named = ", ".join(sorted(missing))
        raise Failure(Exit.USAGE, f"Không thấy sự kiện: {named}.", f"No such parked event: {named}.")


def _agencies() -> list[str]:
    """Return the agencies' queues: only the management API can list what no table names."""
    if not read(lambda env: env.str("RABBITMQ_API", "")):
        return []
    api = broker_api.from_env()
    names = sorted(queue["name"] for queue in api.get("queues", api.vhost) or [])
    return [name for name in names if name.startswith(AGENCIES) and not name.endswith(parked_name(""))]


def _amqp_uri() -> str:
    return read(lambda env: env.str("AMQP_URI"))
