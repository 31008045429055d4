"""/desk/calls/new: file a case while talking, on one screen; /desk/calls/filed: what is read out to the caller."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, g, redirect, render_template, request, session
from ulid import ULID
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from services.kit.events.vocabulary import URGENCIES
from services.kit.failures import Rejected
from services.kit.web import language, require
from services.kit.web.problems import of_rejected
from services.routing.domain.masking import readable_phone
from services.routing.usecases.calls import Caller, Foreseen, HotlineAway, Receipt
from services.routing.usecases.calls.facts import OVER
from services.routing.usecases.calls.file_for_caller import OUTCOMES_AT_ONCE
from services.routing.web.calls_pages import TALK, desk_calls, private, said, say
from services.routing.web.case_names import Names
from services.routing.web.current import actor, application
from services.routing.web.filing_alike import alike
from services.routing.web.filing_choices import Topics
from services.routing.web.filing_form import FilingForm, WrongFields, errors_of
from services.routing.web.filing_hints import hints_about

#: How many receipts a browser keeps: the PIN is nowhere else at the desk, and never part of an address.
MOST_RECEIPTS = 3
KEPT = "filed"
STOP_POLLING = 286
CODE_LENGTH = 13

filing = Blueprint("filing", __name__, url_prefix="/desk/calls")


@filing.get("/new")
@require(*TALK)
def ask() -> Response:
    """Show the form, with what is known of the call (`call`)."""
    name = request.args.get("call", "")
    try:
        caller = desk_calls().hotline.call(g.account.name, name) if name else None
    except Rejected:
        return _page({"call": name, "matter": "1"}, {"": say("filing.unknown_call")})
    except HotlineAway:
        return _page({"call": name or f"desk-{ULID()}", "matter": "1"}, {"": say("calls.away")}, 503)
    return _page(_prefilled(caller), {}, caller=caller)


@filing.post("/new")
@require(*TALK)
def file() -> AnyResponse:
    """File what was typed; refused, show it again with what is wrong, and lose nothing."""
    typed = request.form
    if typed.get("do") == "questions":
        return _page(typed, {})
    try:
        form = FilingForm(typed, _topics(), _names())
        filed, answer = form.read()
        receipt = desk_calls().file(filed, answer, g.account.name, actor())
    except WrongFields as wrong:
        return _page(typed, {name: _sentence(why) for name, why in wrong.errors.items()}, 422)
    except Rejected as why:
        return _page(typed, _sentences(why), of_rejected(why).status, slug=why.slug)
    except HotlineAway:
        return _page(typed, {"": say("calls.away")}, 503)
    _keep(receipt, typed.get("call", ""))
    return redirect(f"/desk/calls/filed/{receipt.code}", 303)


@filing.post("/new/hints")
@require(*TALK)
def hints() -> Response:
    """Guess category and area from what is being typed. Sent, not asked for: words of citizens stand in no address."""
    found = hints_about(request.form.get("text", ""), request.form.get("address", ""), _topics_or_none(), _names())
    return private(render_template("desk/filing/hints.html", hints=found))


@filing.post("/new/alike")
@require(*TALK)
def alike_cases() -> Response:
    """Show cases that may be about what is being typed. Sent, not asked for, as above; nothing is kept."""
    form = FilingForm(request.form, _topics_or_none(), _names())
    shown = {"alike": alike(form), "names": form.names, "vi": language() == "vi"}
    return private(render_template("desk/filing/alike.html", **shown))


@filing.post("/new/category")
@require(*TALK)
def about_category() -> Response:
    """Show the questions of the category that was chosen."""
    return _part("category")


@filing.post("/new/foreseen")
@require(*TALK)
def foreseen() -> Response:
    """Show who would get the case by when."""
    return _part("foreseen")


@filing.get("/filed/<code>")
@require(*TALK)
def filed_page(code: str) -> Response:
    """Show what is read out to the caller: the code in groups, the PIN, who answers by when."""
    if len(code) != CODE_LENGTH or not code.isdigit():
        abort(404)
    kept = next((each for each in session.get(KEPT, []) if each["code"] == code), None)
    return private(render_template("desk/filing/filed.html", code=code, kept=kept, **_state(code)))


@filing.get("/filed/<code>/state")
@require(*TALK)
def filed_state(code: str) -> Response:
    """Show how far the case is here; once it has arrived and no answer is owed, the page asks no more."""
    state = _state(code)
    page = render_template("desk/filing/state.html", code=code, **state)
    return private(page, 200 if state["waits"] else STOP_POLLING)


def _state(code: str) -> dict[str, Any]:
    """The case travels here as an event: for a moment after filing, there is none."""
    app, promised = application(), desk_calls().promises.of_case(code)
    try:
        case = app.find_cases.one(code, actor())
    except Rejected:
        case = None
    return {"case": case, "promised": promised, "waits": case is None or promised == "waiting"}


def _prefilled(caller: Caller | None) -> dict[str, str]:
    if caller is None:
        return {"call": f"desk-{ULID()}", "matter": "1"}
    typed = {"call": caller.call_id, "matter": str(len(caller.call.cases) + 1)}
    number = caller.call.number
    return {**typed, "phone": readable_phone(number)} if number and _sees_number(caller) else typed


def _sees_number(caller: Caller) -> bool:
    """Whoever has taken the call sees the number; of a call that is over, whoever opens its record."""
    mine = desk_calls().extensions.of(g.account.name)
    return caller.call.state == OVER or (mine is not None and caller.call.extension == mine)


def _part(name: str) -> Response:
    form = FilingForm(request.form, _topics_or_none(), _names())
    return private(render_template(f"desk/filing/{name}.html", **_around(form, {})))


def _page(typed: Any, errors: dict[str, str], status: int = 200, **more: Any) -> Response:
    values = typed if isinstance(typed, MultiDict) else MultiDict(typed)
    form = FilingForm(values, _topics_or_none(), _names())
    page = render_template("desk/filing/page.html", **_around(form, errors), **{"caller": None, "slug": "", **more})
    return private(page, status)


def _around(form: FilingForm, errors: dict[str, str]) -> dict[str, Any]:
    """Return everything the form shows besides what was typed."""
    now, category = application().clock.now(), form.category()
    day = form.names.catalog.agency_hours.local(now).date()
    return {
        "typed": form.typed,
        "errors": errors,
        "categories": form.topics.names(),
        "areas": form.names.areas_on(day),
        "questions": category.questions if category else (),
        "identity": category.identity if category else "none",
        "urgencies": URGENCIES,
        "outcomes": OUTCOMES_AT_ONCE,
        "foreseen": _foreseen(form),
        "vi": language() == "vi",
    }


def _foreseen(form: FilingForm) -> Foreseen | None:
    category = form.category()
    if category is None:
        return None
    return desk_calls().foresee(category.slug, form.area(), form.urgency, category.kind)


def _topics() -> Topics:
    return Topics(desk_calls().hotline.categories(), language())


def _topics_or_none() -> Topics:
    """Without the hotline there is no choice, and the page says so."""
    try:
        return _topics()
    except HotlineAway:
        return Topics((), language())


def _names() -> Names:
    return Names(application().catalogs.assigner().catalog, language())


def _sentence(why: str | Rejected) -> str:
    return say(why) if isinstance(why, str) else said(why)


def _sentences(why: Rejected) -> dict[str, str]:
    return {name: vi if language() == "vi" else en for name, (vi, en) in errors_of(why).items()}


def _keep(receipt: Receipt, call: str) -> None:
    """In this browser only, and only the last few."""
    earlier = [each for each in session.get(KEPT, []) if each["code"] != receipt.code]
    kept = {"code": receipt.code, "pin": receipt.pin, "again": receipt.again, "call": call}
    session[KEPT] = [*earlier, kept][-MOST_RECEIPTS:]
