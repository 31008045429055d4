"""`hotline rules approve|activate|withdraw|rollback`: make a rule set the law, or not."""

from __future__ import annotations

import click

from services.kit.commands.console import say
from services.routing.commands.rules.looking import since
from services.routing.commands.rules.making import day_of
from services.routing.commands.rules.who import AS, NUMBER, actor, rules_of, told
from services.routing.commands.wired import application

NOTE = click.option("--note", help="Vì sao / why.")


@click.command()
@NUMBER
@AS
@NOTE
def approve(number: int, name: str, note: str | None) -> None:
    """Duyệt bộ quy tắc NUMBER; người đã soạn không được tự duyệt.

    Approve a simulated rule set; whoever wrote at it may not.
    """
    app = application()
    told(lambda: rules_of(app).approve(number, actor(app, name), note))
    say(f"Đã duyệt bộ quy tắc {number}.", f"Rule set {number} is approved.")


@click.command()
@NUMBER
@AS
@click.option(
    "--from", "day", help="Từ 00:00 ngày / from the beginning of a local day: 2026-12-01; mặc định/default: now."
)
def activate(number: int, name: str, day: str | None) -> None:
    """Áp dụng bộ quy tắc NUMBER từ một ngày, hoặc ngay.

    Put an approved rule set in force, from a day or at once; refused while somebody would have no agency.
    """
    app, begin = application(), day_of(day)
    done = told(lambda: rules_of(app).activate(number, actor(app, name), begin))
    say(f"Bộ quy tắc {number} áp dụng từ {since(done)}.", f"Rule set {number} is in force from {since(done)}.")


@click.command()
@NUMBER
@AS
@NOTE
def withdraw(number: int, name: str, note: str | None) -> None:
    """Rút bộ quy tắc NUMBER chưa áp dụng.

    Withdraw a rule set that is not in force; an activation that was planned does not happen.
    """
    app = application()
    told(lambda: rules_of(app).withdraw(number, actor(app, name), note))
    say(f"Đã rút bộ quy tắc {number}.", f"Rule set {number} is withdrawn.")


@click.command()
@AS
def rollback(name: str) -> None:
    """Quay lại bộ quy tắc trước, ngay lập tức.

    Put the rule set before the present one in force again, at once.
    """
    app = application()
    done = told(lambda: rules_of(app).roll_back(actor(app, name)))
    say(f"Bộ quy tắc {done.number} áp dụng lại từ bây giờ.", f"Rule set {done.number} is in force again.")
