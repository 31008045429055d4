"""/desk/cases/<code>: everything about a case on one page, and everything that can be done with it."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
)
from ulid import ULID
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web import allow_body, language, require
from services.routing.domain.case import Case
from services.routing.domain.masking import readable_phone
from services.routing.domain.roles import ADMINISTRATOR, AGENCY_LEADER, LEADER, OFFICER, OPERATOR, SHIFT_LEAD
from services.routing.domain.seeing import sees_looks
from services.routing.domain.told import unheard
from services.routing.web.case_acts import BY_NAME, DeskAct, offered
from services.routing.web.case_choices import choices, event_words, filesize, of_case, prefilled
from services.routing.web.case_doing import MOST_BODY, Refused, do
from services.routing.web.case_names import Names
from services.routing.web.case_view import CaseView
from services.routing.web.current import actor, application
from services.routing.web.schemas import CaseSchema
from services.routing.web.views import whole

READERS = (OPERATOR, SHIFT_LEAD, OFFICER, AGENCY_LEADER, ADMINISTRATOR, LEADER)
#: Those of them who may do something to a case, or ask to see a contact.
ACTORS = (OPERATOR, SHIFT_LEAD, OFFICER, AGENCY_LEADER)

case_page = Blueprint("case_page", __name__, url_prefix="/desk/cases")


@case_page.get("/<code>")
@require(*READERS)
def show(code: str) -> Response:
    """Show the case with what its reader may do."""
    return _page(application().find_cases.one(code, actor()), done_act=BY_NAME.get(request.args.get("done", "")))


@case_page.get("/<code>.json")
@require(*READERS)
def as_json(code: str) -> Response:
    """Give the case as JSON: what the desk's API gives, with the contact masked."""
    app, who = application(), actor()
    case = app.find_cases.one(code, who)
    shown = whole(case, who, app.links, app.clock.now(), app.case_page.page_links.answers)
    response: Response = jsonify(CaseSchema().dump(shown))
    response.headers["Content-Disposition"] = f'attachment; filename="{code}.json"'
    return _private(response)


@case_page.get("/<code>/print")
@require(*READERS)
def print_view(code: str) -> Response:
    """Show the case on one sheet, without forms."""
    view = _view(application().find_cases.one(code, actor()))
    return _private(make_response(render_template("desk/case/print.html", **view, **_around(code))))


@case_page.get("/<code>/left")
@require(*READERS)
def left(code: str) -> Response:
    """Say that the act was done and that the case is no longer the reader's to see. Tells nothing about the case."""
    act = BY_NAME.get(request.args.get("done", ""))
    return _private(make_response(render_template("desk/case/left.html", code=code, act=act)))


@case_page.post("/<code>/contact")
@require(*ACTORS)
def reveal(code: str) -> Response:
    """Write the look down, then show the contact. Not redirected: a second look is a look of its own."""
    _guard()
    app, who = application(), actor()
    why = request.form.get("why", "")[:300].strip()
    contact = app.case_page.look_at_contact(code, who, why)
    if request.headers.get("HX-Request"):
        return _private(make_response(render_template("desk/case/contact_shown.html", contact=contact)))
    return _page(app.find_cases.one(code, who), shown_contact=contact)


@case_page.get("/<code>/<act>")
@require(*READERS)
def back_from(code: str, act: str) -> AnyResponse:
    """Lead back to the case: a page that refused an act has the act's address, and people change its language."""
    if act not in BY_NAME:
        abort(404)
    return redirect(f"/desk/cases/{code}", 302)


@case_page.post("/<code>/<act>")
@require(*ACTORS)
@allow_body(MOST_BODY)
def act_on(code: str, act: str) -> AnyResponse:
    """Do what a form asks; refused, show the page again with what was typed and why it was not done."""
    _guard()
    wanted = BY_NAME.get(act) or abort(404)
    case = application().find_cases.one(code, actor())
    try:
        do(wanted, case, actor())
    except Refused as refusal:
        return _page(case, refusal=refusal, status=refusal.status)
    return redirect(_after(code, wanted), 303)


def register(app: Flask) -> None:
    """Add these pages. The guard of forms would read a body with files before its size is allowed: it is asked here."""
    app.register_blueprint(case_page)
    app.extensions["csrf"].exempt(case_page)
    app.add_template_filter(filesize)
    app.add_template_filter(readable_phone)


def _guard() -> None:
    """A browser never adds a bearer token by itself, so whoever shows one means it."""
    if "Authorization" not in request.headers:
        current_app.extensions["csrf"].protect()


def _after(code: str, act: DeskAct) -> str:
    """An agency that sends a case back cannot see it any more."""
    try:
        application().find_cases.one(code, actor())
    except Rejected:
        return f"/desk/cases/{code}/left?done={act.name}"
    return f"/desk/cases/{code}?done={act.name}"


def _page(case: Case, *, status: int = 200, **more: Any) -> Response:
    view = _view(case)
    page = render_template(
        "desk/case/page.html",
        **view,
        **_around(case.code),
        **choices(view["names"], view["now"]),
        **of_case(case, view["names"]),
        groups=_grouped(offered(case, actor(), view["names"])),
        prefilled=lambda act: prefilled(act, case, view["names"]),
        duplicates=_has("duplicates", case.code) if actor().is_operator else None,
        key=str(ULID()),
        **{"done_act": None, "refusal": None, "shown_contact": None, **more},
    )
    return _private(make_response(page, status))


def _grouped(acts: list[DeskAct]) -> list[list[DeskAct]]:
    """Acts that share a form, together, where the first of them stands."""
    groups: dict[str, list[DeskAct]] = {}
    for act in acts:
        groups.setdefault(act.group, []).append(act)
    return list(groups.values())


def _view(case: Case) -> dict[str, Any]:
    app = application()
    names = Names(app.catalogs.assigner().catalog, language())
    words = current_app.extensions["texts"].say
    view = CaseView(
        case=case, actor=actor(), names=names, words=words, links=app.case_page.page_links, now=app.clock.now()
    )
    return {**view.whole(), "names": names, "now": view.now, "account_name": view.actor.name.removeprefix("desk:")}


def _around(code: str) -> dict[str, Any]:
    """Return what lies beside the case: messages to the citizen, and who looked at the contact."""
    page, who = application().case_page, actor()
    told = page.told.of_case(code)
    missed = ", ".join(event_words(each) for each in unheard(told))
    return {
        "told": told,
        "event_words": event_words,
        "unheard_words": missed,
        "looks": page.find_looks.of_case(code, who),
        "sees_looks": sees_looks(who),
    }


def _has(part: str, code: str) -> str | None:
    """Return the address of a part of the page that another screen serves, None where nobody does."""
    path = f"/desk/cases/{code}/{part}"
    try:
        endpoint, _ = current_app.url_map.bind("").match(path, method="GET")
    except (NotFound, MethodNotAllowed):
        return None
    return None if endpoint == "case_page.back_from" else path


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
