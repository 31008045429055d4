"""/desk/settings: what can be changed, the changes that are written, waiting and done, and all versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, redirect, request
from marshmallow import ValidationError, fields, validate
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web import require
from services.routing.domain.amending.amendment import Amendment, Stage
from services.routing.domain.amending.edits import LISTS
from services.routing.domain.roles import ADMINISTRATOR, SHIFT_LEAD
from services.routing.web.case_schemas import FormSchema
from services.routing.web.current import actor
from services.routing.web.settings_calendar_view import warnings
from services.routing.web.settings_view import allowed, amending, page, today, view
from services.routing.web.settings_words import called

READERS = (ADMINISTRATOR, SHIFT_LEAD)
LONGEST_NOTE = 500
UNDER_WAY = {Stage.DRAFT, Stage.PROPOSED, Stage.APPROVED, Stage.DUE}
OWN_FORM = {
    "calendar": "/desk/settings/calendar",
    "limits": "/desk/settings/limits",
    "province": "/desk/settings/province",
}

settings = Blueprint("settings", __name__, url_prefix="/desk/settings")


class ProposeSchema(FormSchema):
    """`version`: what the person had before their eyes."""

    version = fields.Integer(load_default=None)
    why = fields.String(validate=validate.Length(max=LONGEST_NOTE), load_default="")


class DecideSchema(FormSchema):
    """`day`: from when; left out: at once."""

    version = fields.Integer(load_default=None)
    note = fields.String(validate=validate.Length(max=LONGEST_NOTE), load_default=None)
    day = fields.Date(load_default=None)


@settings.get("")
@require(*READERS)
def overview() -> Response:
    """Show the parts, what is being changed, and what ought to be."""
    seen, found = view(), amending().amendments.all()
    return page(
        "overview",
        counts={part: len(seen.present.get(part, ())) for part in LISTS},
        amendments=[each for each in found if each.stage in UNDER_WAY],
        done=[each for each in found if each.in_force_as][:5],
        warnings=warnings(seen.present, today()),
        version=amending().versions.history()[0],
    )


@settings.get("/changes/<int:number>")
@require(*READERS)
def change(number: int) -> Response:
    """Show a change: in words, what is wrong with it, what it would do, and what can be done to it."""
    return change_page(number)


@settings.post("/changes/<int:number>/propose")
@require(ADMINISTRATOR)
def propose(number: int) -> AnyResponse:
    """Leave it to a second person."""
    return _do(number, ProposeSchema(), lambda said: amending().propose(number, said["why"], actor(), said["version"]))


@settings.post("/changes/<int:number>/approve")
@require(*READERS)
def approve(number: int) -> AnyResponse:
    """Put it in force, at once or from a day."""
    return _do(
        number,
        DecideSchema(),
        lambda said: amending().approve(number, actor(), said["day"], said["note"], said["version"]),
    )


@settings.post("/changes/<int:number>/withdraw")
@require(*READERS)
def withdraw(number: int) -> AnyResponse:
    """Give it up."""
    return _do(number, DecideSchema(), lambda said: amending().withdraw(number, actor(), said["note"], said["version"]))


@settings.post("/changes/<int:number>/take-out")
@require(ADMINISTRATOR)
def take_out(number: int) -> AnyResponse:
    """Leave a record as it is in force."""
    place = request.form.get("part", ""), request.form.get("key", "")
    return _do(number, DecideSchema(), lambda said: amending().edit.take_out(number, place, actor(), said["version"]))


@settings.get("/versions")
@require(*READERS)
def versions() -> Response:
    """List every version of the catalogue."""
    return _versions()


@settings.get("/versions/<int:number>")
@require(*READERS)
def version(number: int) -> Response:
    """Show how a version differs from the one before."""
    known, edits = amending().find.version(number)
    whole = amending().versions.content(number) or {}
    return page("version", version=known, edits=edits, names=whole, is_first=number == 1)


@settings.post("/versions/<int:number>/bring-back")
@require(ADMINISTRATOR)
def bring_back(number: int) -> AnyResponse:
    """Draft what makes the catalogue what it was."""
    try:
        return to_change(amending().bring_back(number, actor()))
    except Rejected as why:
        if why.slug == "unknown-version":
            raise
        return _versions(why)


def change_page(number: int, refused: Rejected | None = None, typed: Mapping[str, str] | None = None) -> Response:
    """Show a change; with why something was refused, and what was typed."""
    one, present = amending().find.one(number), amending().edit.present()
    judged = amending().judge(one, present)
    return page(
        "change",
        refused=refused,
        one=one,
        judged=judged if one.is_open else None,
        names=judged.snapshot,
        called=called,
        may=allowed(one),
        typed=typed or {},
        form_of=form_of,
        place_of=place_of,
    )


def form_of(part: str, key: str) -> str:
    """Return where a record is edited."""
    return OWN_FORM.get(part, f"/desk/settings/{part}/{key}")


def place_of(subject: str) -> tuple[str, str]:
    """Return the record that a finding is about: `agencies/so-y-te` or `/agencies/3/name`."""
    part, _, rest = subject.lstrip("/").partition("/")
    return part, rest.partition("/")[0]


def to_change(one: Amendment) -> AnyResponse:
    """Go and look at a change."""
    return redirect(f"/desk/settings/changes/{one.number}", 303)


def _versions(refused: Rejected | None = None) -> Response:
    return page("versions", refused=refused, versions=amending().versions.history())


def _do(number: int, schema: FormSchema, act: Callable[[dict[str, Any]], Amendment]) -> AnyResponse:
    """Do it and show the change; a refusal stands on the same page, with what was typed."""
    try:
        act(schema.load(request.form))
    except ValidationError:
        wrong = Rejected("unprocessable", "Có ô điền chưa đúng.", "A field could not be read.")
        return change_page(number, wrong, request.form)
    except Rejected as why:
        if why.slug == "unknown-amendment":
            raise
        return change_page(number, why, request.form)
    return redirect(f"/desk/settings/changes/{number}", 303)
