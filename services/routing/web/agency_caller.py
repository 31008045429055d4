"""Who calls the agencies' API: a system that shows its agency's key. No account of the desk gets in here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import current_app, g, request
from limits import parse
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from services.kit.failures import Rejected
from services.kit.web.auth import token_hash
from services.kit.web.limits import Windows
from services.kit.web.statuses import words_of
from services.routing.web.current import application
from services.routing.wiring.gateway import Gateway

View = TypeVar("View", bound=Callable[..., Any])

LIMITER = "agency-limiter"


def gateway() -> Gateway:
    """Return the gateway of the current app."""
    found = application().gateway
    if found is None:
        raise TypeError("this site was built without a gateway")
    return found


def agency_only(view: View) -> View:
    """Decorator for a view: only an agency's key gets in; the agency's slug is `g.agency` inside.

    Raises `Rejected("unauthenticated")`; refuses with 429 an agency that calls too often. Put it directly below the
    route.
    """

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        g.agency = _agency()
        _count(g.agency)
        return view(*args, **kwargs)

    guarded.for_agencies = True  # type: ignore[attr-defined]
    return cast(View, guarded)


def _agency() -> str:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    now = application().clock.now()
    connections = gateway().store.connections
    found = connections.of_key(token_hash(key.strip()), now) if scheme.lower() == "bearer" and key else None
    if found is None:
        words = words_of(401)
        raise Rejected(words.slug, words.vi, words.en)
    connections.seen(found.agency, now)
    return found.agency


def _count(agency: str) -> None:
    """By agency, not by address: communes share one address, and each must have its own share."""
    rate = parse(gateway().rate)
    limiter = current_app.extensions.setdefault(LIMITER, FixedWindowRateLimiter(Windows()))
    if not limiter.hit(rate, agency):
        raise TooManyRequests(retry_after=rate.get_expiry())
