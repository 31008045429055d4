"""Who calls: bearer tokens of programs and people, sessions of those who sign in, the desk on somebody's behalf.

A token is 256 random bits known to its holder; we keep its SHA-256 only. Looking up a hash and comparing it in
constant time tells nobody how much of a guess was right.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

from flask import Flask, Response, abort, current_app, g, request

from services.kit.failures import Rejected
from services.kit.storage.accounts import Account
from services.kit.web.delegation import PREFIX, name_in
from services.kit.web.statuses import words_of

#: Methods that change nothing.
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

View = TypeVar("View", bound=Callable[..., Any])


class Accounts(Protocol):
    """Knows the accounts that may call."""

    def find(self, token_sha256: str) -> Account | None:
        """Return the active account whose token has this SHA-256 (hex), or None."""


class NamedAccounts(Accounts, Protocol):
    """Knows them by name too, where somebody calls on their behalf."""

    def named(self, name: str) -> Account | None:
        """Return the active account of this name, or None."""


#: Returns who is signed in on the current request, or None.
SignedIn = Callable[[], Account | None]
#: Returns the answer to somebody who must sign in first.
Doorman = Callable[[], Response]


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
            account = _whoever_calls()
            if account.role not in roles:
                raise _refusal(403)
            g.account = account
            return view(*args, **kwargs)

        return cast(View, guarded)

    return decorate


def authenticate() -> Account:
    """Return the account behind the request's bearer token, or behind its session where people sign in.

    Raises `Rejected("unauthenticated")`.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return _behind(token.strip())
    signed_in: SignedIn | None = current_app.extensions.get("signed-in")
    account = signed_in() if signed_in else None
    if account is None:
        raise _refusal(401)
    _check_form()
    return account


def _check_form() -> None:
    """APIs are not behind the guard of forms, of which programs know nothing. A browser, though, sends its cookie from
    other sites' pages too: where the cookie opens an API, a change needs the form's token, as `X-CSRFToken`.
    """
    if request.method not in SAFE and request.path.startswith("/api/"):
        current_app.extensions["csrf"].protect()


def _behind(token: str) -> Account:
    if token.startswith(PREFIX):
        return _on_behalf(token)
    hashed = token_hash(token)
    accounts: Accounts = current_app.extensions["accounts"]
    account = accounts.find(hashed)
    if account is None or not hmac.compare_digest(account.token_sha256, hashed):
        raise _refusal(401)
    return account


def _on_behalf(token: str) -> Account:
    key: str = current_app.extensions.get("desk-key", "")
    name = name_in(token, current_app.name, key) if key else None
    accounts: NamedAccounts = current_app.extensions["accounts"]
    account = accounts.named(name) if name else None
    if account is None:
        raise _refusal(401)
    return account


def _whoever_calls() -> Account:
    """People in front of a page that needs them are shown the door to it; programs are told what is missing."""
    try:
        return authenticate()
    except Rejected:
        doorman: Doorman | None = current_app.extensions.get("doorman")
        if doorman is None or request.path.startswith("/api/") or "Authorization" in request.headers:
            raise
        abort(doorman())


def register(app: Flask, accounts: Accounts | None, desk_key: str = "") -> None:
    """Tell `app` where its accounts are, and the key under which the desk acts on people's behalf, if it may."""
    app.extensions["accounts"] = accounts
    app.extensions["desk-key"] = desk_key


def register_sign_in(app: Flask, signed_in: SignedIn, doorman: Doorman) -> None:
    """Let people sign in: `require` then takes their sessions as well as tokens."""
    app.extensions["signed-in"] = signed_in
    app.extensions["doorman"] = doorman


def _refusal(status: int) -> Rejected:
    words = words_of(status)
    return Rejected(words.slug, words.vi, words.en)
