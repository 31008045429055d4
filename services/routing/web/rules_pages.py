"""/desk/rules: the rule sets, one of them in plain words, and what can be done to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from marshmallow import ValidationError, fields, validate
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.text import visible_line
from services.kit.web import require
from services.routing.domain.roles import ADMINISTRATOR, LEADER, SHIFT_LEAD
from services.routing.web.case_schemas import FormSchema
from services.routing.web.current import actor
from services.routing.web.rules_view import now, private, rules, set_page, status_of, told

READERS = (ADMINISTRATOR, SHIFT_LEAD, LEADER)
DECIDERS = (ADMINISTRATOR, SHIFT_LEAD)
MONTHS = (1, 3, 6, 12)
LONGEST_NOTE = 500

rules_desk = Blueprint("rules", __name__, url_prefix="/desk/rules")


class SimulateSchema(FormSchema):
    """How far back, and as of which local day (today)."""

    months = fields.Integer(validate=validate.OneOf(MONTHS), load_default=6)
    as_of = fields.Date(load_default=None)


class DecideSchema(FormSchema):
    """`version`: what the person had before their eyes. `day`: from when; left out: at once."""

    version = fields.Integer(load_default=None)
    note = fields.String(validate=validate.Length(max=LONGEST_NOTE), load_default=None)
    day = fields.Date(load_default=None)


@rules_desk.get("")
@require(*READERS)
def list_sets() -> Response:
    """Show all sets, the newest first."""
    return _list_page()


@rules_desk.get("/<int:number>")
@require(*READERS)
def show(number: int) -> Response:
    """Show one set."""
    return set_page(number)


@rules_desk.post("/<int:number>/copy")
@require(ADMINISTRATOR)
def copy(number: int) -> AnyResponse:
    """Make a draft with the content of a set."""
    note = visible_line(request.form.get("note", ""))[:LONGEST_NOTE]
    return _to(rules().make_draft.of(number, actor(), note).number)


@rules_desk.post("/<int:number>/simulate")
@require(*DECIDERS)
def simulate(number: int) -> AnyResponse:
    """Replay past cases by the set."""

    def act(values: dict[str, Any]) -> None:
        since = now() - timedelta(days=30 * values["months"])
        rules().simulate(number, since, values["as_of"], actor())

    return _do(number, SimulateSchema(), act, "simulation")


@rules_desk.post("/<int:number>/approve")
@require(*DECIDERS)
def approve(number: int) -> AnyResponse:
    """Say yes to what was simulated."""
    return _do(
        number, DecideSchema(), lambda values: rules().approve(number, actor(), values["note"], values["version"])
    )


@rules_desk.post("/<int:number>/activate")
@require(*DECIDERS)
def activate(number: int) -> AnyResponse:
    """Make the set the law, from a day or at once."""
    return _do(
        number, DecideSchema(), lambda values: rules().activate(number, actor(), values["day"], values["version"])
    )


@rules_desk.post("/<int:number>/withdraw")
@require(*DECIDERS)
def withdraw(number: int) -> AnyResponse:
    """Give the set up."""
    return _do(
        number, DecideSchema(), lambda values: rules().withdraw(number, actor(), values["note"], values["version"])
    )


@rules_desk.post("/rollback")
@require(*DECIDERS)
def roll_back() -> AnyResponse:
    """Put the set before the present one in force again. `present`: the one that the person wants to be rid of."""
    try:
        return _to(rules().roll_back(actor(), request.form.get("present", type=int)).number)
    except Rejected as why:
        return _list_page(why)


def _list_page(refused: Rejected | None = None) -> Response:
    found = rules().find
    page = render_template(
        "desk/rules/list.html",
        sets=found.all(),
        earlier=found.earlier(),
        refused=told(refused) if refused else [],
        decides=actor().role in DECIDERS,
        writes=actor().role == ADMINISTRATOR,
    )
    return private(page, status_of(refused) if refused else 200)


def _do(number: int, schema: FormSchema, act: Callable[[dict[str, Any]], Any], place: str = "") -> AnyResponse:
    """Do it and show the set; a refusal stands on the same page, with what was typed."""
    try:
        act(schema.load(request.form))
    except ValidationError:
        return set_page(number, _unreadable(), request.form)
    except Rejected as why:
        if why.slug == "unknown-rules":
            raise
        return set_page(number, why, request.form)
    return _to(number, place)


def _unreadable() -> Rejected:
    return Rejected("unprocessable", "Có ô điền chưa đúng.", "A field could not be read.")


def _to(number: int, place: str = "") -> AnyResponse:
    return redirect(f"/desk/rules/{number}" + (f"#{place}" if place else ""), 303)
