"""`hotline agency deliveries`: what waits by HTTP or webhook, how often it was tried, why it was not taken."""

from __future__ import annotations

import click

from services.kit.commands.console import say, table
from services.kit.web.formats import local_time
from services.routing.commands.agency.means import check_slug, means
from services.routing.usecases.gateway.ports import Waiting

MOST = 200


@click.command()
@click.argument("code")
@click.option("--retry", is_flag=True, help="Gửi lại từ đầu / call again, from the first try on.")
@click.option("--after", default="", help="Từ vị trí này / beyond this position.")
def deliveries(code: str, retry: bool, after: str) -> None:
    """Liệt kê tin chờ cơ quan CODE, số lần gửi và vì sao chưa nhận; --retry gửi lại tin đã thôi gửi.

    List what waits for agency CODE, oldest first, with tries and reasons. --retry sends again what was given up, and
    calls again a receiver that had answered 410.
    """
    check_slug(code)
    found = means()
    connection = found.connect.known(code)
    if retry:
        count = found.connect.resume(code)
        say(f"Sẽ gửi lại {count} tin cho {code}.", f"{count} messages will be sent to {code} again.")
        return
    rows = [_row(each) for each in found.gateway.store.messages.waiting(code, after, MOST)]
    heads = ("ID", "LOẠI/TYPE", "ĐẾN/ARRIVED", "LẦN THỬ/TRIES", "LÝ DO/REASON", "VỊ TRÍ/POSITION")
    table(rows, heads)
    if connection.circuit.failures:
        say(
            f"Hệ thống nhận lỗi {connection.circuit.failures} lần liên tiếp.",
            f"The receiver has failed {connection.circuit.failures} times in a row.",
        )


def _row(each: Waiting) -> tuple[str, ...]:
    why = f"{each.why} (thôi gửi / given up)" if each.given_up else each.why or "–"
    return each.id, each.type, local_time(each.arrived_at), str(each.tries), why, each.position
