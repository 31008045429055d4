"""A list's address, read: every filter, checked, as the question for the use case; and back into an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from services.kit.events.vocabulary import CHANNELS, KINDS, URGENCIES
from services.kit.events.wire import SLUG_PATTERN
from services.kit.web.formats import VIETNAM
from services.routing.domain.case import State
from services.routing.usecases.listing import Wanted

STATES = [state.value for state in State]
ORDERS = ("due", "urgency", "received", "newest", "changed")
MOST_WORDS = 200
SLUG = [validate.Length(1, 100), validate.Regexp(SLUG_PATTERN)]


class ListSchema(Schema):
    """What may stand in the address of a list. Empty fields count as not there."""

    class Meta:
        """Other words of the address are none of the list's business."""

        unknown = EXCLUDE

    q = fields.String(validate=validate.Length(max=MOST_WORDS))
    state = fields.String(validate=validate.OneOf(STATES))
    agency = fields.String(validate=SLUG)
    category = fields.String(validate=SLUG)
    area = fields.String(validate=validate.Regexp(r"^[0-9-]{1,20}$"))
    channel = fields.String(validate=validate.OneOf(CHANNELS))
    urgency = fields.String(validate=validate.OneOf(URGENCIES))
    kind = fields.String(validate=validate.OneOf(KINDS))
    level = fields.Integer(validate=validate.Range(0, 4))
    overdue = fields.Boolean()
    returned = fields.Boolean()
    reopened = fields.Boolean()
    wants_time = fields.Boolean()
    submitted = fields.Boolean()
    part = fields.Boolean()
    incident = fields.Boolean()
    assignee = fields.String(validate=validate.Regexp(r"^(?:me|nobody|desk:[a-z0-9.-]{1,64})$"))
    from_ = fields.Date(data_key="from")
    to = fields.Date()
    due_from = fields.Date()
    due_to = fields.Date()
    order = fields.String(validate=validate.OneOf(ORDERS))
    after = fields.String(validate=validate.Length(1, 50))


SCHEMA = ListSchema()
#: What narrows a list, in the words of addresses.
FILTERS = tuple(each.data_key or name for name, each in SCHEMA.fields.items() if name != "after")
#: Those that are not called the same in the question.
TRANSLATED = ("q", "state", "category", "area", "from_", "to", "due_from", "due_to")
#: First days begin with it, last days end with it.
FIRST_DAYS = {"from_": "received_from", "due_from": "due_from"}
LAST_DAYS = {"to": "received_to", "due_to": "due_to"}


def read(arguments: Mapping[str, str], base: Wanted) -> tuple[Wanted, tuple[str, ...]]:
    """Return the question, `base` narrowed by what stands in the address, and the names of what could not be read."""
    given = {name: value for name, value in arguments.items() if str(value).strip()}
    try:
        found: dict[str, Any] = SCHEMA.load(given)
        wrong: tuple[str, ...] = ()
    except ValidationError as error:
        found, wrong = dict(error.valid_data or {}), tuple(sorted(error.messages_dict))
    return _narrowed(base, found), wrong


def query(arguments: Mapping[str, str], **changes: str | None) -> str:
    """Return the address's query with some of it changed; None takes a part away. Pages begin anew."""
    kept = {name: value for name, value in arguments.items() if name in (*FILTERS, "box") and value}
    changed = {name: value for name, value in {**kept, **changes}.items() if value}
    return urlencode(changed)


def is_narrowed(arguments: Mapping[str, str]) -> bool:
    """Return whether anything but words and the inbox stands in the address."""
    return any(arguments.get(name) for name in FILTERS if name != "q")


def _narrowed(base: Wanted, found: Mapping[str, Any]) -> Wanted:
    changes: dict[str, Any] = {name: value for name, value in found.items() if name not in TRANSLATED}
    if "state" in found:
        changes["states"] = (found["state"],)
    if "area" in found:
        changes["areas"] = (found["area"],)
    if "category" in found:
        changes["categories"] = (found["category"],)
    if "q" in found:
        changes["words"] = found["q"]
    changes |= {field: _midnight(found[name]) for name, field in FIRST_DAYS.items() if name in found}
    changes |= {field: _midnight(found[name], 1) for name, field in LAST_DAYS.items() if name in found}
    return replace(base, **changes)


def _midnight(day: Any, later: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM) + timedelta(days=later)
