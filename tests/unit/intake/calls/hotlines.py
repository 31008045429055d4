"""The telephone channel for tests, its secrets, and signed deliveries."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask.testing import FlaskClient
from pymongo import MongoClient
from werkzeug.test import TestResponse

from services.intake.settings.hotline import CallSettings
from services.intake.wiring import Application
from services.intake.wiring.hotline import CallParts, HotlineApplication, with_calls
from services.kit.storage.accounts import Account
from services.kit.web.auth import token_hash
from tests.simulators.pbx import signing
from tests.unit.intake.calls.call_fakes import parts_with
from tests.unit.intake.fakes import OPERATOR_TOKEN, FixedAccounts, InMemoryCases

SECRET = "pbx-secret-for-tests-only"
OPERATOR = {"Authorization": f"Bearer {OPERATOR_TOKEN}"}


def hotline_of(
    base: Application, database: Any = None, parts: CallParts | None = None, **changes: Any
) -> HotlineApplication:
    """Return the telephone channel around `base`: on the database, or on `parts` (in memory when there is neither)."""
    settings = CallSettings(**{"secret": SECRET, **changes})
    return with_calls(base, settings, database, parts or (parts_with(InMemoryCases()) if database is None else None))


def nowhere() -> Any:
    """Return a database that nobody connects to."""
    return MongoClient("mongodb://nowhere.invalid", connect=False)["intake"]


class MoreAccounts(FixedAccounts):
    """A second operator, an administrator and a leader beside the others; tokens are their names."""

    def __init__(self) -> None:
        super().__init__()
        more = {"truc-02": "operator", "quan-tri": "administrator", "lanh-dao": "leader"}
        self._known |= {token_hash(name): Account(name, role, None, token_hash(name)) for name, role in more.items()}


def as_account(name: str) -> dict[str, str]:
    """Return the header by which one of `MoreAccounts` shows who it is."""
    return {"Authorization": f"Bearer {name}"}


def tell(
    client: FlaskClient,
    event: Mapping[str, Any],
    at: datetime,
    *,
    vendor: str = "generic",
    secret: str = SECRET,
    delivery: str = "",
) -> TestResponse:
    """Deliver one signed event of a telephone system."""
    body, headers = signing.signed(dict(event), int(at.timestamp()), secret, delivery)
    return client.post(f"/webhooks/calls/{vendor}", data=body, headers=headers)


def generic(event: str, at: datetime, call: str = "c-1", **more: Any) -> dict[str, Any]:
    """Return an event in our own form."""
    whole = {"event": event, "call_id": call, "at": at.isoformat(), "caller": "0905000012", "did": "02691022"}
    return json.loads(json.dumps({**whole, **more}, default=str))  # type: ignore[no-any-return]
