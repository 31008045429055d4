"""What the forms of catalogue records ask for: one table, read by forms, lists and the words of a difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields

from services.kit.events.vocabulary import KINDS
from services.routing.catalog import schema

LINE, WORDS, DAY, CHOICE, TICK, NUMBER, NAMES, ROWS = (
    "line",
    "words",
    "day",
    "choice",
    "tick",
    "number",
    "names",
    "rows",
)
#: Choices that are names in the catalogue, or in the texts.
OF_AGENCIES, OF_AREAS, OF_DEADLINES, OF_CATEGORIES = "agencies", "areas", "deadlines", "categories"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`name` may have dots, for what lies deeper. `of`: the part of the catalogue whose names may be chosen.

    `values`: what may be chosen otherwise. `columns`: what a line of rows says, in order. `new`: asked once, for good.
    `hint`: there is a sentence for it in the texts.
    """

    name: str
    kind: str = LINE
    of: str | None = None
    values: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    required: bool = False
    new: bool = False
    hint: bool = False


def _term() -> tuple[Field, ...]:
    return (
        Field(name="valid_from", kind=DAY, hint=True),
        Field(name="valid_to", kind=DAY, hint=True),
    )


AGENCIES = (
    Field(name="slug", required=True, new=True, hint=True),
    Field(name="name", required=True),
    Field(name="short_name", required=True),
    Field(name="name_en"),
    Field(name="kind", kind=CHOICE, values=("department", "district", "commune", "company", "centre"), required=True),
    Field(name="parent", kind=CHOICE, of=OF_AGENCIES),
    Field(name="approval", kind=CHOICE, values=("none", "leader"), required=True, hint=True),
    Field(name="phone", hint=True),
    Field(name="email"),
    *_term(),
    Field(name="successor", kind=CHOICE, of=OF_AGENCIES, hint=True),
)
CATEGORIES = (
    Field(name="slug", required=True, new=True, hint=True),
    Field(name="parent", kind=CHOICE, of=OF_CATEGORIES, new=True, hint=True),
    Field(name="name_vi", required=True),
    Field(name="name_en", required=True),
    Field(name="kind_default", kind=CHOICE, values=KINDS, required=True),
    Field(name="deadline", kind=CHOICE, of=OF_DEADLINES, required=True),
    Field(name="identity", kind=CHOICE, values=("none", "phone", "name_phone"), required=True),
    Field(name="publish", kind=CHOICE, values=("auto", "editor", "never"), required=True),
    Field(name="share_contact", kind=TICK),
    Field(name="proof", kind=TICK),
    Field(name="stages", kind=ROWS, columns=("slug", "vi", "en", "tell"), hint=True),
    *_term(),
)
AREAS = (
    Field(name="code", required=True, new=True, hint=True),
    Field(name="name", required=True),
    Field(
        name="type",
        kind=CHOICE,
        values=("province", "city", "town", "district", "ward", "commune", "township"),
        required=True,
    ),
    Field(name="parent", kind=CHOICE, of=OF_AREAS),
    Field(name="agency", kind=CHOICE, of=OF_AGENCIES),
    *_term(),
    Field(name="successors", kind=NAMES, of=OF_AREAS, hint=True),
)
DEADLINES = (
    Field(name="slug", required=True, new=True, hint=True),
    Field(name="name_vi", required=True),
    Field(name="minutes.normal", kind=NUMBER, required=True, hint=True),
    Field(name="minutes.urgent", kind=NUMBER, required=True),
    Field(name="minutes.complex", kind=NUMBER, required=True),
    Field(name="source", kind=WORDS, required=True, hint=True),
    Field(name="preset", kind=TICK),
)
OUTBREAKS = (
    Field(name="slug", required=True, new=True, hint=True),
    Field(name="name_vi", required=True),
    Field(name="name_en", required=True),
    Field(name="categories", kind=NAMES, of=OF_CATEGORIES, required=True, hint=True),
    Field(name="cases", kind=NUMBER, required=True),
    Field(name="minutes", kind=NUMBER, required=True),
    Field(name="times", kind=NUMBER, required=True),
    Field(name="where", kind=CHOICE, values=("area", "province"), required=True),
)
QUESTION = (
    Field(name="slug", required=True, new=True, hint=True),
    Field(name="vi", required=True),
    Field(name="en", required=True),
    Field(name="hint_vi"),
    Field(name="hint_en"),
    Field(name="type", kind=CHOICE, values=("choice", "text", "number", "day"), required=True),
    Field(name="required", kind=TICK),
    Field(name="public", kind=TICK),
    Field(name="check", kind=CHOICE, values=("workday", "dossier"), hint=True),
    Field(name="choices", kind=ROWS, columns=("slug", "vi", "en", "stop.vi", "stop.en"), hint=True),
    Field(name="only_if.question", hint=True),
    Field(name="only_if.values", kind=NAMES),
)
LIMITS = tuple(Field(name=name, kind=NUMBER, hint=True) for name in schema.Limits().fields)
PROVINCE = tuple(Field(name=name, required=True) for name in ("name", "hotline", "email", "web"))

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "agencies": AGENCIES,
    "categories": CATEGORIES,
    "areas": AREAS,
    "deadlines": DEADLINES,
    "outbreaks": OUTBREAKS,
    "limits": LIMITS,
    "province": PROVINCE,
}
#: Parts whose records have a page each, and what checks one.
SCHEMAS: Mapping[str, type[Schema]] = {
    "agencies": schema.Agency,
    "categories": schema.Category,
    "areas": schema.Area,
    "deadlines": schema.Deadline,
    "outbreaks": schema.Outbreak,
}
#: Parts that are one form. Of the province, what it is called by cannot be changed while cases carry it.
WHOLE: Mapping[str, Schema] = {
    "limits": schema.Limits(),
    "province": Schema.from_dict({each.name: fields.String(required=True) for each in PROVINCE}, name="ProvinceForm")(),
}
#: What a list shows of a record besides its name and its days.
COLUMNS = {
    "agencies": ("kind", "approval", "successor"),
    "categories": ("deadline", "identity", "publish"),
    "areas": ("type", "agency", "successors"),
    "deadlines": ("minutes.normal", "minutes.urgent", "minutes.complex"),
    "outbreaks": ("categories", "cases", "minutes"),
}
#: Where on a form a check's finding is shown.
FIELD_OF = {
    "unknown-successor": "successor",
    "no-successor": "successor",
    "cycle": "successor",
    "overlapping-validity": "valid_to",
    "validity-reversed": "valid_to",
    "missing-triage": "valid_to",
    "unknown-parent": "parent",
    "unknown-agency": "agency",
    "area-without-agency": "agency",
    "unknown-deadline": "deadline",
    "bad-minutes": "minutes.normal",
    "outbreak-of-nothing": "categories",
    "duplicate-name": "slug",
}


def get(record: Mapping[str, Any], name: str) -> Any:
    """Return what lies under a name with dots; None where there is nothing."""
    found: Any = record
    for each in name.split("."):
        found = found.get(each) if isinstance(found, Mapping) else None
    return found


def put(record: dict[str, Any], name: str, value: Any) -> None:
    """Store something under a name with dots."""
    *way, last = name.split(".")
    for each in way:
        record = record.setdefault(each, {})
    record[last] = value
