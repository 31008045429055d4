"""/desk/calls: the call at one's own telephone, what rings, whom to call back, voicemail, the calls of the day."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, current_app, g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.text import visible_line
from services.kit.web import language, require
from services.kit.web.problems import of_rejected
from services.routing.domain.masking import masked_phone
from services.routing.domain.roles import OPERATOR, SHIFT_LEAD
from services.routing.usecases.calls import HotlineAway
from services.routing.web.current import application
from services.routing.wiring.calls import Calls

TALK = (OPERATOR, SHIFT_LEAD)
LONGEST_EXTENSION, LONGEST_NOTE = 20, 500
OUTCOMES = ("no-answer", "busy", "switched-off")
#: How often a page asks anew: the line at once, the rest soon.
SECONDS = {"live": 2, "call-backs": 5, "recent": 10}

calls_desk = Blueprint("calls_desk", __name__, url_prefix="/desk/calls")
Facts = Mapping[str, Any]


@calls_desk.get("")
@require(*TALK)
def page() -> Response:
    """Show everything at once; with scripts, each part keeps itself up to date."""
    return _page({})


@calls_desk.get("/live")
@require(*TALK)
def live() -> Response:
    """Show the line alone; nothing when it is as the page has it (`have`)."""
    return _answer("live")


@calls_desk.get("/call-backs")
@require(*TALK)
def call_backs() -> Response:
    """Show whom to call back."""
    return _answer("call-backs")


@calls_desk.get("/recent")
@require(*TALK)
def recent() -> Response:
    """Show the day's calls and the week's voicemail."""
    return _answer("recent")


@calls_desk.post("/extension")
@require(*TALK)
def extension() -> AnyResponse:
    """Note which telephone stands before whoever is signed in."""
    typed = visible_line(request.form.get("extension", ""))[:LONGEST_EXTENSION]
    desk_calls().extensions.put(g.account.name, typed, application().clock.now())
    return redirect("/desk/calls", 303)


@calls_desk.post("/call-backs/<task>/<act>")
@require(*TALK)
def act_on(task: str, act: str) -> AnyResponse:
    """Take a call-back, or say what came of it."""
    doing = _ACTS.get(act)
    if doing is None:
        return make_response("", 404)
    try:
        doing(task)
    except Rejected as why:
        return _page({"refused": said(why)}, of_rejected(why).status)
    except HotlineAway:
        return _page({"refused": say("calls.away")}, 503)
    return redirect(f"/desk/calls?done={act}#call-backs", 303)


def desk_calls() -> Calls:
    """Return the telephone's part of the application."""
    found = application().calls
    if found is None:
        raise TypeError("there is no telephone at this desk")
    return found


def say(key: str, **fields: Any) -> str:
    """Return a sentence in the reader's language."""
    sentence: str = current_app.extensions["texts"].say(key, **fields)
    return sentence


def said(why: Rejected) -> str:
    """Return a refusal's sentence in the reader's language."""
    return why.vi if language() == "vi" else why.en


def _claim(task: str) -> None:
    desk_calls().hotline.claim(g.account.name, task)


def _attempt(task: str) -> None:
    outcome, number = request.form.get("outcome", ""), request.form.get("attempt", "")
    if outcome not in OUTCOMES or not number.isdigit():
        raise Rejected("bad-request", "Xin chọn kết quả cuộc gọi.", "Please choose what came of the call.")
    desk_calls().hotline.not_reached(g.account.name, task, int(number), outcome, _note())


def _done(task: str) -> None:
    code = "".join(request.form.get("case", "").split()) or None
    desk_calls().hotline.reached(g.account.name, task, code, _note())


def _note() -> str:
    return visible_line(request.form.get("note", ""))[:LONGEST_NOTE]


_ACTS: Mapping[str, Callable[[str], None]] = {"claim": _claim, "attempt": _attempt, "done": _done}


def _live_facts() -> Facts:
    return {"line": desk_calls().watch_line(g.account.name)}


def _call_back_facts() -> Facts:
    found = desk_calls().hotline.call_backs(g.account.name, due=False)
    now = application().clock.now()
    # What may be called now, before what rests; whether a claim has run out is told with it.
    due = [(each, each.held_by(g.account.name, now), each.is_claimed(now)) for each in found if each.due_at <= now]
    return {"due": due, "resting": [each for each in found if each.due_at > now]}


def _recent_facts() -> Facts:
    hotline = desk_calls().hotline
    return {"calls": hotline.recent(g.account.name), "messages": hotline.messages(g.account.name)}


_FACTS: Mapping[str, Callable[[], Facts]] = {
    "live": _live_facts,
    "call-backs": _call_back_facts,
    "recent": _recent_facts,
}


def _region(name: str) -> dict[str, Any]:
    """Return what a part shows, with a mark that changes when it does. Without the hotline, it says so."""
    try:
        facts = _FACTS[name]()
    except HotlineAway:
        facts = {"away": True}
    mark = hashlib.sha256(f"{language()} {sorted(facts.items())!r}".encode()).hexdigest()[:16]
    return {"name": name, "mark": mark, "seconds": SECONDS[name], **facts}


def _answer(name: str) -> Response:
    region = _region(name)
    if request.args.get("have") == region["mark"]:
        return private("", 204)
    if "HX-Request" not in request.headers:
        return private(redirect("/desk/calls", 303))
    return private(render_template("desk/calls/region.html", region=region, **_tools()))


def _page(more: Facts, status: int = 200) -> Response:
    regions = [_region(name) for name in _FACTS]
    extension_ = desk_calls().extensions.of(g.account.name)
    shown = render_template(
        "desk/calls/page.html", regions=regions, extension=extension_, **_tools(), **{"refused": None, **more}
    )
    return private(shown, status)


def _tools() -> Facts:
    return {"masked_phone": masked_phone, "outcomes": OUTCOMES, "done": request.args.get("done", "")}


def private(body: Any, status: int | None = None) -> Response:
    """Return an answer that nobody on its way may keep."""
    response: Response = make_response(body) if status is None else make_response(body, status)
    response.headers["Cache-Control"] = "no-store"
    return response
