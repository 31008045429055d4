"""/dang-nhap/sso: to the province's single sign-on, and back."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from flask import Blueprint, Response, abort, redirect, request, session
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web.problems import of_rejected
from services.routing.settings import RoutingSettings
from services.routing.usecases.single_sign_on import Begun, ProviderAwayError, SignInBySso, refusals
from services.routing.web.current import application
from services.routing.web.desk_session import DOOR, HOME, address, is_local, let_in, next_page, page, said, signing

#: People type passwords and look for telephones.
LONGEST = timedelta(minutes=15)
KEY = "sso"

single_sign_on = Blueprint("single_sign_on", __name__, url_prefix=f"{DOOR}/sso")


@single_sign_on.get("")
def begin() -> AnyResponse:
    """Send the browser to the provider. What must come back waits in the signed cookie of this browser alone."""
    try:
        begun = _sso().provider.begin(_back())
    except ProviderAwayError:
        return _away()
    kept = {"state": begun.state, "nonce": begun.nonce, "verifier": begun.verifier}
    session[KEY] = {**kept, "next": next_page(), "at": signing().clock.now().isoformat()}
    return _nowhere_kept(redirect(begun.address, 303))


@single_sign_on.get("/ve")
def come_back() -> AnyResponse:
    """Take what the provider sends back."""
    kept = session.pop(KEY, None)
    try:
        begun = _same_browser(kept)
        opened = _sso()(_back(), request.args.get("code", ""), begun, address(), request.user_agent.string)
    except Rejected as why:
        return page("refused", said(why), of_rejected(why).status, slug=why.slug, farewell=f"{DOOR}/sso/ra")
    except ProviderAwayError:
        return _away()
    where = str((kept or {}).get("next", HOME))
    return let_in(opened, where if is_local(where) else HOME)


@single_sign_on.get("/ra")
def farewell() -> AnyResponse:
    """Send the browser where one signs out of the provider itself: by a link, because forms lead nowhere else."""
    try:
        where = _sso().provider.farewell(f"{_url()}{DOOR}")
    except ProviderAwayError:
        return _away()
    return _nowhere_kept(redirect(where or DOOR, 303))


def _same_browser(kept: dict[str, str] | None) -> Begun:
    """Return what was begun here. Raises `Rejected`: sso-not-begun, sso-denied."""
    sent = request.args.get("state", "")
    if not kept or not hmac.compare_digest(kept["state"].encode(), sent.encode()):
        raise refusals.not_begun_here()
    if signing().clock.now() - datetime.fromisoformat(kept["at"]) > LONGEST:
        raise refusals.not_begun_here()
    if "iss" in request.args and not _sso().provider.is_issuer(request.args["iss"]):
        raise refusals.failed()
    if "error" in request.args or not request.args.get("code"):
        raise refusals.denied()
    return Begun("", kept["state"], kept["nonce"], kept["verifier"])


def _away() -> Response:
    """Say that it is not their fault, and that a password works as well."""
    answer = page("sso_away", {}, 503)
    answer.headers["Retry-After"] = "60"
    return answer


def _nowhere_kept(answer: AnyResponse) -> AnyResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _back() -> str:
    """Return our address as the provider knows it: never what a request calls us."""
    return f"{_url()}{DOOR}/sso/ve"


def _url() -> str:
    settings = application().settings
    if not isinstance(settings, RoutingSettings):
        raise TypeError("pages need RoutingSettings")
    return settings.case.url


def _sso() -> SignInBySso:
    found = signing().sso
    if found is None:
        abort(404)
    return found
