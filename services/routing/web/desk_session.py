"""Who has come in: the browser's cookie, what is still owed before work, and the way to the door."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from flask import Flask, Response, current_app, make_response, redirect, render_template, request, session
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.storage.accounts import Account
from services.kit.web import language
from services.kit.web.auth import register_sign_in
from services.kit.web.problems import of_rejected
from services.routing.domain.signing_in import BY_PASSWORD, BY_STRONG_SSO, FULL
from services.routing.usecases.signing_in import Life, Opened
from services.routing.web import known_browsers
from services.routing.web.current import application
from services.routing.wiring.sign_in import SigningIn

HOME = "/desk"
DOOR = "/dang-nhap"
LONGEST_NEXT = 500


def register(app: Flask) -> None:
    """Let `require` know who has come in."""
    register_sign_in(app, signed_in, door)


def signing() -> SigningIn:
    """Return what signing in can do."""
    found = application().signing
    if found is None:
        raise TypeError(f"{current_app.name} has nobody who signs in")
    return found


def life() -> Life | None:
    """Return who is behind the cookie, whatever the stage."""
    return signing().who_is_it.life(request.cookies.get(_cookie(), ""), somebody_there=somebody_is_there())


def whole_life() -> Life | None:
    """Return who is behind the cookie once they have proved all they can, also where something is still owed."""
    found = life()
    return found if found and found.session.stage == FULL else None


def signed_in() -> Account | None:
    """Return who has come in with everything their role needs; what is still missing is asked for first."""
    found = whole_life()
    return found.account if found and not owed(found) else None


def owed(found: Life) -> str | None:
    """Return the page where somebody must go before they may work: a reset password, a second factor.

    Who came by the single sign-on owes no password of ours; who proved a second factor there, none here.
    """
    way = found.session.way
    if found.known.must_change and way == BY_PASSWORD:
        return "/tai-khoan?doi=1"
    if way != BY_STRONG_SSO and found.account.role in signing().settings.second_factor and not found.known.totp:
        return "/tai-khoan/ma"
    return None


def door() -> Response:
    """Show somebody the way to what they must do first."""
    found = life()
    wanted = quote(request.full_path.rstrip("?") if request.method == "GET" else HOME, safe="")
    if found and found.session.stage != FULL:
        return _redirect(f"{DOOR}/ma?next={wanted}")
    debt = owed(found) if found else None
    return _redirect(debt if debt and request.path != debt.partition("?")[0] else f"{DOOR}?next={wanted}")


def let_in(opened: Opened, where: str) -> AnyResponse:
    """Give the browser its cookie. The Flask session begins anew: whatever a stranger planted there before is gone."""
    code = f"{DOOR}/ma?next={quote(where, safe='')}"
    answer = redirect(where if opened.session.stage == FULL else code, 303)
    carry(answer, opened)
    return answer


def carry(answer: AnyResponse, opened: Opened) -> None:
    """Give the browser a new session in place of whatever it had, and a sign by which this name is known in it."""
    session.clear()
    answer.set_cookie(_cookie(), opened.secret, httponly=True, secure=request.is_secure, samesite="Lax", path="/")
    if opened.session.stage == FULL:
        known_browsers.mark(answer, opened.session.account)


def renew(answer: AnyResponse, life: Life) -> None:
    """Let somebody go on who proves themselves in another way from now on: under a secret that nobody knew before."""
    signing().sessions.end(life.session.id)
    carry(answer, signing().sign_in.open(life.account, FULL, life.session.browser, life.session.way))


def let_out(where: str) -> AnyResponse:
    """Take the cookie away."""
    answer = redirect(where, 303)
    answer.delete_cookie(_cookie(), secure=request.is_secure, httponly=True, samesite="Lax")
    session.clear()
    return answer


def page(part: str, errors: dict[str, str], status: int = 200, **more: object) -> Response:
    """Return a page that no cache keeps."""
    shown = make_response(render_template(f"desk/sign_in/{part}.html", errors=errors, **more), status)
    shown.headers["Cache-Control"] = "no-store"
    return shown


def said(refused: Rejected) -> dict[str, str]:
    """Return a refusal in the reader's language."""
    return {"form": refused.vi if language() == "vi" else refused.en}


def with_headers(shown: Response, refused: Rejected) -> Response:
    """Say in a header too when one may try again."""
    shown.headers.extend(of_rejected(refused).headers)
    return shown


def next_page() -> str:
    """Return where to go afterwards; only a place of our own."""
    wanted = request.values.get("next", "")
    return wanted if is_local(wanted) else HOME


def is_local(wanted: str) -> bool:
    """Return whether this stays here. Browsers take a backslash for a slash, and two slashes for another site."""
    plain = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted
    if not plain or not wanted.isprintable() or len(wanted) > LONGEST_NEXT:
        return False
    parts = urlsplit(wanted)
    return not parts.scheme and not parts.netloc


def somebody_is_there() -> bool:
    """Return whether the request is a sign of life. Pages fetch news by themselves; whoever works clicks, sends, or
    types (`here.js`).
    """
    by_itself = "HX-Request" in request.headers or request.accept_mimetypes.best == "text/event-stream"
    return request.method != "GET" or not by_itself


def address() -> str:
    """Return where the request comes from."""
    return request.remote_addr or ""


def _redirect(where: str) -> Response:
    answer = make_response("", 303)
    answer.headers["Location"] = where
    return answer


def _cookie() -> str:
    """On https the name itself promises that no other site of the domain can have set it."""
    return "__Host-desk" if request.is_secure else "desk"
