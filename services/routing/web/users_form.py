"""What is read from the address and the forms of /desk/users."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from marshmallow import ValidationError, fields, validate

from services.kit.events.vocabulary import ROLES
from services.kit.text import fold, visible_line
from services.routing.domain.accounts import LONGEST_DISPLAY_NAME, LONGEST_EMAIL
from services.routing.usecases.accounts import UserSearch, Wanted
from services.routing.web.case_schemas import FormSchema
from services.routing.web.current import application

STATES = {"open": True, "closed": False}
MOST_PAGES = 1_000
LONGEST_WORDS = 100


class UsersSchema(FormSchema):
    """Filters of the list."""

    words = fields.String(validate=validate.Length(max=LONGEST_WORDS), load_default="")
    role = fields.String(validate=validate.OneOf(ROLES), load_default=None)
    agency = fields.String(validate=validate.Length(max=64), load_default=None)
    state = fields.String(validate=validate.OneOf(tuple(STATES)), load_default=None)
    page = fields.Integer(validate=validate.Range(1, MOST_PAGES), load_default=1)


def read_search(sent: Mapping[str, str]) -> UserSearch:
    """Return what is asked for; a filter that cannot be read counts for nothing."""
    schema, given = UsersSchema(), dict(sent)
    try:
        values = schema.load(given)
    except ValidationError as error:
        wrong = error.messages_dict
        values = schema.load({name: value for name, value in given.items() if name not in wrong})
    active = STATES.get(values["state"])
    return UserSearch(values["words"], values["role"], values["agency"], active, values["page"])


def page_address(search: UserSearch, page: int) -> str:
    """Return the address of another page of the same list."""
    state = {True: "open", False: "closed"}.get(search.active)  # type: ignore[arg-type]
    filters = {"words": search.words, "role": search.role, "agency": search.agency, "state": state}
    return "/desk/users?" + urlencode({**{name: value for name, value in filters.items() if value}, "page": page})


def read_wanted(form: Mapping[str, str]) -> Wanted:
    """Return how an account should be, as typed; whether it can be so, the use case says."""
    return Wanted(
        role=form.get("role", ""),
        agency=form.get("agency") or None,
        display_name=visible_line(form.get("display_name", ""))[:LONGEST_DISPLAY_NAME] or None,
        email=visible_line(form.get("email", ""))[: LONGEST_EMAIL + 1].lower() or None,
        seen_at=_moment(form.get("seen_at", "")),
    )


def agencies() -> list[tuple[str, str]]:
    """Return the agencies that somebody may belong to, by name."""
    known: Mapping[str, Any] = application().catalogs.known() or {}
    found = [(each["slug"], each["name"]) for each in known.get("agencies", ())]
    return sorted(found, key=lambda each: fold(each[1]))


def _moment(typed: str) -> datetime | None:
    try:
        return datetime.fromisoformat(typed)
    except ValueError:
        return None
