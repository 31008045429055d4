"""/desk/settings/categories/<slug>/questions: what a category asks, one question at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request
from marshmallow import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web import require
from services.routing.catalog import schema
from services.routing.domain.amending.edits import value_in
from services.routing.domain.roles import ADMINISTRATOR
from services.routing.usecases.amending import Wish
from services.routing.web.settings_fields import QUESTION
from services.routing.web.settings_form import read, shown, typed
from services.routing.web.settings_pages import READERS, settings, to_change
from services.routing.web.settings_records import NEW
from services.routing.web.settings_view import View, keep, page, view

Record = Mapping[str, Any]


@settings.get("/categories/<category>/questions/<asked>")
@require(*READERS)
def question(category: str, asked: str) -> Response:
    """Show the form of a question, or an empty one."""
    seen = view()
    found = _category(category, seen)
    return _form(found, asked, {} if asked == NEW else shown(_question(found, asked), QUESTION), seen)


@settings.post("/categories/<category>/questions/<asked>")
@require(ADMINISTRATOR)
def save_question(category: str, asked: str) -> AnyResponse:
    """Write the question into its category, last or where it was."""
    seen = view()
    found = _category(category, seen)
    try:
        return _keep(found, _with(found, asked, _typed(found, asked)))
    except ValidationError as wrong:
        return _form(found, asked, typed(request.form, QUESTION), seen, wrong.messages_dict)
    except Rejected as why:
        return _form(found, asked, typed(request.form, QUESTION), seen, refused=why)


@settings.post("/categories/<category>/questions/<asked>/<any(up, remove):act>")
@require(ADMINISTRATOR)
def arrange_question(category: str, asked: str, act: str) -> AnyResponse:
    """Ask a question earlier, or no longer."""
    found = _category(category, view())
    chosen, all_ = _question(found, asked), list(found.get("questions", ()))
    place = all_.index(chosen)
    all_.remove(chosen)
    if act == "up":
        all_.insert(max(0, place - 1), chosen)
    return _keep(found, all_)


def _typed(category: Record, slug: str) -> dict[str, Any]:
    form = request.form.copy()
    if slug != NEW:
        form["slug"] = slug
    found = read(form, QUESTION, schema.Question())
    if slug == NEW and any(each["slug"] == found["slug"] for each in category.get("questions", ())):
        raise ValidationError({"slug": "settings.taken"})
    return found


def _with(category: Record, slug: str, found: Record) -> list[Record]:
    asked = list(category.get("questions", ()))
    return [*asked, found] if slug == NEW else [found if each["slug"] == slug else each for each in asked]


def _keep(category: Record, asked: list[Record]) -> AnyResponse:
    after = {**category, "questions": asked}
    return to_change(keep(Wish(part="categories", key=category["slug"], after=after)))


def _category(key: str, seen: View) -> Record:
    found: Record | None = value_in(seen.catalog, "categories", key)
    return found if found is not None else _unknown()


def _question(category: Record, slug: str) -> Record:
    found: Record | None = next((each for each in category.get("questions", ()) if each["slug"] == slug), None)
    return found if found is not None else _unknown()


def _unknown() -> Record:
    raise Rejected("unknown-record", "Danh mục không có mục này.", "The catalogue has no such record.")


def _form(
    category: Record,
    slug: str,
    values: Mapping[str, Any],
    seen: View,
    wrong: Mapping[str, Any] | None = None,
    refused: Rejected | None = None,
) -> Response:
    return page(
        "question",
        422 if wrong else 200,
        refused,
        category=category,
        slug=slug,
        is_new=slug == NEW,
        fields=QUESTION,
        value=values,
        wrong=wrong or {},
        found={},
        view=seen,
        choices=lambda _: [],
    )
