"""`hotline rules explain`: try the routing rules."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from services.kit.clock import SystemClock
from services.kit.commands.console import Exit, Failure
from services.kit.events.vocabulary import CHANNELS, KINDS, URGENCIES
from services.routing.commands.wired import application
from services.routing.domain.calendar import VIETNAM
from services.routing.domain.rules import Facts


@click.command()
@click.option("--category", help="Lĩnh vực / category slug.")
@click.option("--area", help="Mã xã, phường / code of a commune or ward.")
@click.option("--channel", default="web", show_default=True, type=click.Choice(CHANNELS), help="Kênh / channel.")
@click.option("--urgency", default="normal", show_default=True, type=click.Choice(URGENCIES), help="Mức độ / urgency.")
@click.option("--kind", default="report", show_default=True, type=click.Choice(KINDS), help="Loại / kind.")
@click.option("--at", help="Lúc nhận / when received, local: 2026-11-23T16:30; mặc định/default: now.")
@click.option("--answer", multiple=True, help="Câu trả lời / answer: question=choice; nhiều lần được/repeatable.")
@click.option("--set", "number", type=int, help="Theo bộ quy tắc / by a rule set; mặc định/default: in force.")
def explain(at: str | None, answer: tuple[str, ...], number: int | None, **about: Any) -> None:
    """Cho biết ai sẽ trả lời một phản ánh như vậy, vì sao và đến bao giờ.

    Say who would answer such a case, why, and by when. Changes nothing.
    """
    moment = _moment(at)
    given = dict(each.partition("=")[::2] for each in answer)
    facts = Facts(**about, received_at=moment, answers=given)
    decision, deadline = application().explain_routing(facts, moment, number)
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
