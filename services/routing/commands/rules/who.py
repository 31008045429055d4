"""Who acts at the console: an account of the desk, so that four eyes are four eyes wherever they look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from services.kit.commands.console import Exit, Failure, table
from services.kit.failures import Rejected
from services.routing.domain.policies.verdict import Actor
from services.routing.usecases.rules import Seen
from services.routing.wiring import Application
from services.routing.wiring.rules import Rules

AS = click.option("--as", "name", required=True, help="Tài khoản của người làm / the account of whoever acts.")
NUMBER = click.argument("number", type=int)


def actor(application: Application, name: str) -> Actor:
    """Return whoever acts. Raises `Failure` for a name that no active account has."""
    account = application.account_book.get(name)
    if account is None or not account.active:
        raise Failure(Exit.USAGE, f"Không có tài khoản «{name}» đang dùng.", f"There is no active account '{name}'.")
    return Actor(f"desk:{account.name}", account.agency, account.role)


def rules_of(application: Application) -> Rules:
    """Return the use cases of rule sets."""
    if application.rules is None:
        raise RuntimeError("commands are wired with a database")
    return application.rules


def told(act: Callable[[], Any]) -> Any:
    """Return what `act` does; a refusal ends the command with all that is wrong, each on a line."""
    try:
        return act()
    except Rejected as why:
        problems: Sequence[Any] = why.details.get("problems", ())
        if problems:
            table([(each.slug, each.subject, each.vi) for each in problems], ("LỖI/PROBLEM", "Ở/IN", "VÌ/WHY"))
        raise Failure(Exit.WRONG, why.vi, why.en) from why


def one(rules: Rules, number: int) -> Seen:
    """Return a set. Raises `Failure` for a number that none has."""
    found: Seen = told(lambda: rules.find.one(number))
    return found
