"""/desk/rules/<n>/rules: a draft, edited one rule at a time."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, render_template, request
from marshmallow import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from services.kit.events.vocabulary import CHANNELS, KINDS, URGENCIES
from services.kit.failures import Rejected
from services.kit.text import visible_line
from services.kit.web import require
from services.routing.catalog.tree import leaves
from services.routing.domain.calendar import VIETNAM
from services.routing.domain.roles import ADMINISTRATOR
from services.routing.domain.rule_editing import moved_rule, with_default, with_rule, without_rule
from services.routing.domain.rule_set import RuleSet
from services.routing.usecases.rules.change_draft import Edit
from services.routing.web.current import actor, application
from services.routing.web.rules_form import default_of, rule_of, typed
from services.routing.web.rules_pages import rules_desk
from services.routing.web.rules_view import as_typed, now, private, rules, set_page, status_of, told

__all__ = ["rules_desk"]

NEW = "_moi"
LAST = 10_000


@rules_desk.get("/<int:number>/rules/<id_>")
@require(ADMINISTRATOR)
def edit(number: int, id_: str) -> Response:
    """Show the form of a rule, or an empty one."""
    one = rules().find.one(number).rule_set
    return _form(one, id_, {} if id_ == NEW else as_typed(_rule(one, id_)))


@rules_desk.post("/<int:number>/rules/<id_>")
@require(ADMINISTRATOR)
def save(number: int, id_: str) -> AnyResponse:
    """Put the rule into the draft; what cannot be read or leads nowhere is said at the form."""
    one, snapshot = rules().find.one(number).rule_set, application().catalogs.known() or {}
    name = visible_line(request.form.get("id", "")) if id_ == NEW else _rule(one, id_)["id"]
    shown = typed(request.form, name)
    if id_ == NEW and any(each["id"] == name for each in one.content.rules):
        return _form(one, id_, shown, {"id": "rules.form.taken"})
    try:
        rule = rule_of(request.form, name, snapshot, now().astimezone(VIETNAM).date().isoformat())
        place = request.form.get("place", LAST, type=int)
        _change(one, lambda content: with_rule(content, rule, place), f"{name}: {'thêm' if id_ == NEW else 'sửa'}")
    except ValidationError as wrong:
        return _form(one, id_, shown, dict.fromkeys(wrong.messages_dict, "rules.form.wrong"))
    except Rejected as why:
        return _form(one, id_, shown, refused=why)
    return redirect(f"/desk/rules/{number}#rule-{name}", 303)


@rules_desk.post("/<int:number>/rules/<id_>/<any(up, down, remove):act>")
@require(ADMINISTRATOR)
def arrange(number: int, id_: str, act: str) -> AnyResponse:
    """Move a rule one place, or take it out."""
    one = rules().find.one(number).rule_set
    rule = _rule(one, id_)["id"]
    try:
        if act == "remove":
            _change(one, lambda content: without_rule(content, rule), f"{rule}: bỏ")
            return redirect(f"/desk/rules/{number}#rules", 303)
        _change(one, lambda content: moved_rule(content, rule, -1 if act == "up" else 1), f"{rule}: đổi thứ tự")
    except Rejected as why:
        return set_page(number, why)
    return redirect(f"/desk/rules/{number}#rule-{rule}", 303)


@rules_desk.post("/<int:number>/default")
@require(ADMINISTRATOR)
def save_default(number: int) -> AnyResponse:
    """Say who takes what no rule does."""
    one = rules().find.one(number).rule_set
    try:
        default = default_of(request.form)
        _change(one, lambda content: with_default(content, default), "mặc định: sửa")
    except ValidationError:
        wrong = Rejected("unprocessable", "Cơ quan mặc định cần có lý do.", "The default needs an agency and a reason.")
        return set_page(number, wrong, request.form)
    except Rejected as why:
        return set_page(number, why, request.form)
    return redirect(f"/desk/rules/{number}#default", 303)


def _change(one: RuleSet, edit_: Edit, note: str) -> None:
    seen = request.form.get("version", type=int)
    rules().change_draft(one.number, edit_, actor(), note, seen)


def _rule(one: RuleSet, id_: str) -> Any:
    found = next((each for each in one.content.rules if each["id"] == id_), None)
    if found is None:
        raise Rejected("unknown-rule", "Bộ quy tắc không có quy tắc này.", "The rule set has no such rule.")
    return found


def _form(
    one: RuleSet,
    id_: str,
    values: dict[str, Any],
    wrong: dict[str, str] | None = None,
    refused: Rejected | None = None,
) -> Response:
    known = application().catalogs.known() or {"categories": [], "agencies": [], "areas": []}
    ends = {each["slug"] for each in leaves(known["categories"])}
    page = render_template(
        "desk/rules/rule.html",
        one=one,
        is_new=id_ == NEW,
        address=f"/desk/rules/{one.number}/rules/{id_}",
        value=values,
        wrong=wrong or {},
        refused=told(refused) if refused else [],
        categories=[(each, each["slug"] in ends) for each in known["categories"]],
        agencies=sorted(known["agencies"], key=lambda each: str(each["name"])),
        areas=known["areas"],
        choices={"channel": CHANNELS, "urgency": URGENCIES, "kind": KINDS},
    )
    return private(page, 422 if wrong else status_of(refused) if refused else 200)
