"""`hotline rules`: rule sets as law: drafted, simulated, approved by a second person, active from a day."""

from __future__ import annotations

import click

from services.routing.commands.rules.deciding import activate, approve, rollback, withdraw
from services.routing.commands.rules.explaining import explain
from services.routing.commands.rules.looking import list_, show
from services.routing.commands.rules.making import draft, simulate


@click.group()
def rules() -> None:
    """Bộ quy tắc phân công: dự thảo, chạy thử, duyệt, áp dụng, quay lại.

    Rule sets: draft, simulate, approve, activate, roll back. Reads MONGO_URI.
    """


for command in (list_, show, draft, simulate, approve, activate, withdraw, rollback, explain):
    rules.add_command(command)
