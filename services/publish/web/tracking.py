"""The page where citizens follow their own case. The digits travel in a form's body, never in an address."""

from __future__ import annotations

import re
from datetime import date

from flask import Blueprint, Response, current_app, render_template, request

from services.kit.failures import Rejected
from services.kit.web import language, limit_rate
from services.kit.web.problems import of_rejected
from services.publish.domain.case import Case
from services.publish.usecases.rate_answer import Opinion
from services.publish.usecases.track_case import Progress, due
from services.publish.web.caching import personal
from services.publish.web.current import TRACKING_RATE, application

tracking = Blueprint("tracking", __name__)

_NOT_DIGIT = re.compile(r"[^0-9]")
LONGEST_INPUT = 40


@tracking.get("/tra-cuu")
@limit_rate(TRACKING_RATE)
def form() -> Response:
    """Ask for code and digits. A link may bring the code along (?code=)."""
    code = digits(request.args.get("code", ""))
    return personal(render_template("publish/tracking.html", values={"code": code}, errors={}))


@tracking.post("/tra-cuu")
@limit_rate(TRACKING_RATE)
def result() -> Response:
    """Show how far the case is, or the form again with what is wrong."""
    values = {name: digits(request.form.get(name, "")) for name in ("code", "pin")}
    errors = _missing(values)
    if errors:
        return _again(values, errors, 422)
    try:
        progress = application().track_case(values["code"], values["pin"], request.remote_addr or "")
    except Rejected as refused:
        said = refused.vi if language() == "vi" else refused.en
        return _again(values, {"code": said}, of_rejected(refused).status)
    return personal(_shown(progress, values["pin"]))


@tracking.post("/danh-gia")
@limit_rate(TRACKING_RATE)
def rate() -> Response:
    """Take a citizen's word on an answer and show the case with it; a refusal is shown above the case."""
    values = {name: digits(request.form.get(name, "")) for name in ("code", "pin")}
    opinion = Opinion(
        rating=request.form.get("rating", ""),
        comment=request.form.get("comment", ""),
        not_fixed=request.form.get("not_fixed") == "yes",
    )
    client = request.remote_addr or ""
    try:
        application().rate_answer(values["code"], values["pin"], client, opinion)
    except Rejected as refused:
        said = refused.vi if language() == "vi" else refused.en
        if refused.slug != "rating-missing":
            return _again(values, {"code": said}, of_rejected(refused).status)
        return personal(_shown(application().track_case(**values, client=client), values["pin"], said), 422)
    return personal(_shown(application().track_case(**values, client=client), values["pin"]))


def digits(text: str) -> str:
    """Return the digits of what was typed: codes are read out in groups, and typed so."""
    return _NOT_DIGIT.sub("", text[:LONGEST_INPUT])


def _scheduled(case: Case) -> date | None:
    answer = case.answer
    return date.fromisoformat(answer.scheduled_for) if answer and answer.scheduled_for else None


def _missing(values: dict[str, str]) -> dict[str, str]:
    say = current_app.extensions["texts"].say
    errors = {}
    if len(values["code"]) != 13:
        errors["code"] = say("track.code_wrong")
    if len(values["pin"]) != 4:
        errors["pin"] = say("track.pin_wrong")
    return errors


def _again(values: dict[str, str], errors: dict[str, str], status: int) -> Response:
    """Return the form with the code that was typed, never with the digits."""
    kept = {"code": values["code"]}
    return personal(render_template("publish/tracking.html", values=kept, errors=errors), status)


def _shown(progress: Progress, pin: str, refusal: str = "") -> str:
    """The digits stay in the page's form, as they came: in a body, never in an address, kept by nobody."""
    case = progress.case
    return render_template(
        "publish/progress.html",
        case=case,
        received=case.received,
        routing=case.routing,
        answer=case.answer,
        due=due(case),
        scheduled=_scheduled(case),
        public=progress.public,
        rating=application().rate_answer.given(case),
        pin=pin,
        errors={"rating": refusal} if refusal else {},
        reference=application().reference(),
    )
