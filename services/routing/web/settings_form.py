"""A record of the catalogue as a form, and back: what people type becomes what the YAML file would say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from marshmallow import Schema, ValidationError
from werkzeug.datastructures import MultiDict

from services.kit.text import nfc, visible_line
from services.routing.web.settings_fields import CHOICE, DAY, LINE, NAMES, NUMBER, ROWS, TICK, WORDS, Field, get, put

MISSING = "settings.missing"
CUT = "|"
YES = {"có", "co", "yes", "x", "1"}


def typed(form: MultiDict[str, str], asked: Sequence[Field]) -> dict[str, Any]:
    """Return what was typed, field by field, for showing it once more."""
    return {each.name: each.name in form if each.kind == TICK else form.get(each.name, "") for each in asked}


def shown(record: Mapping[str, Any], asked: Sequence[Field]) -> dict[str, Any]:
    """Return a record as its form shows it."""
    return {each.name: _shown(get(record, each.name), each) for each in asked}


def read(form: MultiDict[str, str], asked: Sequence[Field], schema: Schema) -> dict[str, Any]:
    """Return the record that was typed. Raises `ValidationError` by field, with keys of the texts as messages."""
    raw: dict[str, Any] = {}
    for each in asked:
        value = _read(form, each)
        if value is not None:
            put(raw, each.name, value)
    lacking = {each.name: MISSING for each in asked if each.required and get(raw, each.name) in (None, [])}
    if lacking:
        raise ValidationError(lacking)
    try:
        return dict(schema.load(raw))
    except ValidationError as wrong:
        raise ValidationError(dict(_by_field(wrong.messages_dict, asked))) from None


def _by_field(messages: Mapping[str, Any], asked: Sequence[Field]) -> Iterator[tuple[str, str]]:
    """A message deep inside belongs to the field that it was typed in."""
    for each in asked:
        if get(messages, each.name) is not None:
            yield each.name, f"settings.wrong.{each.kind}"
    known = {each.name.partition(".")[0] for each in asked}
    yield from ((name, "settings.wrong.line") for name in messages if name not in known)


def _read(form: MultiDict[str, str], field: Field) -> Any:
    if field.kind == TICK:
        return field.name in form
    text = form.get(field.name, "")
    if field.kind in (LINE, DAY, CHOICE):
        return visible_line(text) or None
    if field.kind == WORDS:
        return nfc(text.strip()) or None
    found = _READERS[field.kind](text, field)
    # What lies deeper is there as a whole, or not at all.
    return None if found == [] and "." in field.name else found


def _number(text: str, _: Field) -> Any:
    """Schemas that want whole numbers refuse others; what is no number at all is refused by all."""
    line = visible_line(text).replace(",", ".")
    if not line:
        return None
    try:
        return int(line) if line.lstrip("-").isdigit() else float(line)
    except ValueError:
        return line


def _names(text: str, _: Field) -> list[str]:
    return [line.split(maxsplit=1)[0] for line in map(visible_line, text.splitlines()) if line]


def _rows(text: str, field: Field) -> list[dict[str, Any]]:
    return [_row(line, field.columns) for line in map(visible_line, text.splitlines()) if line]


def _row(line: str, columns: Sequence[str]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    cells = [each.strip() for each in line.split(CUT)]
    for name, cell in zip(columns, cells, strict=False):
        if cell:
            put(row, name, cell.casefold() in YES if name == "tell" else cell)
    return row if len(cells) <= len(columns) else {**row, CUT: line}


_READERS = {NUMBER: _number, NAMES: _names, ROWS: _rows}


def _shown(value: Any, field: Field) -> Any:
    if field.kind == TICK:
        return bool(value)
    if field.kind == NAMES:
        return "\n".join(value or ())
    if field.kind == ROWS:
        return "\n".join(_line(each, field.columns) for each in value or ())
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _line(row: Mapping[str, Any], columns: Sequence[str]) -> str:
    cells = [get(row, name) for name in columns]
    words = ["có" if each is True else "không" if each is False else each or "" for each in cells]
    return f" {CUT} ".join(words).rstrip(f" {CUT}")
