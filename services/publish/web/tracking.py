"""The page where citizens ask for their own case. The digits travel in a form's body, never in an address."""

from __future__ import annotations

import re

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web import language, limit_rate
from services.kit.web.problems import of_rejected
from services.publish.domain.rating import RATINGS
from services.publish.web import grants
from services.publish.web.caching import personal
from services.publish.web.current import TRACKING_RATE, application

tracking = Blueprint("tracking", __name__)

_NOT_DIGIT = re.compile(r"[^0-9]")
LONGEST_INPUT = 40
#: What ends a link in a message → the rating that is ready on the page behind it.
CHOICES = dict(zip("123", RATINGS, strict=True))


@tracking.get("/tra-cuu")
@limit_rate(TRACKING_RATE)
def form() -> Response:
    """Ask for code and digits. A link may bring the code along (?code=)."""
    return personal(_form(digits(request.args.get("code", "")), {}))


@tracking.post("/tra-cuu")
@limit_rate(TRACKING_RATE)
def result() -> AnyResponse:
    """Lead to the case, or show the form again with what is wrong."""
    values = {name: digits(request.form.get(name, "")) for name in ("code", "pin")}
    errors = _missing(values)
    if errors:
        return personal(_form(values["code"], errors), 422)
    try:
        application().track_case(values["code"], values["pin"], request.remote_addr or "")
    except Rejected as refused:
        return _refused(values["code"], refused)
    return lead_to(values["code"])


@tracking.get("/t/<proof>")
@tracking.get("/t/<proof>/<choice>")
@limit_rate(TRACKING_RATE)
def by_link(proof: str, choice: str = "") -> AnyResponse:
    """Lead from the link in a message to the case, whose address says nothing; `choice` is a rating to have ready.

    Nothing is done by opening it: machines open links too.
    """
    try:
        progress = application().track_case.by_link(proof, request.remote_addr or "")
    except Rejected as refused:
        return unseen(_refused("", refused))
    return unseen(lead_to(progress.case.code, CHOICES.get(choice)))


def lead_to(code: str, chosen: str | None = None) -> AnyResponse:
    """Let this browser see the case, and send it there, with a rating ready where one was chosen."""
    grants.grant(code)
    answer = redirect(url_for("own_case.page", code=code, chon=chosen), 303)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def unseen(answer: AnyResponse) -> AnyResponse:
    """The address of a link in a message is told to nobody. Pages with forms cannot say so: see `kit.web.security`."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    return unlisted(answer)


def unlisted(answer: AnyResponse) -> AnyResponse:
    """One's own case is for no list of pages."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def digits(text: str) -> str:
    """Return the digits of what was typed: codes are read out in groups, and typed so."""
    return _NOT_DIGIT.sub("", text[:LONGEST_INPUT])


def sentence(refused: Rejected) -> str:
    """Return why, in the reader's language."""
    return refused.vi if language() == "vi" else refused.en


def _missing(values: dict[str, str]) -> dict[str, str]:
    say = current_app.extensions["texts"].say
    errors = {}
    if len(values["code"]) != 13:
        errors["code"] = say("track.code_wrong")
    if len(values["pin"]) != 4:
        errors["pin"] = say("track.pin_wrong")
    return errors


def _refused(code: str, refused: Rejected) -> Response:
    return personal(_form(code, {"code": sentence(refused)}), of_rejected(refused).status)


def _form(code: str, errors: dict[str, str]) -> str:
    """Return the form with the code that was typed, never with the digits."""
    return render_template("publish/tracking.html", values={"code": code}, errors=errors)
