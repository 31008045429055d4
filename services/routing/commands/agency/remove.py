"""`hotline agency remove`: end a connection."""

from __future__ import annotations

import click

from services.kit.commands.console import Exit, Failure
from services.routing.commands.agency.means import check_slug, means, not_connected, remark


@click.command()
@click.argument("code")
@click.option("--force", is_flag=True, help="Cả khi còn việc chờ / though messages wait there.")
def remove(code: str, force: bool) -> None:
    """Ngắt kết nối cơ quan CODE: xóa người dùng, khóa, hàng đợi.

    Disconnect agency CODE: its user, keys and queue are removed. Refused while messages wait there, unless --force.
    The cases themselves stay, at the desk.
    """
    check_slug(code)
    found = means()
    heap = found.gateway.store.messages.heaps().get(code)
    waiting = found.in_queue(code) + (heap.waiting if heap else 0)
    if waiting and not force:
        raise Failure(
            Exit.WRONG,
            f"Còn {waiting} tin chờ {code}; --force để xóa luôn.",
            f"{waiting} messages wait for {code}; --force removes them too.",
        )
    # Both sides, whatever is found on the first.
    ended = (found.admin.disconnect(code), found.connect.remove(code, force=True))
    if not any(ended):
        raise not_connected(code)
    found.gateway.store.presences.remove(code)
    remark(f"Đã ngắt kết nối {code}.", f"Disconnected {code}.")
