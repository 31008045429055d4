"""/desk/texts: canned texts to read, to edit, and to pick into an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, Flask, Response, abort, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from services.kit.events.vocabulary import OUTCOMES
from services.kit.failures import Rejected
from services.kit.text import visible_line
from services.kit.web import language, require
from services.kit.web.problems import of_rejected
from services.routing.domain.canned_text import VARIABLES, CannedText, Fault
from services.routing.domain.roles import ADMINISTRATOR, AGENCY_LEADER, OFFICER, OPERATOR, SHIFT_LEAD
from services.routing.usecases.texts import Offered
from services.routing.usecases.texts.edit_texts import EDITORS
from services.routing.web.calls_pages import private, said
from services.routing.web.case_names import Names
from services.routing.web.current import actor, application
from services.routing.wiring.texts import Texts

READERS = (OPERATOR, SHIFT_LEAD, OFFICER, AGENCY_LEADER, ADMINISTRATOR)
WRITERS = (ADMINISTRATOR, SHIFT_LEAD)
ROLES = (OPERATOR, SHIFT_LEAD, OFFICER, AGENCY_LEADER)
LONGEST_WORDS, MOST_PICKED = 100, 30

texts = Blueprint("texts", __name__, url_prefix="/desk/texts")


@texts.get("")
@require(*READERS)
def page() -> Response:
    """Show all texts one may use; with `code`, those that fit the case, filled in."""
    words, code = visible_line(request.args.get("words", ""))[:LONGEST_WORDS], request.args.get("code", "")
    offered = _for_case(code, words) if code else _everything(words)
    done, editor = request.args.get("done", ""), actor().role in EDITORS
    more = {"words": words, "code": code, "editor": editor, "done": done if done in ("save", "remove") else ""}
    return private(render_template("desk/texts/page.html", offered=offered, **more))


@texts.get("/pick")
@require(*READERS)
def pick() -> Response:
    """Show what fits, as buttons that put it into the field `target`."""
    words, code = visible_line(request.args.get("words", ""))[:LONGEST_WORDS], request.args.get("code", "")
    offered = _for_case(code, words) if code else _for_category(request.args.get("category", ""), words)
    target = "file-answer" if request.args.get("target") == "file-answer" else "content-text"
    return private(render_template("desk/texts/picked.html", offered=offered[:MOST_PICKED], target=target))


@texts.get("/new")
@require(*WRITERS)
def new() -> Response:
    """Ask for a new text."""
    return _form({"version": "0"}, {})


@texts.get("/<slug>/edit")
@require(*WRITERS)
def edit(slug: str) -> Response:
    """Show a text to be changed."""
    text = desk_texts().texts.find(slug) or abort(404)
    typed = {name: getattr(text, name) or "" for name in ("slug", "title", "body_vi", "body_en", "outcome", "role")}
    return _form({**typed, "version": str(text.version), "categories": ", ".join(text.categories)}, {})


@texts.post("/save")
@require(*WRITERS)
def save() -> AnyResponse:
    """Store a text; refused, show what was typed and why."""
    try:
        desk_texts().edit.save(_typed(request.form), actor())
    except Rejected as why:
        return _form(request.form, _sentences(why), of_rejected(why).status)
    return redirect("/desk/texts?done=save", 303)


@texts.post("/remove")
@require(*WRITERS)
def remove() -> AnyResponse:
    """Remove a text."""
    try:
        desk_texts().edit.remove(request.form.get("slug", ""), _version(request.form), actor())
    except Rejected as why:
        return _form(request.form, _sentences(why), of_rejected(why).status)
    return redirect("/desk/texts?done=remove", 303)


def register(app: Flask) -> None:
    """Add these pages, and the filter that names a category."""
    app.register_blueprint(texts)
    app.add_template_filter(_topic, "topic")


def desk_texts() -> Texts:
    """Return what can be done with canned texts."""
    found = application().texts
    if found is None:
        raise TypeError("there are no canned texts at this desk")
    return found


def _for_case(code: str, words: str) -> Sequence[Offered]:
    """Whoever may not see the case is told that there is none."""
    return desk_texts().offer.for_case(application().find_cases.one(code, actor()), actor(), words)


def _everything(words: str) -> Sequence[Offered]:
    return desk_texts().offer.unfilled(actor(), words, language())


def _for_category(typed: str, words: str) -> Sequence[Offered]:
    """The name that stands in the form; one that is not known says nothing."""
    catalog = application().catalogs.assigner().catalog
    day = catalog.agency_hours.local(application().clock.now()).date()
    slug = next((slug for slug, name in Names(catalog).categories_on(day) if typed in (slug, name)), None)
    return desk_texts().offer.for_category(slug, actor(), words)


def _typed(form: Mapping[str, str]) -> CannedText:
    named = [each.strip() for each in form.get("categories", "").split(",")]
    outcome, role = form.get("outcome", ""), form.get("role", "")
    return CannedText(
        slug=form.get("slug", "").strip(),
        title=visible_line(form.get("title", "")),
        body_vi=form.get("body_vi", ""),
        body_en=form.get("body_en", ""),
        categories=tuple(each for each in named if each),
        outcome=outcome if outcome in OUTCOMES else None,
        role=role if role in ROLES else None,
        version=_version(form),
    )


def _version(form: Mapping[str, str]) -> int:
    typed = form.get("version", "")
    return int(typed) if typed.isdigit() else 0


def _sentences(why: Rejected) -> dict[str, str]:
    wrong: Sequence[Fault] = why.details.get("faults", ())
    vi = language() == "vi"
    return {each.field: each.vi if vi else each.en for each in wrong} or {"": said(why)}


def _form(typed: Mapping[str, str], errors: Mapping[str, str], status: int = 200) -> Response:
    values = typed if isinstance(typed, MultiDict) else MultiDict(typed)
    more = {"variables": VARIABLES, "outcomes": OUTCOMES, "roles": ROLES, "is_new": values.get("version") in ("0", "")}
    return private(render_template("desk/texts/edit.html", typed=values, errors=errors, **more), status)


def _topic(slug: str) -> str:
    return Names(application().catalogs.assigner().catalog, language()).category(slug) or slug
