"""/tai-khoan: one's own password, second factor and sessions."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, g, make_response, redirect, request, session
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web.problems import of_rejected
from services.routing.domain.signing_in import BY_PASSWORD
from services.routing.usecases.signing_in import Life, shown_id
from services.routing.web.desk_session import address, door, owed, page, renew, said, signing, whole_life, with_headers
from services.routing.web.qr_code import picture_of

ACCOUNT = "/tai-khoan"
DONE = ("mat-khau", "phien")

own_account = Blueprint("own_account", __name__, url_prefix=ACCOUNT)


@own_account.get("")
def account() -> AnyResponse:
    """Show one's own sessions, the second factor, and the form for the password."""
    life = whole_life()
    return _account_page(life, {}) if life else door()


@own_account.post("/mat-khau")
def change_password() -> AnyResponse:
    """Take a new password."""
    life = whole_life()
    if life is None:
        return door()
    old, new, again = (request.form.get(field, "") for field in ("old", "new", "again"))
    if new != again:
        return _account_page(
            life, {"again": str(current_app.extensions["texts"].say("desk.account.not_the_same"))}, 422
        )
    try:
        signing().change_password(life.account.name, old, new, address())
    except Rejected as refused:
        return with_headers(_account_page(life, said(refused), of_rejected(refused).status), refused)
    answer = redirect(f"{ACCOUNT}?xong=mat-khau", 303)
    renew(answer, life)
    return answer


@own_account.post("/phien/<shown>/ket-thuc")
def end_session(shown: str) -> AnyResponse:
    """End another of one's own sessions."""
    life = whole_life()
    if life is None:
        return door()
    signing().sign_out.elsewhere(life, shown)
    return redirect(f"{ACCOUNT}?xong=phien", 303)


@own_account.get("/ma")
def enrol() -> AnyResponse:
    """Show a new secret as a picture for the telephone."""
    life = whole_life()
    if life is None or (life.known.must_change and life.session.way == BY_PASSWORD):
        return door()
    session["totp"] = session.get("totp") or signing().factor.secret()
    return _enrol_page(life, session["totp"], {})


@own_account.post("/ma")
def enrolled() -> AnyResponse:
    """Take the first code, and show the recovery codes once."""
    life, secret = whole_life(), session.get("totp", "")
    if life is None or not secret:
        return door()
    code, present = request.form.get("code", ""), request.form.get("present", "")
    try:
        codes = signing().enrol_second_factor(life.account.name, secret, code, present, address())
    except Rejected as refused:
        return with_headers(_enrol_page(life, secret, said(refused), of_rejected(refused).status), refused)
    g.account = life.account
    shown = page("recovery", {}, codes=codes)
    renew(shown, life)
    return shown


@own_account.post("/con-day")
def still_here() -> AnyResponse:
    """Note that somebody is at work though they have sent nothing yet: long answers take long to write."""
    return make_response("", 204 if whole_life() else 401)


@own_account.get("/ma.svg")
def picture() -> AnyResponse:
    """Show the secret that is being set up as a QR code; a picture of its own, so that no page needs inline data."""
    life, secret = whole_life(), session.get("totp", "")
    if life is None or not secret:
        return make_response("", 404)
    answer = make_response(picture_of(signing().factor.address(secret, life.account.name)))
    answer.mimetype = "image/svg+xml"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _account_page(life: Life, errors: dict[str, str], status: int = 200) -> Response:
    g.account, done = life.account, request.args.get("xong", "")
    return page(
        "account",
        errors,
        status,
        sessions=signing().living_sessions(life.account.name),
        here=life.session.id,
        shown_id=shown_id,
        known=life.known,
        must_change=life.known.must_change and life.session.way == BY_PASSWORD,
        done=done if done in DONE else "",
        owed=owed(life),
    )


def _enrol_page(life: Life, secret: str, errors: dict[str, str], status: int = 200) -> Response:
    g.account = life.account
    shown = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    needed = life.account.role in signing().settings.second_factor
    return page("enrol", errors, status, secret=shown, again=bool(life.known.totp), needed=needed)
