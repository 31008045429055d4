"""`hotline demo`: two cases through the running system, each step told with its time."""

from __future__ import annotations

import click

from services.kit.commands.console import say
from services.kit.settings import read
from services.ops.demo import places, story


@click.command()
@click.option("--category", default="ha-tang.giao-thong", show_default=True, help="Lĩnh vực / category of both cases.")
@click.option("--agency", default="so-xay-dung", show_default=True, help="Cơ quan được giao / the agency it goes to.")
@click.option("--within", default=30.0, show_default=True, help="Giây cho mỗi phản ánh / seconds for each case.")
def demo(category: str, agency: str, within: float) -> None:
    """Chạy thử hai phản ánh, một qua web, một qua điện thoại, trên hệ thống đang chạy.

    Take two cases, one by web and one by telephone, through the running system: routed, answered by the example agency
    over AMQP, mailed, published, tracked, counted. Exit code 1 when a step is missing so
    many seconds after filing. Needs what
    'hotline agency' and 'hotline user' need; PUBLIC_URL, INTAKE_WEB_URL, INTAKE_HOTLINE_URL, REPORTING_URL and MAIL_URL
    say where the system is, else the ports of 'make up' plus PORT_OFFSET.
    """
    story.play(read(places.from_env), category, agency, within)
    say("Xong: cả hai phản ánh đã đi hết đường.", "Done: both cases went all the way.")
