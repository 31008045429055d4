"""A citizen's own case: every step, what they may do now, and doing it. Its address says nothing that is secret."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.kit import own_links
from services.kit.failures import Rejected
from services.kit.web import limit_rate
from services.kit.web.problems import of_rejected
from services.publish.domain import journey
from services.publish.domain.case import Case
from services.publish.domain.rating import RATINGS
from services.publish.usecases.rate_answer import Opinion
from services.publish.usecases.track_case import Progress
from services.publish.web import grants
from services.publish.web.caching import personal
from services.publish.web.current import TRACKING_RATE, application
from services.publish.web.tracking import digits, sentence, unlisted

own_case = Blueprint("own_case", __name__)

#: How long the way to where something is added stays open after the page was shown.
ADD_FOR = timedelta(hours=2)
CODE_DIGITS = 13


@own_case.get("/tra-cuu/<code>")
@limit_rate(TRACKING_RATE)
def page(code: str) -> AnyResponse:
    """Show the case to a browser that may see it; others are asked for the digits."""
    progress = _own(code)
    if progress is None:
        return _asked(code)
    grants.grant(code)
    return unlisted(personal(_shown(progress, {"rating": _chosen()}, {})))


@own_case.post("/danh-gia")
@limit_rate(TRACKING_RATE)
def rate() -> AnyResponse:
    """Take a citizen's word on an answer; a refusal is shown with what was typed."""
    typed = {name: request.form.get(name, "") for name in ("rating", "comment", "not_fixed")}
    opinion = Opinion(typed["rating"], typed["comment"], typed["not_fixed"] == "yes")
    return _done(typed, "rating", lambda case: application().rate_answer.of_own(case, opinion), "rating-title")


@own_case.post("/rut-phan-anh")
@limit_rate(TRACKING_RATE)
def withdraw() -> AnyResponse:
    """Take the wish to have the case back; a refusal is shown with what was typed."""
    typed = {name: request.form.get(name, "") for name in ("reason", "sure")}
    if typed["sure"] != "yes":
        return _done(typed, "sure", _not_sure, "withdraw-title")
    return _done(typed, "sure", lambda case: application().ask_withdrawal(case, typed["reason"]), "state")


@own_case.post("/tra-cuu/thoat")
@limit_rate(TRACKING_RATE)
def leave() -> AnyResponse:
    """Let this browser see no case any more."""
    grants.forget()
    return redirect(url_for("tracking.form"), 303)


def _done(typed: dict[str, str], field: str, do: Any, part: str) -> AnyResponse:
    """Do what the form of this case asks for, and lead back to the part of the page that shows it."""
    code = digits(request.form.get("code", ""))
    progress = _own(code)
    if progress is None:
        return _asked(code)
    try:
        do(progress.case)
    except Rejected as refused:
        return unlisted(personal(_shown(progress, typed, {field: sentence(refused)}), of_rejected(refused).status))
    return redirect(url_for("own_case.page", code=code, _anchor=part), 303)


def _not_sure(_: Case) -> None:
    raise Rejected(
        "not-sure",
        "Xin đánh dấu ô xác nhận nếu Ông/Bà muốn rút phản ánh.",
        "Please tick the box if you want to take the case back.",
    )


def _own(code: str) -> Progress | None:
    """Return the case, for a browser that may see it."""
    if len(code) != CODE_DIGITS or not grants.is_granted(code):
        return None
    return application().track_case.shown(code)


def _asked(code: str) -> AnyResponse:
    return redirect(url_for("tracking.form", code=digits(code) or None), 303)


def _chosen() -> str:
    chosen = request.args.get("chon", "")
    return chosen if chosen in RATINGS else ""


def _shown(progress: Progress, typed: dict[str, str], errors: dict[str, str]) -> str:
    app, case = application(), progress.case
    return render_template(
        "publish/own_case.html",
        case=case,
        standing=journey.standing(case),
        question=journey.question(case),
        due=journey.due(case),
        lines=journey.lines(case),
        answer=case.answer,
        scheduled=_scheduled(case),
        public=progress.public,
        rating=app.rate_answer.given(case),
        add_url=_add_url(case),
        withdrawal=app.ask_withdrawal.withdrawals.find(case.code),
        may_withdraw=journey.may_be_withdrawn(case),
        typed=typed,
        errors=errors,
    )


def _add_url(case: Case) -> str:
    """Return where something is added to the case, or nothing where that cannot be done or nobody would read it."""
    settings = application().settings
    if not (settings.link_key and settings.intake_url and journey.may_be_supplemented(case)):
        return ""
    until = application().clock.now() + ADD_FOR
    proof = own_links.token(case.code, settings.link_key, own_links.ADD, until)
    return f"{settings.intake_url.rstrip('/')}/bo-sung/{proof}"


def _scheduled(case: Case) -> date | None:
    answer = case.answer
    return date.fromisoformat(answer.scheduled_for) if answer and answer.scheduled_for else None
