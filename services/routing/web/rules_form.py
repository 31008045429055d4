"""A rule as a form, and back: what people type becomes what rules.yaml would say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from services.kit.text import fold, nfc, visible_line
from services.routing.catalog.schema import Default, Rule
from services.routing.usecases.ports import Snapshot

LISTS = ("category", "channel", "urgency", "kind")
LINES = ("agency", "why_vi", "why_en", "valid_from", "valid_to")
HOURS = {"in": True, "out": False}


def rule_of(form: MultiDict[str, str], id_: str, snapshot: Snapshot, today: str) -> dict[str, Any]:
    """Return the rule that was typed. Raises `ValidationError` by field, for what could never be in the file either."""
    when: dict[str, Any] = {name: form.getlist(name) for name in LISTS if form.getlist(name)}
    areas, answers = list(_areas(form.get("area", ""), snapshot)), dict(_answers(form.get("answers", "")))
    when |= {name: found for name, found in (("area", areas), ("answers", answers)) if found}
    if form.get("working_time") in HOURS:
        when["working_time"] = HOURS[form["working_time"]]
    lines = {name: _line(form, name) for name in LINES if _line(form, name)}
    try:
        rule = dict(Rule().load({"id": id_, "order": 0, "when": when, **lines}))
    except ValidationError as wrong:
        raise ValidationError(_by_field(wrong.messages_dict)) from None
    return {**rule, "valid_from": rule["valid_from"] or today}


def default_of(form: Mapping[str, str]) -> dict[str, Any]:
    """Return who takes the rest. Raises `ValidationError` by field."""
    lines = {name: _line(form, name) for name in ("agency", "why_vi", "why_en")}
    return dict(Default().load({name: text for name, text in lines.items() if text}))


def typed(form: MultiDict[str, str], id_: str) -> dict[str, Any]:
    """Return what was typed, for showing it once more."""
    lines = {name: form.get(name, "") for name in (*LINES, "area", "answers", "working_time")}
    return {"id": id_, **lines, **{name: form.getlist(name) for name in LISTS}}


def _line(form: Mapping[str, str], name: str) -> str:
    return nfc(visible_line(form.get(name, "")))


def _areas(text: str, snapshot: Snapshot) -> Iterator[str]:
    """A line is a code, a code and a name, or a name; what nobody knows stays as it is and is refused by name."""
    codes = {area["code"] for area in snapshot["areas"]}
    names = {fold(area["name"]): area["code"] for area in sorted(snapshot["areas"], key=_ended)}
    for line in filter(None, map(str.strip, text.splitlines())):
        first = line.split(maxsplit=1)[0]
        yield first if first in codes else names.get(fold(line), line)


def _ended(area: Mapping[str, Any]) -> bool:
    """Units that exist come last: where names are alike, theirs counts."""
    return area["valid_to"] is None


def _answers(text: str) -> Iterator[tuple[str, list[str]]]:
    for line in filter(None, map(str.strip, text.splitlines())):
        question, _, values = line.partition("=")
        yield question.strip(), [each.strip() for each in values.split(",") if each.strip()]


def _by_field(messages: Mapping[str, Any]) -> dict[str, Any]:
    """Conditions are fields like others on the page."""
    return {**{name: said for name, said in messages.items() if name != "when"}, **messages.get("when", {})}
