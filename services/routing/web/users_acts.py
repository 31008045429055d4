"""What an administrator does with an account on /desk/users: each a form of its own, and a redirection after it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web import require
from services.kit.web.problems import of_rejected
from services.routing.domain.roles import ADMINISTRATOR
from services.routing.web.current import application
from services.routing.web.desk_session import signing
from services.routing.web.users_form import read_wanted
from services.routing.web.users_pages import account_page, desk_accounts, said, secret_page, users


@users.post("/account/<name>/change")
@require(ADMINISTRATOR)
def change(name: str) -> AnyResponse:
    """Change name, address, role and agency."""
    try:
        desk_accounts().change(name, read_wanted(request.form), g.account.name)
    except Rejected as why:
        return account_page(name, request.form, said(why), of_rejected(why).status)
    return _back(name, "changed")


@users.post("/account/<name>/close")
@require(ADMINISTRATOR)
def close(name: str) -> AnyResponse:
    """Close it: its sessions end at once."""
    return _done(name, "closed", lambda: application().close_account(name, g.account.name))


@users.post("/account/<name>/reopen")
@require(ADMINISTRATOR)
def reopen(name: str) -> AnyResponse:
    """Open it again."""
    return _done(name, "reopened", lambda: desk_accounts().reopen(name, g.account.name))


@users.post("/account/<name>/factor")
@require(ADMINISTRATOR)
def forget_factor(name: str) -> AnyResponse:
    """Forget the second factor of somebody who lost their telephone."""
    return _done(name, "factor", lambda: signing().change_password.reset_second_factor(name, g.account.name))


@users.post("/account/<name>/sso")
@require(ADMINISTRATOR)
def forget_subject(name: str) -> AnyResponse:
    """Forget whom the single sign-on knows."""
    return _done(name, "sso", lambda: signing().forget_subject(name, g.account.name))


@users.post("/account/<name>/sessions")
@require(ADMINISTRATOR)
def end_sessions(name: str) -> AnyResponse:
    """End all sessions."""
    return _done(name, "sessions", lambda: desk_accounts().end_sessions(name, g.account.name))


@users.post("/account/<name>/password")
@require(ADMINISTRATOR)
def reset_password(name: str) -> AnyResponse:
    """Make a one-time password and show it: not after a redirection, because nothing here keeps it."""
    try:
        password = signing().change_password.reset(name, g.account.name)
    except Rejected as why:
        return account_page(name, error=said(why), status=of_rejected(why).status)
    return secret_page(name, password)


def register(app: Flask) -> None:
    """Add the pages and what is done there."""
    app.register_blueprint(users)


def _done(name: str, what: str, act: Callable[[], None]) -> AnyResponse:
    try:
        act()
    except Rejected as why:
        return account_page(name, error=said(why), status=of_rejected(why).status)
    return _back(name, what)


def _back(name: str, done: str) -> AnyResponse:
    return redirect(f"/desk/users/account/{name}?done={done}", 303)
