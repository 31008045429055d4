"""/desk/settings/limits and /province: parts of the catalogue that are one form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request
from marshmallow import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from services.kit.failures import Rejected
from services.kit.web import require
from services.routing.domain.limits import Limits
from services.routing.domain.roles import ADMINISTRATOR
from services.routing.usecases.amending import Wish
from services.routing.web.settings_fields import FIELDS, WHOLE
from services.routing.web.settings_form import read, shown, typed
from services.routing.web.settings_pages import READERS, settings, to_change
from services.routing.web.settings_view import View, amending, keep, page, view

PARTS = "any(limits, province)"


@settings.get(f"/<{PARTS}:part>")
@require(*READERS)
def whole(part: str) -> Response:
    """Show the form of a part."""
    seen = view()
    return _form(part, shown(_values(part, seen), FIELDS[part]), seen)


@settings.post(f"/<{PARTS}:part>")
@require(ADMINISTRATOR)
def save_whole(part: str) -> AnyResponse:
    """Write what is other than in force into the draft; an empty limit is the usual one."""
    seen = view()
    try:
        after = read(request.form, FIELDS[part], WHOLE[part])
        wishes = [Wish(part=part, key=each.name, after=after.get(each.name)) for each in FIELDS[part]]
        known = seen.catalog.get(part) or {}
        changed = [each for each in wishes if each.after != known.get(each.key)]
        return to_change(keep(*changed))
    except ValidationError as wrong:
        return _form(part, typed(request.form, FIELDS[part]), seen, wrong.messages_dict)
    except Rejected as why:
        return _form(part, typed(request.form, FIELDS[part]), seen, refused=why)


def _values(part: str, seen: View) -> Mapping[str, Any]:
    return seen.catalog.get(part) or {}


def _form(
    part: str,
    values: Mapping[str, Any],
    seen: View,
    wrong: Mapping[str, Any] | None = None,
    refused: Rejected | None = None,
) -> Response:
    usual = Limits() if part == "limits" else None
    return page(
        "whole",
        422 if wrong else 200,
        refused,
        part=part,
        fields=FIELDS[part],
        value=values,
        wrong=wrong or {},
        found={},
        view=seen,
        choices=lambda _: [],
        usual={each.name: getattr(usual, each.name) for each in FIELDS[part]} if usual else {},
        amendments=[each for each in amending().amendments.all() if any(edit.part == part for edit in each.edits)],
    )
