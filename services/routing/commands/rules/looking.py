"""`hotline rules list|show`: which rule sets there are, and what one says."""

from __future__ import annotations

from datetime import datetime

import click

from services.kit.commands.console import table
from services.routing.commands.rules.who import NUMBER, one, rules_of
from services.routing.commands.wired import application
from services.routing.domain.calendar import VIETNAM
from services.routing.domain.rule_editing import differences
from services.routing.domain.rule_set import RuleSet
from services.routing.domain.rule_words import names_of, sentence

STANDINGS = {
    "draft": "dự thảo",
    "simulated": "đã chạy thử",
    "approved": "đã duyệt",
    "scheduled": "chờ đến ngày",
    "active": "đang áp dụng",
    "superseded": "đã thay thế",
    "withdrawn": "đã rút",
}
KINDS = {"added": "+", "removed": "-", "changed": "*", "moved": "↕"}


@click.command("list")
def list_() -> None:
    """Liệt kê các bộ quy tắc.

    List the rule sets, the newest first.
    """
    rows = [
        (
            str(each.rule_set.number),
            f"{STANDINGS[each.standing.value]}/{each.standing.value}",
            since(each.rule_set),
            each.rule_set.made_by.removeprefix("desk:"),
            (each.rule_set.approved_by or "–").removeprefix("desk:"),
            str(len(each.rule_set.content.rules)),
            each.rule_set.note,
        )
        for each in rules_of(application()).find.all()
    ]
    table(
        rows, ("SỐ/NO", "TÌNH TRẠNG/STATE", "TỪ/FROM", "SOẠN/MADE BY", "DUYỆT/APPROVED BY", "QUY TẮC/RULES", "GHI CHÚ")
    )


@click.command()
@NUMBER
def show(number: int) -> None:
    """Cho xem bộ quy tắc NUMBER, khác gì bộ đang áp dụng, và những ai đã làm gì.

    Show a rule set, how it differs from the one in force, and its history. Changes nothing.
    """
    app = application()
    seen = one(rules_of(app), number)
    names = names_of(app.catalogs.known() or {})
    click.secho(f"Bộ quy tắc {number}: {STANDINGS[seen.standing.value]} ({seen.standing.value})", bold=True)
    for rule in seen.rule_set.content.rules:
        click.echo(f"{rule['order']:>5}  {rule['id']}: {sentence(rule, names)}")
    click.echo(f"    –  còn lại: giao {names.agency(seen.rule_set.content.default['agency'])}.")
    if seen.present and seen.present.number != number:
        for each in differences(seen.present.content, seen.rule_set.content):
            click.echo(f"{KINDS[each.kind]} {each.id or 'default'}")
    rows = [(_local(step.at), step.did, step.by, step.note or "") for step in seen.rule_set.history]
    table(rows, ("LÚC/AT", "VIỆC/DID", "AI/BY", "GHI CHÚ/NOTE"))


def since(rule_set: RuleSet) -> str:
    """Return from when the last activation holds."""
    return _local(rule_set.binding[-1].from_at) if rule_set.binding else "–"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
