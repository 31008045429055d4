"""/desk/triage: what waits at the centre, one case after the other, decided with a key or two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request
from ulid import ULID
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web import language, require
from services.routing.domain.case import Case
from services.routing.domain.classification import Suggested
from services.routing.usecases.triage import Waiting
from services.routing.web.calls_pages import TALK, desk_calls, private
from services.routing.web.case_acts import BY_NAME, DeskAct, offered
from services.routing.web.case_choices import choices, of_case, prefilled
from services.routing.web.case_doing import Refused, do
from services.routing.web.case_names import Names
from services.routing.web.case_view import CaseView
from services.routing.web.current import actor, application

MOST_SHOWN = 60
#: What is decided here; everything else is done on the case's own page.
ACTS = ("classify", "reassign", "forward", "answer", "ask", "note")
#: After these the case stays in the queue, and whoever did it stays with it.
STAYS = ("note",)

triage = Blueprint("triage", __name__, url_prefix="/desk/triage")


@triage.get("")
@require(*TALK)
def page() -> Response:
    """Show the queue, and the case that is to be decided: the one asked for (`code`), or the first."""
    queue = desk_calls().waiting.first(MOST_SHOWN)
    asked = request.args.get("code", "")
    code = asked if any(each.code == asked for each in queue) else _head(queue)
    case = application().find_cases.one(code, actor()) if code else None
    done = BY_NAME.get(request.args.get("done", ""))
    return _page(queue, case, done_act=done, last=request.args.get("last", ""))


@triage.post("/<code>/<act>")
@require(*TALK)
def act_on(code: str, act: str) -> AnyResponse:
    """Do what a form asks, and go on to the next case; refused, show the form again with what was typed."""
    wanted = BY_NAME.get(act)
    if wanted is None or act not in ACTS:
        abort(404)
    queue = desk_calls().waiting.first(MOST_SHOWN)
    case = application().find_cases.one(code, actor())
    try:
        do(wanted, case, actor())
    except Refused as refusal:
        return _page(queue, case, refusal=refusal, status=refusal.status)
    following = code if act in STAYS else _after(queue, code)
    return redirect(f"/desk/triage?done={act}&last={code}&code={following}", 303)


def _page(queue: Sequence[Waiting], case: Case | None, status: int = 200, **more: Any) -> Response:
    code = case.code if case else ""
    facts = {
        "done_act": None,
        "refusal": None,
        "last": "",
        "queue": queue,
        "total": desk_calls().waiting.counted(),
        "case": case,
        "following": _after(queue, code),
        "previous": _before(queue, code),
        **more,
        **(_around(case) if case else {}),
    }
    page_ = render_template("desk/triage/page.html", **facts)
    return private(page_, status)


def _around(case: Case) -> dict[str, Any]:
    """Return what the case shows, and the forms of what can be decided."""
    app, who = application(), actor()
    names, now = Names(app.catalogs.assigner().catalog, language()), app.clock.now()
    words = current_app.extensions["texts"].say
    view = CaseView(case=case, actor=who, names=names, words=words, links=app.case_page.page_links, now=now)
    return {
        **view.whole(),
        "names": names,
        "now": now,
        **choices(names, now),
        **of_case(case, names),
        "groups": _groups(case, names),
        "prefilled": lambda act: prefilled(act, case, names),
        "offers": _offers(case, names),
        "key": str(ULID()),
        "acts_base": "/desk/triage",
    }


def _groups(case: Case, names: Names) -> list[list[DeskAct]]:
    """Return the acts that are decided here, each in a form of its own."""
    possible = {act.name: act for act in offered(case, actor(), names)}
    return [[possible[name]] for name in ACTS if name in possible]


def _offers(case: Case, names: Names) -> list[dict[str, Any]]:
    """Return the suggested topics, best first, each with what the classification then says."""
    guessed = case.suggested or _guess(case)
    area = case.area or next((each.value for each in guessed if each.what == "area"), None)
    return [
        {
            "category": each.value,
            "name": names.category(each.value),
            "area": area,
            "area_name": names.area(area),
            "percent": round(each.confidence * 100),
        }
        for each in guessed
        if each.what == "category"
    ]


def _guess(case: Case) -> tuple[Suggested, ...]:
    """What came in before there was a model is guessed about now."""
    suggesting = application().suggesting
    if suggesting is None:
        return ()
    said = case.submission
    try:
        return suggesting.suggest(f"{said.title}\n{said.text}", said.address).suggested
    except Rejected:
        return ()


def _head(queue: Sequence[Waiting]) -> str:
    return queue[0].code if queue else ""


def _after(queue: Sequence[Waiting], code: str) -> str:
    """Return the one behind a case, or at the end the first other one; empty where there is no other."""
    codes = [each.code for each in queue]
    place = codes.index(code) if code in codes else -1
    others = [each for each in [*codes[place + 1 :], *codes[: max(place, 0)]] if each != code]
    return others[0] if others else ""


def _before(queue: Sequence[Waiting], code: str) -> str:
    codes = [each.code for each in queue]
    place = codes.index(code) if code in codes else 0
    return codes[place - 1] if place else ""
