"""Changes of the catalogue in words: what was, what is to be, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app

from services.kit.web import language
from services.routing.domain.amending.edits import LISTS, Edit
from services.routing.web.settings_fields import CHOICE, DAY, FIELDS, NAMES, QUESTION, ROWS, TICK, Field, get

NOTHING = "–"
NAMES_OF = {
    "categories": "name_vi",
    "agencies": "name",
    "areas": "name",
    "deadlines": "name_vi",
    "outbreaks": "name_vi",
}
Snapshot = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One field that changes; None: there is no such side."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An edit for people: what it is about, and its lines. `kind`: added, removed or changed."""

    edit: Edit
    kind: str
    name: str
    lines: tuple[Line, ...]


def told(edit: Edit, view: Snapshot) -> Told:
    """Return an edit in words; `view` has the names of what it mentions."""
    kind = "added" if edit.before is None else "removed" if edit.after is None else "changed"
    return Told(edit=edit, kind=kind, name=name_of(edit), lines=tuple(_lines(edit, view)))


def name_of(edit: Edit) -> str:
    """Return what the record is called."""
    if edit.part not in LISTS:
        return say(f"settings.field.{edit.part}.{edit.key}")
    return str((edit.after or edit.before)[NAMES_OF[edit.part]])


def called(part: str, key: Any, view: Snapshot) -> str:
    """Return the name behind a slug or code; the slug itself where nobody knows it."""
    name = LISTS[part]
    found = next((each for each in view.get(part, ()) if each[name] == key), None)
    return str(found[NAMES_OF[part]]) if found else str(key)


def say(key: str, **more: Any) -> str:
    """Return a text in the reader's language."""
    words: str = current_app.extensions["texts"].say(key, **more)
    return words


def value_of(value: Any, field: Field, part: str, view: Snapshot) -> str:
    """Return a value in words."""
    if field.kind == TICK:
        return say("settings.yes") if value else say("settings.no")
    if value in (None, [], ""):
        return NOTHING
    if field.kind == DAY:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if field.kind == NAMES:
        return "; ".join(called(field.of, each, view) if field.of else str(each) for each in value)
    if field.kind == ROWS:
        return "; ".join(str(each.get("vi", each.get("slug"))) for each in value)
    if field.kind == CHOICE:
        return called(field.of, value, view) if field.of else say(f"settings.value.{part}.{field.name}.{value}")
    return str(value)


def _lines(edit: Edit, view: Snapshot) -> Iterator[Line]:
    if edit.part == "calendar":
        yield from _calendar(edit)
    elif edit.part in LISTS:
        yield from _fields(edit.part, FIELDS[edit.part], edit.before or {}, edit.after or {}, view)
        yield from _questions(edit, view)
    else:
        yield Line(label="", before=_plain(edit.before), after=_plain(edit.after))


def _fields(part: str, fields: tuple[Field, ...], before: Any, after: Any, view: Snapshot) -> Iterator[Line]:
    for field in fields:
        old, new = get(before, field.name), get(after, field.name)
        if old != new:
            label = say(f"settings.field.{part}.{field.name}")
            was = value_of(old, field, part, view) if before else None
            yield Line(label=label, before=was, after=value_of(new, field, part, view) if after else None)


def _questions(edit: Edit, view: Snapshot) -> Iterator[Line]:
    old, new = ({q["slug"]: q for q in (side or {}).get("questions", ())} for side in (edit.before, edit.after))
    for slug in [*new, *(each for each in old if each not in new)]:
        if old.get(slug) != new.get(slug):
            before, after = (_question(side.get(slug), view) for side in (old, new))
            yield Line(label=say("settings.question_of", slug=slug), before=before, after=after)
    if list(old) != list(new) and sorted(old) == sorted(new):
        yield Line(label=say("settings.questions"), before=", ".join(old), after=", ".join(new))


def _question(question: Mapping[str, Any] | None, view: Snapshot) -> str | None:
    if question is None:
        return None
    said = [(field, get(question, field.name)) for field in QUESTION if field.name != "slug"]
    return "; ".join(
        f"{say(f'settings.field.question.{field.name}')}: {value_of(value, field, 'question', view)}"
        for field, value in said
        if value not in (None, [], False)
    )


def _calendar(edit: Edit) -> Iterator[Line]:
    if edit.key in ("holidays", "working_days"):
        old, new = ({each["date"]: each["name"] for each in side or ()} for side in (edit.before, edit.after))
        for day in sorted({*old, *new}):
            if old.get(day) != new.get(day):
                yield Line(label=f"{date.fromisoformat(day):%d/%m/%Y}", before=old.get(day), after=new.get(day))
        return
    for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        old_day, new_day = (hours_of((side or {}).get(day)) for side in (edit.before, edit.after))
        if old_day != new_day:
            yield Line(label=say(f"settings.weekday.{day}"), before=old_day, after=new_day)


def hours_of(spans: Any) -> str:
    """Return the hours of a day: 07:00–11:00, 13:00–17:00."""
    return ", ".join(f"{opening}–{closing}" for opening, closing in spans or ()) or NOTHING


def _plain(value: Any) -> str | None:
    return None if value is None else f"{value:n}" if isinstance(value, float) else str(value)


def in_language(problem: Any) -> str:
    """Return the sentence of a problem in the reader's language."""
    return str(problem.vi if language() == "vi" else problem.en)
