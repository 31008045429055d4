"""`hotline rules`: try the routing rules in force."""

from __future__ import annotations

from datetime import datetime

import click

from services.kit.clock import SystemClock
from services.kit.commands.console import Exit, Failure
from services.kit.events.vocabulary import CHANNELS, KINDS, URGENCIES
from services.routing.commands.wired import application
from services.routing.domain.calendar import VIETNAM
from services.routing.domain.rules import Facts


@click.group()
def rules() -> None:
    """Thử quy tắc phân công.

    Try the routing rules. Reads MONGO_URI.
    """


@rules.command()
@click.option("--category", help="Lĩnh vực / category slug.")
@click.option("--area", help="Mã xã, phường / code of a commune or ward.")
@click.option("--channel", default="web", show_default=True, type=click.Choice(CHANNELS), help="Kênh / channel.")
@click.option("--urgency", default="normal", show_default=True, type=click.Choice(URGENCIES), help="Mức độ / urgency.")
@click.option("--kind", default="report", show_default=True, type=click.Choice(KINDS), help="Loại / kind.")
@click.option("--at", help="Lúc nhận / when received, local: 2026-11-23T16:30; mặc định/default: now.")
def explain(category: str | None, area: str | None, channel: str, urgency: str, kind: str, at: str | None) -> None:
    """Cho biết ai sẽ trả lời một phản ánh như vậy, vì sao và đến bao giờ.

    Say who would answer such a case, why, and by when. Changes nothing.
    """
    moment = _moment(at)
    facts = Facts(category=category, area=area, channel=channel, urgency=urgency, kind=kind, received_at=moment)
    decision, deadline = application().explain_routing(facts, moment)
    click.secho(f"{decision.agency.name} ({decision.agency.slug}), quy tắc/rule: {decision.rule}", bold=True)
    for sentence in decision.trace:
        click.echo(f"  {sentence}")
    click.echo(deadline.reason_vi)
    click.secho(deadline.reason_en, dim=True)


def _moment(at: str | None) -> datetime:
    if at is None:
        return SystemClock().now()
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise Failure(Exit.USAGE, f"Không đọc được thời điểm «{at}».", f"'{at}' is not a moment.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
