"""`hotline agency list`: who is connected how, what waits, and who is not there."""

from __future__ import annotations

from datetime import datetime

import click

from services.kit.commands.console import table
from services.kit.web.formats import local_time
from services.routing.adapters.broker_admin import Connected
from services.routing.commands.agency.means import Means, means
from services.routing.domain.gateway.connection import AMQP, Connection
from services.routing.domain.gateway.presence import Presence
from services.routing.usecases.gateway.ports import Heap

HEADS = (
    *("CƠ QUAN/AGENCY", "CÁCH/DELIVERY", "CHỜ/WAITING", "TẠM GIỮ/PARKED", "TRỄ/LAG", "ĐANG NHẬN/CONSUMERS"),
    *("THẤY LẦN CUỐI/LAST SEEN", "TÌNH TRẠNG/STATE"),
)


@click.command("list")
def list_() -> None:
    """Liệt kê cơ quan đã kết nối: cách nhận, số tin chờ, bị tạm giữ, tin cũ nhất chờ bao lâu, ai vắng mặt.

    List connected agencies: way, waiting, parked, age of the oldest message, consumers, last seen, state. For AMQP the
    lag is how long nothing has been fetched although something waits, as routing has watched it.
    """
    found = means()
    now = found.app.clock.now()
    presences = {each.agency: each for each in found.gateway.store.presences.all()}
    lines = {**_kept_here(found, presences, now), **_queues(found, presences, now)}
    table([lines[agency] for agency in sorted(lines)], HEADS)


def _queues(found: Means, presences: dict[str, Presence], now: datetime) -> dict[str, tuple[str, ...]]:
    return {each.agency: _of_queue(each, presences.get(each.agency), now) for each in found.admin.connected()}


def _of_queue(each: Connected, presence: Presence | None, now: datetime) -> tuple[str, ...]:
    since = presence.idle_since if presence and each.waiting else None
    state = _state(presence) if each.has_user else "không có người dùng / no user"
    return (
        *(each.agency, AMQP, str(each.waiting), str(each.parked), _age(since, now), str(each.consumers)),
        *(_seen(presence), state),
    )


def _kept_here(found: Means, presences: dict[str, Presence], now: datetime) -> dict[str, tuple[str, ...]]:
    heaps = found.gateway.store.messages.heaps()
    lines: dict[str, tuple[str, ...]] = {}
    for each in found.gateway.store.connections.all():
        heap, presence = heaps.get(each.agency, Heap()), presences.get(each.agency)
        lines[each.agency] = (
            *(each.agency, each.delivery, str(heap.waiting), str(heap.given_up), _age(heap.oldest_at, now), "–"),
            *(_seen(presence, each), "410" if each.circuit.disabled_at else _state(presence)),
        )
    return lines


def _state(presence: Presence | None) -> str:
    if presence is None:
        return "–"
    return "✓" if presence.online else "vắng / offline"


def _seen(presence: Presence | None, connection: Connection | None = None) -> str:
    known = (presence.last_seen_at if presence else None, connection.seen_at if connection else None)
    latest = max((each for each in known if each), default=None)
    return local_time(latest) if latest else "–"


def _age(since: datetime | None, now: datetime) -> str:
    if since is None:
        return "–"
    minutes = int((now - since).total_seconds() // 60)
    return f"{minutes // 60}:{minutes % 60:02d}"
