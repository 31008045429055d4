"""Who calls: bearer tokens of operators, officers and editors.

A token is 256 random bits known to its holder; we keep its SHA-256 only. Looking up a hash and comparing it in
constant time tells nobody how much of a guess was right.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

from flask import Flask, current_app, g, request

from services.kit.failures import Rejected
from services.kit.storage.accounts import Account
from services.kit.web.statuses import words_of

View = TypeVar("View", bound=Callable[..., Any])


class Accounts(Protocol):
    """Knows the accounts that may call."""

    def find(self, token_sha256: str) -> Account | None:
        """Return the active account whose token has this SHA-256 (hex), or None."""


def token_hash(token: str) -> str:
    """Return the SHA-256 of a token, hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def require(*roles: str) -> Callable[[View], View]:
    """Decorator for a view: only an active account with one of `roles` gets in; it is `g.account` inside.

    Raises `Rejected("unauthenticated")` without a valid token, `Rejected("forbidden")` for another role. Put it
    directly below the route, above flask-smorest's other decorators, so that strangers are told nothing about forms.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            account = authenticate()
            if account.role not in roles:
                raise _refusal(403)
            g.account = account
            return view(*args, **kwargs)

        return cast(View, guarded)

    return decorate


def authenticate() -> Account:
    """Return the account behind the request's bearer token. Raises `Rejected("unauthenticated")`."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise _refusal(401)
    hashed = token_hash(token.strip())
    accounts: Accounts = current_app.extensions["accounts"]
    account = accounts.find(hashed)
    if account is None or not hmac.compare_digest(account.token_sha256, hashed):
        raise _refusal(401)
    return account


def register(app: Flask, accounts: Accounts | None) -> None:
    """Tell `app` where its accounts are."""
    app.extensions["accounts"] = accounts


def _refusal(status: int) -> Rejected:
    words = words_of(status)
    return Rejected(words.slug, words.vi, words.en)
