"""Routing for commands: the application that the process has too, from the same environment."""

from __future__ import annotations

import click

from services.kit.settings import CommonSettings, common, read
from services.kit.storage.mongo import connect
from services.routing.wiring import Application, build


def application() -> Application:
    """Return routing on the database that MONGO_URI names, with its indexes. Only inside a command.

    Raises `BadSettings`, or pymongo's errors while the database is away.
    """
    settings = read(lambda env: CommonSettings(**common(env, "routing")))  # type: ignore[arg-type]
    database = connect(settings)
    click.get_current_context().call_on_close(database.client.close)
    found = build(settings, database=database)
    # Before anything is written: without its index, the relay does not find an outbox.
    found.probes["database"]()
    return found
