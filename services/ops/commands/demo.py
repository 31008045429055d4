"""`hotline demo`: one person on every channel of the running system, each step told with its time."""

from __future__ import annotations

import click

from services.kit.commands.console import say
from services.kit.events.vocabulary import CHANNELS
from services.kit.settings import read
from services.ops.demo import places, story


@click.command()
@click.option("--category", default="ha-tang.giao-thong", show_default=True, help="Lĩnh vực / category of the cases.")
@click.option("--agency", default="so-xay-dung", show_default=True, help="Cơ quan được giao / the agency it goes to.")
@click.option("--within", default=60.0, show_default=True, help="Giây cho mỗi phản ánh / seconds for each case.")
@click.option(
    "--channel",
    "channels",
    multiple=True,
    type=click.Choice(CHANNELS),
    help="Chỉ các kênh này / only these channels; repeatable.",
)
def demo(category: str, agency: str, within: float, channels: tuple[str, ...]) -> None:
    """Chạy thử: một người dân gửi phản ánh qua cả sáu kênh của hệ thống đang chạy.

    One person files on all six channels of the running system: each case is routed, answered by the example agency over
    AMQP, the answer comes back on the channel it came by, is published, tracked and counted. Exit code 1 when a step is
    missing so many seconds after filing. Needs what 'hotline agency' and 'hotline user' need; PUBLIC_URL,
    INTAKE_WEB_URL, INTAKE_HOTLINE_URL, INTAKE_MOBILE_URL, ROUTING_URL, REPORTING_URL, MAIL_URL and LAB_URL (the
    simulated providers) say where the system is, else the ports of 'make up' plus PORT_OFFSET.
    """
    chosen = tuple(dict.fromkeys(channels)) or CHANNELS
    story.play(read(places.from_env), category, agency, within, chosen)
    count = len(chosen)
    say(f"Xong: cả {count} phản ánh đã đi hết đường.", f"Done: all {count} cases went all the way.")
