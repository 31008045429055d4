"""The doors: signing in and out, the second factor, the password, one's sessions."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import segno
from flask import Blueprint, Flask, Response, current_app, g, make_response, redirect, render_template, request, session
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.storage.accounts import Account
from services.kit.web import language
from services.kit.web.auth import register_sign_in
from services.kit.web.problems import of_rejected
from services.routing.domain.signing_in import FULL
from services.routing.usecases.signing_in import Life, Opened
from services.routing.web.current import application
from services.routing.wiring.sign_in import SigningIn

HOME = "/desk"
LONGEST_NEXT = 500

doors = Blueprint("doors", __name__)


def register(app: Flask) -> None:
    """Put the doors into the desk, and let `require` know who has come in."""
    app.register_blueprint(doors)
    register_sign_in(app, _signed_in, _door)


@doors.get("/")
def home() -> AnyResponse:
    """Lead to the desk."""
    return redirect(HOME, 303)


@doors.get("/dang-nhap")
def ask() -> Response:
    """Ask for name and password."""
    return _page("sign_in", {}, next=_next())


@doors.post("/dang-nhap")
def sign_in() -> AnyResponse:
    """Take name and password; whoever has a second factor is asked for it next."""
    name = request.form.get("name", "")
    try:
        opened = _signing().sign_in(name, request.form.get("password", ""), _address(), request.user_agent.string)
    except Rejected as refused:
        return _page("sign_in", _said(refused), of_rejected(refused).status, next=_next(), name=name)
    return _let_in(opened)


@doors.get("/dang-nhap/ma")
def ask_code() -> AnyResponse:
    """Ask for the code of the second factor."""
    return _page("code", {}, next=_next()) if _life() else redirect("/dang-nhap", 303)


@doors.post("/dang-nhap/ma")
def give_code() -> AnyResponse:
    """Take the code."""
    life = _life()
    if life is None:
        return redirect("/dang-nhap", 303)
    try:
        opened = _signing().pass_second_factor(life, request.form.get("code", ""), _address())
    except Rejected as refused:
        return _page("code", _said(refused), of_rejected(refused).status, next=_next())
    return _let_in(opened)


@doors.post("/dang-xuat")
def sign_out() -> AnyResponse:
    """End the session, or all of them."""
    life = _life()
    if life:
        _signing().sign_out(life, everywhere=request.form.get("everywhere") == "yes")
    answer = redirect("/dang-nhap", 303)
    answer.delete_cookie(_cookie())
    session.clear()
    return answer


@doors.get("/tai-khoan")
def account() -> AnyResponse:
    """Show one's own sessions, the second factor, and the form for the password."""
    life = _life()
    return _account_page(life, {}) if life and life.session.stage == FULL else _door()


@doors.post("/tai-khoan/mat-khau")
def change_password() -> AnyResponse:
    """Take a new password."""
    life = _life()
    if life is None or life.session.stage != FULL:
        return _door()
    old, new, again = (request.form.get(field, "") for field in ("old", "new", "again"))
    if new != again:
        return _account_page(life, {"again": _say("desk.account.not_the_same")}, 422)
    try:
        _signing().change_password(life.account.name, old, new, keep_session=life.session.id)
    except Rejected as refused:
        return _account_page(life, _said(refused), 422)
    return redirect("/tai-khoan?xong=mat-khau", 303)


@doors.get("/tai-khoan/ma")
def enrol() -> AnyResponse:
    """Show a new secret as a picture for the telephone."""
    life = _life()
    if life is None or life.session.stage != FULL:
        return _door()
    session["totp"] = session.get("totp") or _signing().factor.secret()
    return _enrol_page(life, session["totp"], {})


@doors.post("/tai-khoan/ma")
def enrolled() -> AnyResponse:
    """Take the first code, and show the recovery codes once."""
    life, secret = _life(), session.get("totp", "")
    if life is None or life.session.stage != FULL or not secret:
        return _door()
    try:
        codes = _signing().enrol_second_factor(life.account.name, secret, request.form.get("code", ""))
    except Rejected as refused:
        return _enrol_page(life, secret, _said(refused), 422)
    session.pop("totp", None)
    g.account = life.account
    return _page("recovery", {}, codes=codes)


@doors.get("/tai-khoan/ma.svg")
def picture() -> AnyResponse:
    """Show the secret that is being set up as a QR code; a picture of its own, so that no page needs inline data."""
    life, secret = _life(), session.get("totp", "")
    if life is None or not secret:
        return make_response("", 404)
    made = segno.make(_signing().factor.address(secret, life.account.name), error="m")
    answer = make_response(made.svg_inline(scale=6, dark="#000", light="#fff"))
    answer.mimetype = "image/svg+xml"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _let_in(opened: Opened) -> AnyResponse:
    """The Flask session begins anew: whatever a stranger planted in the browser before is gone."""
    session.clear()
    where = f"/dang-nhap/ma?next={quote(_next(), safe='')}" if opened.session.stage != FULL else _next()
    answer = redirect(where, 303)
    answer.set_cookie(_cookie(), opened.secret, httponly=True, secure=request.is_secure, samesite="Lax", path="/")
    return answer


def _signed_in() -> Account | None:
    """Return who has come in with everything their role needs; what is still missing is asked for first."""
    life = _life()
    if life is None or life.session.stage != FULL or _owes(life):
        return None
    return life.account


def _owes(life: Life) -> str | None:
    """Return the page where somebody must go before they may work: a reset password, a second factor."""
    known = _signing().book.get(life.account.name)
    if known and known.must_change:
        return "/tai-khoan?doi=1"
    if life.account.role in _signing().settings.second_factor and not (known and known.totp):
        return "/tai-khoan/ma"
    return None


def _door() -> Response:
    life = _life()
    wanted = quote(request.full_path.rstrip("?") if request.method == "GET" else HOME, safe="")
    if life and life.session.stage != FULL:
        return _redirect(f"/dang-nhap/ma?next={wanted}")
    owed = _owes(life) if life else None
    return _redirect(owed if owed and request.path != owed.partition("?")[0] else f"/dang-nhap?next={wanted}")


def _redirect(where: str) -> Response:
    answer = make_response("", 303)
    answer.headers["Location"] = where
    return answer


def _life() -> Life | None:
    return _signing().who_is_it.life(request.cookies.get(_cookie(), ""))


def _account_page(life: Life, errors: dict[str, str], status: int = 200) -> Response:
    g.account = life.account
    known, signing = _signing().book.get(life.account.name), _signing()
    return _page(
        "account",
        errors,
        status,
        sessions=signing.sessions.of(life.account.name),
        here=life.session.id,
        known=known,
        must_change=bool(known and known.must_change),
        done=request.args.get("xong", ""),
    )


def _enrol_page(life: Life, secret: str, errors: dict[str, str], status: int = 200) -> Response:
    g.account = life.account
    return _page("enrol", errors, status, secret=" ".join(secret[i : i + 4] for i in range(0, len(secret), 4)))


def _page(part: str, errors: dict[str, str], status: int = 200, **more: object) -> Response:
    page = make_response(render_template(f"desk/sign_in/{part}.html", errors=errors, **more), status)
    page.headers["Cache-Control"] = "no-store"
    return page


def _say(key: str) -> str:
    return str(current_app.extensions["texts"].say(key))


def _said(refused: Rejected) -> dict[str, str]:
    return {"form": refused.vi if language() == "vi" else refused.en}


def _next() -> str:
    """Return where to go afterwards; only a place of our own."""
    wanted = request.values.get("next", "")
    return wanted if _is_local(wanted) else HOME


def _is_local(wanted: str) -> bool:
    """Browsers take a backslash for a slash, and two slashes for another site."""
    parts = urlsplit(wanted)
    plain = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and "\\" not in wanted
    return plain and not parts.scheme and not parts.netloc and wanted.isprintable() and len(wanted) <= LONGEST_NEXT


def _cookie() -> str:
    """On https the name itself promises that no other site of the domain can have set it."""
    return "__Host-desk" if request.is_secure else "desk"


def _address() -> str:
    return request.remote_addr or ""


def _signing() -> SigningIn:
    signing = application().signing
    if signing is None:
        raise TypeError(f"{current_app.name} has nobody who signs in")
    return signing
