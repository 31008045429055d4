"""/desk/users: who may work at the desk, as what, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, g, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from services.kit.events.vocabulary import ROLES
from services.kit.failures import Rejected
from services.kit.web import language, require
from services.kit.web.problems import of_rejected
from services.routing.domain.roles import ADMINISTRATOR
from services.routing.usecases.accounts import MOST_ON_A_PAGE
from services.routing.web.current import application
from services.routing.web.desk_session import signing
from services.routing.web.users_form import agencies, page_address, read_search, read_wanted
from services.routing.wiring.accounts import DeskAccounts

DONE = ("changed", "closed", "reopened", "factor", "sessions", "sso")

users = Blueprint("users", __name__, url_prefix="/desk/users")


@users.get("")
@require(ADMINISTRATOR)
def list_() -> Response:
    """List accounts by name."""
    search = read_search(request.args)
    found = desk_accounts().find(search)
    more = found.total > search.page * MOST_ON_A_PAGE
    return shown(
        "list",
        found=found,
        search=search,
        roles=ROLES,
        agencies=agencies(),
        before=page_address(search, search.page - 1) if search.page > 1 else None,
        after=page_address(search, search.page + 1) if more else None,
    )


@users.get("/new")
@require(ADMINISTRATOR)
def new() -> Response:
    """Ask for a new account."""
    return shown("new", typed={}, error="", roles=ROLES, agencies=agencies())


@users.post("/new")
@require(ADMINISTRATOR)
def add() -> Response:
    """Open the account, and show the one-time password: not after a redirection, because nothing here keeps it."""
    name, wanted = request.form.get("name", "").strip().lower(), read_wanted(request.form)
    person = {"display_name": wanted.display_name, "email": wanted.email}
    try:
        opened = application().open_account
        opened(name, wanted.role, wanted.agency, **person, by=g.account.name, with_token=False)
    except Rejected as why:
        return shown(
            "new", of_rejected(why).status, typed=request.form, error=said(why), roles=ROLES, agencies=agencies()
        )
    return secret_page(name, signing().change_password.reset(name, g.account.name))


@users.get("/account/<name>")
@require(ADMINISTRATOR)
def one(name: str) -> AnyResponse:
    """Show an account and all that can be done with it."""
    done = request.args.get("done", "")
    return account_page(name, done=done if done in DONE else "")


def account_page(
    name: str, typed: Mapping[str, str] | None = None, error: str = "", status: int = 200, done: str = ""
) -> Response:
    """Return an account's page; refused, with what was typed. Raises `Rejected("unknown-account")`."""
    user = desk_accounts().find.one(name)
    values = typed or {
        field: getattr(user.account, field) or "" for field in ("role", "agency", "display_name", "email")
    }
    return shown(
        "one",
        status,
        user=user,
        typed=values,
        error=error,
        done=done,
        sessions=signing().living_sessions(name),
        is_own=name == g.account.name,
        roles=ROLES,
        agencies=agencies(),
    )


def secret_page(name: str, password: str) -> Response:
    """Show a password once."""
    return shown("secret", user=desk_accounts().find.one(name), password=password)


def shown(part: str, status: int = 200, **more: Any) -> Response:
    """Return a page that nobody on its way may keep."""
    page = make_response(render_template(f"desk/users/{part}.html", **more), status)
    page.headers["Cache-Control"] = "no-store"
    return page


def said(why: Rejected) -> str:
    """Return a refusal in the reader's language."""
    return why.vi if language() == "vi" else why.en


def desk_accounts() -> DeskAccounts:
    """Return what can be done with accounts."""
    found = application().desk_accounts
    if found is None:
        raise TypeError("nobody's account can be changed at this desk")
    return found
