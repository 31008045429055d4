"""Who and what the current request is about."""

from __future__ import annotations

from flask import current_app, g

from services.routing.domain.policies import Actor
from services.routing.wiring import Application


def application() -> Application:
    """Return the application behind the current app."""
    found: Application = current_app.extensions["routing"]
    return found


def actor() -> Actor:
    """Return whoever `require` let in, as policies know them."""
    account = g.account
    return Actor(f"desk:{account.name}", account.agency, account.role)
