"""The portal's site on memory, with a case of each kind in it."""

from __future__ import annotations

from typing import Any

from flask import Flask

from services.kit.storage.accounts import Account
from services.kit.web.auth import token_hash
from services.kit.web.delegation import delegated
from services.publish.web.site import create_site
from tests.unit.publish.builders import CODE, CONDUCT, Portal, a_case

EDITOR_TOKEN, OPERATOR_TOKEN, LEAD_TOKEN = "an editor's token", "an operator's token", "a lead's token"
DESK_KEY = "the key of the desk in tests"
ACCOUNTS = (
    Account("bien-tap", "editor", None, token_hash(EDITOR_TOKEN)),
    Account("truong-ca", "shift_lead", None, token_hash(LEAD_TOKEN)),
    Account("truc-tong-dai", "operator", None, token_hash(OPERATOR_TOKEN)),
)
PRIVATE, WAITING, OPEN = "2611231111118", "2611232222227", "2611233333336"


def a_portal() -> Portal:
    """Return a portal with a published, a private, a waiting and an open case."""
    portal = Portal(accounts=ACCOUNTS, desk_key=DESK_KEY)
    portal.app.on_cases(a_case().history())
    portal.app.on_cases(a_case(PRIVATE, private=True).history())
    portal.app.on_cases(a_case(WAITING, category=CONDUCT, title="Cán bộ cáu gắt").history())
    portal.app.on_cases([a_case(OPEN).received(), a_case(OPEN).routed()])
    return portal


def a_site(portal: Portal | None = None) -> Flask:
    """Return the site; forms need no token here, the guard itself is tested in the kit."""
    app = create_site((portal or a_portal()).app)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def bearer(token: str) -> dict[str, Any]:
    """Return the header that shows a token."""
    return {"headers": {"Authorization": f"Bearer {token}"}}


def on_behalf(name: str, key: str) -> dict[str, Any]:
    """Return the header by which the desk asks for somebody who is signed in there."""
    return bearer(delegated(name, "publish", key))


__all__ = [
    "ACCOUNTS",
    "CODE",
    "DESK_KEY",
    "EDITOR_TOKEN",
    "LEAD_TOKEN",
    "OPEN",
    "OPERATOR_TOKEN",
    "PRIVATE",
    "WAITING",
    "a_portal",
    "a_site",
    "bearer",
    "on_behalf",
]
