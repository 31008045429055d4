"""The doors: signing in with name and password, the second factor, signing out."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web.problems import of_rejected
from services.routing.domain.signing_in import BY_PASSWORD
from services.routing.web import account_pages, desk_session
from services.routing.web.browser_names import browser_name
from services.routing.web.desk_session import (
    DOOR,
    HOME,
    address,
    let_in,
    let_out,
    life,
    next_page,
    page,
    said,
    signing,
    with_headers,
)
from services.routing.web.known_browsers import known_for
from services.routing.web.sso_pages import single_sign_on

doors = Blueprint("doors", __name__)


def register(app: Flask) -> None:
    """Put the doors into the desk."""
    desk_session.register(app)
    app.register_blueprint(doors)
    app.register_blueprint(account_pages.own_account)
    app.add_template_filter(browser_name)
    app.register_blueprint(single_sign_on)


@doors.get("/")
def home() -> AnyResponse:
    """Lead to the desk."""
    return redirect(HOME, 303)


@doors.get(DOOR)
def ask() -> Response:
    """Ask for name and password."""
    return _ask({})


@doors.post(DOOR)
def sign_in() -> AnyResponse:
    """Take name and password; whoever has a second factor is asked for it next."""
    name = request.form.get("name", "")
    try:
        password, browser = request.form.get("password", ""), request.user_agent.string
        opened = signing().sign_in(name, password, address(), browser, known_for(name))
    except Rejected as refused:
        return with_headers(_ask(said(refused), of_rejected(refused).status, name=name), refused)
    return let_in(opened, next_page())


@doors.get(f"{DOOR}/ma")
def ask_code() -> AnyResponse:
    """Ask for the code of the second factor."""
    return page("code", {}, next=next_page()) if life() else redirect(DOOR, 303)


@doors.post(f"{DOOR}/ma")
def give_code() -> AnyResponse:
    """Take the code."""
    found = life()
    if found is None:
        return redirect(DOOR, 303)
    try:
        opened = signing().pass_second_factor(found, request.form.get("code", ""), address())
    except Rejected as refused:
        return with_headers(page("code", said(refused), of_rejected(refused).status, next=next_page()), refused)
    return let_in(opened, next_page())


@doors.post("/dang-xuat")
def sign_out() -> AnyResponse:
    """End the session, or all of them."""
    found = life()
    if found:
        signing().sign_out(found, everywhere=request.form.get("everywhere") == "yes")
    by_sso = found is not None and found.session.way != BY_PASSWORD
    return let_out(f"{DOOR}?ra=sso" if by_sso else DOOR)


def _ask(errors: dict[str, str], status: int = 200, name: str = "") -> Response:
    by_sso = signing().sso is not None
    left = by_sso and request.args.get("ra") == "sso"
    return page("sign_in", errors, status, next=next_page(), name=name, by_sso=by_sso, left=left)
