"""Sessions that are worth nothing, or not enough: what a browser may hold in its hand and still not come in with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from services.kit.clock import SystemClock
from services.routing.domain.signing_in import BY_SSO, PASSWORD
from services.routing.usecases.signing_in.sign_in import session_id
from tests.authorisation.town import NO_TELEPHONE, RESET, Town

#: Long ago, for a session.
YESTERDAY = timedelta(days=1)


def _changed(town: Town, role: str, field: str) -> str:
    """Return a session of which one moment lies in the past."""
    secret = town.session(role)
    past = {"$set": {field: SystemClock().now() - YESTERDAY}}
    town.mongo.database("routing").sessions.update_one({"_id": session_id(secret)}, past)
    return secret


def _ended(town: Town) -> str:
    secret = town.session("administrator")
    assert town.routing.signing
    town.routing.signing.sessions.end(session_id(secret))
    return secret


#: Nothing at all comes of these.
WORTHLESS: dict[str, Callable[[Town], str]] = {
    "made up": lambda _: "a-secret-that-nobody-has-been-given",
    "idle for too long": lambda town: _changed(town, "administrator", "idle_until"),
    "older than a working day": lambda town: _changed(town, "administrator", "ends_at"),
    "signed out": _ended,
    "of a closed account": lambda town: town.closed_session,
    "before the second factor": lambda town: town.session("administrator", stage=PASSWORD),
}
#: Whoever has one of these is somebody, and must do something before work: they reach the pages about themselves.
OWING: dict[str, Callable[[Town], str]] = {
    "without a second factor": lambda town: town.session(NO_TELEPHONE),
    "by single sign-on without a second factor": lambda town: town.session(NO_TELEPHONE, way=BY_SSO),
    "with a password that must be changed": lambda town: town.session(RESET),
}
